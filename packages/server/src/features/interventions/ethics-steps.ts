/** The ethics and privacy check: answered in a draft, and again when what it is about changed. */
import type { Actor } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Platform } from '../../platform/slice.ts'
import { enterPublished } from '../ledger/index.ts'
import { requireOpen, requireRoom } from './part-steps.ts'
import { INTERVENTION_HAPPENINGS } from './published.ts'
import { ETHICS_QUESTIONS } from './questions.ts'
import { refuse } from './refuse.ts'
import { obstaclesInEthics } from './rules.ts'
import type { EthicsCheck, NewEthicsCheck } from './schema.ts'
import { workOn } from './steps.ts'
import { storeEthicsCheck, touch } from './store/interventions.ts'
import { insertDeviation, insertEthicsCheck } from './store/parts.ts'

/**
 * Answers the check. Of a draft it takes the place of the answers before. What is registered or has begun gets a new version with the reason: the sealed one
 * stays, and that it was answered otherwise stands beside the plan as a deviation.
 * @throws Problem not-ready when a question is open, or the reason is
 */
export function answerEthics(platform: Platform, actor: Actor, key: string, given: NewEthicsCheck) {
  return workOn(platform, actor, key, async (transaction, current, at) => {
    const { reason = '', answers, by } = given
    const check: EthicsCheck = { answers, by, at: at.toISOString() }
    if (current.state === 'draft') {
      refuse('not-ready', obstaclesInEthics(given))
      await storeEthicsCheck(transaction, current.id, check, at)
      return
    }
    requireOpen(current)
    requireRoom(current.deviations)
    refuse('not-ready', [...obstaclesInEthics(given), ...(reason.trim() === '' ? [REASON_NEEDED] : [])])
    const { id } = current
    const [newest] = current.laterEthicsChecks
    const number = (newest?.number ?? 1) + 1
    await insertEthicsCheck(transaction, id, { number, check, reason, at })
    const what = describeChange(number, newest ?? current.ethicsCheck, check)
    const deviation = { what, why: reason, since: calendarDay(at) }
    const deviationId = await insertDeviation(transaction, id, deviation, at)
    await enterPublished(transaction, INTERVENTION_HAPPENINGS, { id: deviationId, version: 1 }, at)
    await touch(transaction, id, at)
  })
}

const ANSWERS = { yes: 'ja', no: 'nee', 'not-applicable': 'niet van toepassing' } as const

/** What is answered otherwise, in Dutch as other deviations are: it enters the ledger, so that a version cannot be changed there either. */
export function describeChange(
  number: number,
  before: Pick<EthicsCheck, 'answers'> | null,
  { answers, by }: Pick<EthicsCheck, 'answers' | 'by'>,
): string {
  const changed = ETHICS_QUESTIONS.flatMap(({ id, text }) => {
    const now = answers.find(({ question }) => question === id)
    const then = before?.answers.find(({ question }) => question === id)
    if (!now || (then?.answer === now.answer && then.text === now.text)) return []
    const was = then ? `was ${ANSWERS[then.answer]}, ` : ''
    return [`“${text.nl}” ${was}is ${ANSWERS[now.answer]}${now.text === '' ? '.' : `: ${now.text}`}`]
  })
  return [
    `De toets op ethiek en privacy is opnieuw gedaan door: ${by} (versie ${number}).`,
    ...(changed.length === 0 ? ['Alle antwoorden bleven gelijk.'] : changed),
  ].join(' ')
}

const REASON_NEEDED = {
  pointer: '/reason',
  nl: 'Het plan is al vastgelegd. Schrijf op waarom de toets opnieuw is gedaan.',
  en: 'The plan is registered already. Write down why the check was done again.',
}
