import type { Actor } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { RecordProcessing } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import type { Trace } from '../../platform/trace.ts'
import { countDeed, listOwnPeople } from '../parties/index.ts'
import { describeAction } from './activities.ts'
import { ASK_DAYS, MODERATORS, type TargetKind } from './lists.ts'
import { conflict, missingJudgement, missingTarget } from './refuse.ts'
import { findObjection, isAnswered, type Standing, saysNothingNew } from './rules.ts'
import type { NewJudgement, NewReport } from './schema.ts'
import {
  findJudgement,
  findStanding,
  holdTarget,
  insertJudgement,
  insertReview,
  type StoredJudgement,
} from './store/judgements.ts'
import { countReport, countWaiting, insertReport } from './store/reports.ts'
import type { Target, Targets, TellJudged } from './target.ts'

/** What moderation works with. */
export type Moderation = Platform & {
  targets: Targets
  /** Hears, in the same transaction, that a text of this kind was judged. */
  tellJudged?: Partial<Record<TargetKind, TellJudged>>
  record: RecordProcessing
}

/** Who asks something, in which request. */
type Asking = { actor: Actor; trace: Trace; ip: string }

/** Takes a report of anybody. The same again changes nothing that it would tell. */
export async function report(
  platform: Moderation,
  { actor, trace, ip }: Asking,
  { kind, id, rule, note = '' }: NewReport,
): Promise<void> {
  const { db, clock, record } = platform
  const person = actor.kind === 'person' ? actor : undefined
  await countDeed(db, clock, 'report', { by: person?.email, address: ip })
  const target = await findTarget(platform, kind, id)
  const standing = await findStanding(db, kind, id)
  if (!target || standing?.verdict === 'hidden') throw missingTarget()
  if (person && person.personId === target.writerId) {
    throw conflict({
      nl: 'Dit schreef u zelf. Trek het in als het weg moet.',
      en: 'You wrote this yourself. Withdraw it if it must go.',
    })
  }
  if (isAnswered(standing && standingOf(standing), rule, target.changedAt)) {
    throw conflict(
      {
        nl: 'Een moderator keek hier al naar, en vond dat het niet tegen deze huisregel is. Lees het oordeel, of kies een andere regel.',
        en: 'A moderator looked at this already, and found it not to be against this house rule. Read the judgement, or choose another rule.',
      },
      '/rule',
    )
  }
  const reported = { kind, id, rule, note: note.trim(), now: clock() }
  if (person) {
    await record(describeAction(trace, 'tekst melden', [person.personId]))
    await insertReport(db, person.personId, reported)
    return
  }
  await db.transaction().execute(async (transaction) => {
    await holdTarget(transaction, kind, id)
    await countReport(transaction, reported)
  })
}

/** Why this moderator may not judge a text now, and what decides about it. */
export async function lookAt(
  db: Db,
  moderatorId: string,
  kind: TargetKind,
  target: Target,
): Promise<{
  standing: Awaited<ReturnType<typeof findStanding>>
  reports: number
  objection: ReturnType<typeof findObjection>
}> {
  const standing = await findStanding(db, kind, target.id)
  const { reports, reporterIds } = await countWaiting(db, kind, target.id)
  const moderators = await listOwnPeople(db, MODERATORS)
  const others = moderators.filter(
    (id) => id !== moderatorId && id !== target.writerId && !reporterIds.includes(id),
  )
  const objection = findObjection({
    moderatorId,
    writerId: target.writerId,
    reporterIds,
    standing: standing && standingOf(standing),
    otherModerators: others.length,
  })
  return { standing, reports, objection }
}

/** Judges a text. @returns the id of the judgement */
export async function judge(
  platform: Moderation,
  { moderatorId, trace }: { moderatorId: string; trace: Trace },
  { kind, id, verdict, rule, reason, changedAt, standing: read }: NewJudgement,
): Promise<string> {
  const { db, clock, record } = platform
  const target = await findTarget(platform, kind, id)
  if (!target) throw missingTarget()
  const { writerId } = target
  await record(describeAction(trace, 'tekst beoordelen', writerId === null ? [] : [writerId]))
  if (changedAt !== undefined && target.changedAt.toISOString() !== changedAt) throw isChanged()
  return db.transaction().execute(async (transaction) => {
    await holdTarget(transaction, kind, id)
    const { standing, reports, objection } = await lookAt(transaction, moderatorId, kind, target)
    if (objection) throw conflict(objection)
    if (read !== undefined && read !== (standing?.id ?? null)) throw isJudged()
    const before = standing && standingOf(standing)
    if (saysNothingNew(before, verdict, reports)) throw conflict(NOTHING_NEW[verdict], '/verdict')
    const now = clock()
    const judgementId = await insertJudgement(transaction, {
      ...{ kind, targetId: id, verdict, rule, reason: reason.trim(), moderatorId, writerId },
      answers: standing && before?.isAsked ? standing.id : null,
      now,
    })
    await platform.tellJudged?.[kind]?.(transaction, { judgementId, verdict, at: now })
    return judgementId
  })
}

function isJudged() {
  return conflict(
    {
      nl: 'Een andere moderator oordeelde hierover terwijl u las. Lees dat oordeel eerst.',
      en: 'Another moderator judged this while you were reading. Read that judgement first.',
    },
    '/standing',
  )
}

function isChanged() {
  return conflict(
    {
      nl: 'De schrijver veranderde deze tekst nadat u hem las. Er is niets beoordeeld. Lees de tekst opnieuw.',
      en: 'The writer changed this text after you read it. Nothing was judged. Read the text again.',
    },
    '/changedAt',
  )
}

const NOTHING_NEW = {
  hidden: {
    nl: 'Dit is al verborgen. Lees het oordeel dat er is.',
    en: 'This is hidden already. Read the judgement that there is.',
  },
  shown: {
    nl: 'Dit is te zien, en niemand meldde het. Er is niets om over te oordelen.',
    en: 'This is shown, and nobody reported it. There is nothing to judge.',
  },
}

const DAY = 86_400_000

/** Whether who wrote a text may ask for another look at this judgement: of what is erased after a term, only until then. */
export function mayAskReview(judgement: StoredJudgement, actor: Actor, now: Date): boolean {
  const { writerId, verdict, stands, review, answers, rule, judgedAt } = judgement
  if (rule === 'privacy' && now.getTime() >= Date.parse(judgedAt) + ASK_DAYS * DAY) return false
  const isWriter = actor.kind === 'person' && writerId === actor.personId
  return isWriter && verdict === 'hidden' && stands && review === null && answers === null
}

/** The writer asks for another look, once. */
export async function askReview(
  { db, clock, record }: Moderation,
  { personId, actor, trace }: { personId: string; actor: Actor; trace: Trace },
  id: string,
  text: string,
): Promise<void> {
  await record(describeAction(trace, 'nog een blik vragen', [personId]))
  await db.transaction().execute(async (transaction) => {
    const judgement = await findJudgement(transaction, id, 'lock')
    if (judgement?.writerId !== personId) throw missingJudgement()
    if (!mayAskReview(judgement, actor, clock())) {
      throw conflict({
        nl: `Over dit oordeel kunt u geen nieuwe blik vragen: dat kan één keer, zolang het geldt. Wat om andere mensen verborgen is, wordt na ${ASK_DAYS} dagen gewist.`,
        en: `You cannot ask for another look at this judgement: that can be done once, while it stands. What is hidden for the sake of other people is erased after ${ASK_DAYS} days.`,
      })
    }
    await insertReview(transaction, id, text.trim(), clock())
  })
}

async function findTarget({ db, targets }: Moderation, kind: TargetKind, id: string) {
  const [target] = await targets[kind](db, [id])
  return target
}

/** A judgement as the rules look at it. */
function standingOf({ verdict, rule, judgedAt, moderatorId, review }: StoredJudgement): Standing {
  const isAsked = review !== null && review.answeredBy === null
  return { verdict, rule, judgedAt: new Date(judgedAt), moderatorId, isAsked }
}
