import { type Actor, organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import { revisionOf } from '../../platform/http/revision.ts'
import { sealJson } from '../../platform/seal-json.ts'
import type { Platform } from '../../platform/slice.ts'
import { listAreasByCodes } from '../areas/index.ts'
import { findIndicator } from '../indicators/index.ts'
import { findPlanned, type Planned } from '../interventions/index.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import type { Outcome, Study } from './compute/study.ts'
import { canWrite, listChanged, listDeviations } from './rules.ts'
import { type Computation, type Content, type Evaluation, EvaluationChange } from './schema.ts'
import { type Published, tellBeside, tellDeviations, tellEarlier } from './seal-publication.ts'
import { findFirstLook, listBeside, listComputations, type StoredComputation } from './store/computations.ts'
import type { Stored } from './store/evaluations.ts'

/**
 * An evaluation as the API gives it to who asks. What was published is told from the sealed text alone, with what became of it; only names of areas
 * and of the owner, and where it can be found, are those of now.
 */
export async function present(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  stored: Stored,
): Promise<Evaluation> {
  const { db } = platform
  const published = stored.body === null ? null : (JSON.parse(stored.body) as Published)
  const content = published?.content ?? stored.content
  const [planned, indicator, names, [owner], computations, beside, firstLook] = await Promise.all([
    findPlanned(platform, stored.interventionId),
    findIndicator(db, content.indicatorId, organisationsOf(actor)),
    listAreasByCodes(db, [...content.areaCodes, ...content.comparisonCodes]),
    listOrganisationsByIds(db, [stored.ownerId]),
    published ? [] : listComputations(db, stored.id),
    published ? [] : listBeside(db, stored),
    published ? null : findFirstLook(db, { ...content, interventionId: stored.interventionId }),
  ])
  const nameOf = (code: string) => ({ code, name: names.find((each) => each.code === code)?.name ?? code })
  const intervention = published?.intervention ?? planned
  const [shown] = computations
  const { hoped, expectedChange } = tellHope(
    published?.expectation ?? planned?.hypothesis ?? null,
    content,
    indicator,
  )
  return {
    ...tellHead(stored, published),
    ...content,
    intervention: {
      id: stored.interventionId,
      slug: intervention?.slug ?? '',
      title: intervention?.title ?? '',
    },
    areas: content.areaCodes.map(nameOf),
    comparisons: content.comparisonCodes.map(nameOf),
    ownerName: owner?.name ?? '',
    challenge: planned?.challenge ?? null,
    decision: planned?.decision ?? null,
    indicator: tellIndicator(published, indicator),
    startedOn: intervention?.startedOn ?? null,
    steering: published?.steering ?? null,
    hoped,
    expectedChange,
    plan: published ? published.plan : (planned?.plan ?? null),
    planDeviations:
      published?.planDeviations ??
      (planned ? listDeviations(content, planned, firstLook && calendarDay(firstLook)) : []),
    interventionDeviations: published?.interventionDeviations ?? tellDeviations(planned),
    computation: published ? tellPublished(published) : shown ? tellComputation(shown, content) : null,
    earlier:
      published?.earlier ??
      computations
        .filter((each) => each.state === 'done' && each !== shown)
        .map((each) => tellEarlier(each, content)),
    beside: published?.beside ?? beside.map((each) => tellBeside(each, content)),
    sha256: published ? sealJson(published).sha256 : null,
    withdrawal:
      stored.withdrawnAt && stored.withdrawnReason !== null
        ? { reason: stored.withdrawnReason, at: stored.withdrawnAt.toISOString() }
        : null,
    mayWrite: canWrite(actor, stored),
    revision: revisionOf(EvaluationChange, content),
  }
}

function tellHead(stored: Stored, published: Published | null) {
  const { id, slug, number, interventionId, challengeId, ownerId } = published?.evaluation ?? stored
  const { state, updatedAt } = stored
  return {
    ...{ id, slug, number, state, interventionId, challengeId, ownerId },
    answer: published?.outcome.answer ?? null,
    sentence: published?.outcome.sentence ?? null,
    publishedAt: published?.publishedAt ?? null,
    withdrawnAt: stored.withdrawnAt?.toISOString() ?? null,
    updatedAt: updatedAt.toISOString(),
  }
}

type Found = Awaited<ReturnType<typeof findIndicator>>

function tellIndicator(published: Published | null, indicator: Found): Evaluation['indicator'] {
  const from = published?.indicator ?? indicator
  if (!from) return null
  const { id, slug, title, unit, version } = from
  return { id, slug, title, unit, version }
}

function tellHope(
  hypothesis: Planned['hypothesis'],
  { indicatorId }: Content,
  indicator: Found,
): Pick<Evaluation, 'hoped' | 'expectedChange'> {
  const isOfPlan = hypothesis?.indicatorId === indicatorId
  const direction = hypothesis?.direction ?? indicator?.goodDirection
  return {
    hoped: direction === 'lower' ? 'down' : 'up',
    expectedChange: isOfPlan && hypothesis ? hypothesis.change : null,
  }
}

function tellPublished({ computation, study, outcome }: Published): Computation {
  return { ...computation, state: 'done', progress: 1, isOfNow: true, study, outcome }
}

export function tellComputation(computation: StoredComputation, content: Content): Computation {
  const { number, state, progress, askedAt, finishedAt, study, studySha256, outcome, outcomeSha256 } =
    computation
  return {
    ...{ number, state, progress, studySha256, outcomeSha256 },
    askedAt: askedAt.toISOString(),
    finishedAt: finishedAt?.toISOString() ?? null,
    isOfNow: listChanged(computation.content, content).length === 0,
    study: JSON.parse(study) as Study,
    outcome: outcome === null ? null : (JSON.parse(outcome) as Outcome),
  }
}
