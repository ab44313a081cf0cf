/** The ethics and privacy check: answered in a draft, and again when what it is about changed. */

import type { Actor } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Platform } from '../../platform/slice.ts'
import { isEmpty } from '../../platform/written-words.ts'
import { enterPublished } from '../ledger/index.ts'
import { compareEthics } from './ethics-change.ts'
import { requireOpen, requireRoom } from './part-steps.ts'
import { INTERVENTION_HAPPENINGS } from './published.ts'
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
    refuse('not-ready', [...obstaclesInEthics(given), ...(isEmpty(reason) ? [REASON_NEEDED] : [])])
    const { id } = current
    const [newest] = current.laterEthicsChecks
    const number = (newest?.number ?? 1) + 1
    await insertEthicsCheck(transaction, id, { number, check, reason, at })
    const about = compareEthics(number, newest ?? current.ethicsCheck, check)
    const deviation = { what: '', about, why: reason, since: calendarDay(at) }
    const deviationId = await insertDeviation(transaction, id, deviation, at)
    await enterPublished(transaction, INTERVENTION_HAPPENINGS, { id: deviationId, version: 1 }, at)
    await touch(transaction, id, at)
  })
}

const REASON_NEEDED = {
  pointer: '/reason',
  nl: 'Het plan is al vastgelegd. Schrijf op waarom de toets opnieuw is gedaan.',
  en: 'The plan is registered already. Write down why the check was done again.',
}
