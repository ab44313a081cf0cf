import { calendarDay } from '../../platform/clock.ts'
import type { Platform } from '../../platform/slice.ts'
import { type Indicator, readIndicator } from '../indicators/index.ts'
import type { Hypothesis, PlanVersion } from './schema.ts'
import { findByKey, type Stored } from './store/interventions.ts'

/** What was to be done and expected, and what became of it, for who looks for the effect. Only of what is public. */
export type Planned = Pick<
  Stored,
  | 'id'
  | 'slug'
  | 'state'
  | 'challengeId'
  | 'ownerId'
  | 'ownerName'
  | 'startedOn'
  | 'challenge'
  | 'decision'
  | 'deviations'
> & {
  title: string
  areaCodes: string[]
  hypothesis: Hypothesis | null
  design: Stored['content']['design']
  /** Of the figures in which the effect was expected; null when the plan names none. */
  period: Indicator['period'] | null
  /** The newest plan that was registered beforehand, else the newest; null when it began without one. */
  plan: Pick<PlanVersion, 'number' | 'sha256' | 'registeredAt' | 'beforehand'> | null
}

/** The plan and course of an intervention that is public; undefined when it is a draft or not there. */
export async function findPlanned(
  { db, clock }: Pick<Platform, 'db' | 'clock'>,
  key: string,
): Promise<Planned | undefined> {
  const found = await findByKey(db, key, { organisations: [], today: calendarDay(clock()) })
  if (!found || found.state === 'draft') return undefined
  const { id, slug, state, challengeId, ownerId, ownerName, startedOn, challenge, decision, deviations } =
    found
  const { title, areaCodes, hypothesis, design } = found.content
  const expected = hypothesis && (await readIndicator(db, hypothesis.indicatorId))
  // Plans come the newest first. The hypothesis and the design are of the same one: see `CONTENT`.
  const counted = found.plans.find(({ beforehand }) => beforehand) ?? found.plans[0]
  const plan = counted
    ? {
        number: counted.number,
        sha256: counted.sha256,
        registeredAt: counted.registeredAt,
        beforehand: counted.beforehand,
      }
    : null
  return {
    ...{ id, slug, state, challengeId, ownerId, ownerName, startedOn, challenge, decision, deviations },
    ...{ title, areaCodes, hypothesis, design, period: expected?.period ?? null, plan },
  }
}
