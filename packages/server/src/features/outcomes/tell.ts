/** Tells what is decided, begun, measured and learned, once, to whom it is news. */
import type { Db } from '../../platform/database/connect.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { findToldDecision, type ReviewResult, type ToldDecision } from '../decisions/index.ts'
import { findToldIntervention, type ToldIntervention } from '../interventions/index.ts'
import { correctOutcome, type Hearers, type Outcome, tellOutcome } from '../notifications/index.ts'
import { recordTelling } from './activities.ts'
import { type Concerning, findHearers } from './people.ts'
import {
  sayDecided,
  sayDecisionEnded,
  sayEvaluated,
  sayEvaluationWithdrawn,
  sayInterventionWithdrawn,
  sayLearned,
  sayReopened,
  sayReviewed,
  sayStarted,
} from './sentences.ts'
import { deleteNews, findToldEvaluation, type News, type ToldEvaluation, takeNews } from './store.ts'

/** What is told and whom it concerns; or what was told and is not so any more. */
type Telling = { outcome: Outcome; concerning: Concerning } | { correction: Outcome }

type Find = (db: Db, news: News) => Promise<Telling | undefined>

const FIND: Readonly<Record<string, Find>> = {
  'decisions.decision-published': findDecided,
  'decisions.decision-reopened': findReopened,
  'decisions.decision-reviewed': findReviewed,
  'decisions.decision-withdrawn': (db, news) => findDecisionEnded(db, news, 'withdrawn'),
  'decisions.decision-replaced': (db, news) => findDecisionEnded(db, news, 'replaced'),
  'interventions.started': findStarted,
  'interventions.withdrawn': findInterventionWithdrawn,
  'evaluations.published': findEvaluated,
  'evaluations.withdrawn': findEvaluationWithdrawn,
  'lessons.drawn': findLearned,
}

/** The events that are heard. */
export const HEARD = Object.keys(FIND)

/**
 * Tells one piece of news. For whom it is news is recorded before they are told; telling and removing the news are one transaction, so that everyone is
 * told once, whenever the process is killed.
 * @returns whether there was one
 */
export async function tellNext({
  db,
  clock,
  record,
}: Pick<Platform, 'db' | 'clock'> & { record: RecordProcessing }): Promise<boolean> {
  const now = clock()
  const news = await takeNews(db, now)
  if (!news) return false
  const telling = await FIND[news.kind]?.(db, news)
  const hearers: Hearers =
    telling && 'concerning' in telling ? await findHearers(db, telling.concerning, now) : new Map()
  await recordTelling(record, [...hearers.keys()])
  await db.transaction().execute(async (transaction) => {
    if (!(await deleteNews(transaction, news.id)) || !telling) return
    if ('correction' in telling) await correctOutcome(transaction, telling.correction, now)
    else await tellOutcome(transaction, telling.outcome, hearers, now)
  })
  return true
}

async function findDecided(db: Db, { payload, occurredAt }: News): Promise<Telling | undefined> {
  const { decisionId, version } = payload as { decisionId: string; version: number }
  const decision = await findToldDecision(db, decisionId)
  // What was withdrawn or corrected since is told by the event of that.
  if (!decision || decision.version !== version || isOver(decision)) return undefined
  const { id, slug, challengeId } = decision
  return {
    outcome: {
      event: `decided:${id}:${version}`,
      thing: `decision:${id}`,
      challengeId,
      sentence: sayDecided(decision),
      path: `/besluiten/${slug}`,
    },
    concerning: concernedBy(decision, occurredAt),
  }
}

function isOver({ standing }: { standing: string }): boolean {
  return standing === 'withdrawn' || standing === 'replaced'
}

/** Figures are past the line that the decision names: it asks to be decided again. */
async function findReopened(db: Db, { id: number, payload, occurredAt }: News): Promise<Telling | undefined> {
  const { decisionId } = payload as { decisionId: string }
  return findHappened(db, { decisionId, event: `reopened:${number}`, occurredAt }, sayReopened)
}

async function findReviewed(db: Db, { id: number, payload, occurredAt }: News): Promise<Telling | undefined> {
  const { decisionId, result } = payload as { decisionId: string; result: ReviewResult }
  return findHappened(db, { decisionId, event: `reviewed:${number}`, occurredAt }, (decision) =>
    sayReviewed(decision, result),
  )
}

/** What became of a decision that still holds: each time is news of its own. */
async function findHappened(
  db: Db,
  { decisionId, event, occurredAt }: { decisionId: string; event: string; occurredAt: Date },
  say: (decision: ToldDecision) => Outcome['sentence'],
): Promise<Telling | undefined> {
  const decision = await findToldDecision(db, decisionId)
  if (!decision || isOver(decision)) return undefined
  const { id, slug, challengeId } = decision
  return {
    outcome: {
      event,
      thing: `decision:${id}`,
      challengeId,
      sentence: say(decision),
      path: `/besluiten/${slug}`,
    },
    concerning: concernedBy(decision, occurredAt),
  }
}

async function findDecisionEnded(
  db: Db,
  { payload }: News,
  how: 'withdrawn' | 'replaced',
): Promise<Telling | undefined> {
  const { decisionId } = payload as { decisionId: string }
  const decision = await findToldDecision(db, decisionId)
  if (!decision) return undefined
  const { id, slug, challengeId } = decision
  return {
    correction: {
      event: `${how}:decision:${id}`,
      thing: `decision:${id}`,
      challengeId,
      sentence: sayDecisionEnded(decision, how),
      path: `/besluiten/${slug}`,
    },
  }
}

async function findStarted(db: Db, { payload, occurredAt }: News): Promise<Telling | undefined> {
  const { interventionId } = payload as { interventionId: string }
  const intervention = await findToldIntervention(db, interventionId)
  if (!intervention?.startedOn || intervention.state === 'withdrawn') return undefined
  const { id, slug, challengeId, startedOn } = intervention
  return {
    outcome: {
      event: `started:${id}`,
      thing: `intervention:${id}`,
      challengeId,
      sentence: sayStarted({ ...intervention, startedOn }),
      path: `/maatregelen/${slug}`,
    },
    concerning: await concernedByIntervention(db, intervention, occurredAt),
  }
}

async function findInterventionWithdrawn(db: Db, { payload }: News): Promise<Telling | undefined> {
  const { interventionId } = payload as { interventionId: string }
  const intervention = await findToldIntervention(db, interventionId)
  if (!intervention) return undefined
  const { id, slug, challengeId } = intervention
  return {
    correction: {
      event: `withdrawn:intervention:${id}`,
      thing: `intervention:${id}`,
      challengeId,
      sentence: sayInterventionWithdrawn(intervention),
      path: `/maatregelen/${slug}`,
    },
  }
}

function concernedBy(decision: ToldDecision, until: Date): Concerning {
  const { challengeId, ownerId, partyIds, areaCodes, indicators, analyses, text } = decision
  const organisationIds = [ownerId, ...partyIds]
  return { challengeId, organisationIds, areaCodes, indicators, analyses, texts: [text], until }
}

/** Who was cited in the decision from which an intervention follows hears of it too. */
async function concernedByIntervention(
  db: Db,
  intervention: ToldIntervention,
  until: Date,
): Promise<Concerning> {
  const { challengeId, ownerId, partyIds, areaCodes, indicatorId, decisionId } = intervention
  const decision = decisionId === null ? undefined : await findToldDecision(db, decisionId)
  const of = decision ? concernedBy(decision, until) : undefined
  return {
    challengeId,
    organisationIds: [ownerId, ...partyIds, ...(of?.organisationIds ?? [])],
    areaCodes,
    indicators: [
      ...(of?.indicators ?? []),
      ...(indicatorId === null ? [] : [{ id: indicatorId, areaCodes }]),
    ],
    analyses: of?.analyses ?? [],
    texts: of?.texts ?? [],
    until,
  }
}

async function findEvaluated(db: Db, { payload, occurredAt }: News): Promise<Telling | undefined> {
  const evaluation = await findPublished(db, payload)
  if (!evaluation) return undefined
  return {
    outcome: {
      ...ofEvaluation(evaluation),
      event: `evaluated:${evaluation.id}`,
      sentence: sayEvaluated(evaluation),
    },
    concerning: await concernedByEvaluation(db, evaluation, occurredAt),
  }
}

async function findEvaluationWithdrawn(db: Db, { payload }: News): Promise<Telling | undefined> {
  const { evaluationId } = payload as { evaluationId: string }
  const evaluation = await findToldEvaluation(db, evaluationId)
  if (!evaluation) return undefined
  return {
    correction: {
      ...ofEvaluation(evaluation),
      event: `withdrawn:evaluation:${evaluation.id}`,
      sentence: sayEvaluationWithdrawn(evaluation),
    },
  }
}

async function findLearned(db: Db, { payload, occurredAt }: News): Promise<Telling | undefined> {
  const { number } = payload as { number: number }
  const evaluation = await findPublished(db, payload)
  // One that took its place meanwhile is told by the event of that.
  if (!evaluation?.lesson || evaluation.lesson.number !== number) return undefined
  return {
    outcome: {
      ...ofEvaluation(evaluation),
      event: `learned:${evaluation.id}:${number}`,
      sentence: sayLearned(evaluation, evaluation.lesson),
    },
    concerning: await concernedByEvaluation(db, evaluation, occurredAt),
  }
}

async function findPublished(db: Db, payload: unknown): Promise<ToldEvaluation | undefined> {
  const found = await findToldEvaluation(db, (payload as { evaluationId: string }).evaluationId)
  return found?.state === 'published' ? found : undefined
}

const ofEvaluation = ({ id, slug, challengeId }: ToldEvaluation) => ({
  thing: `evaluation:${id}`,
  challengeId,
  path: `/evaluaties/${slug}`,
})

/** Who was cited in the decision, takes part in the intervention, or hosts a sensor that counted in what was measured. */
async function concernedByEvaluation(
  db: Db,
  { interventionId, challengeId, ownerId, areaCodes, indicatorId }: ToldEvaluation,
  until: Date,
): Promise<Concerning> {
  const intervention = await findToldIntervention(db, interventionId)
  const of = intervention ? await concernedByIntervention(db, intervention, until) : undefined
  return {
    challengeId,
    organisationIds: [ownerId, ...(of?.organisationIds ?? [])],
    areaCodes: [...new Set([...areaCodes, ...(of?.areaCodes ?? [])])],
    indicators: [...(of?.indicators ?? []), { id: indicatorId, areaCodes }],
    analyses: of?.analyses ?? [],
    texts: of?.texts ?? [],
    until,
  }
}
