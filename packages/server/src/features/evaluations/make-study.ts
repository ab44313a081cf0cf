/** Reads what an evaluation is computed of: the figures, what changed the measuring, and which designs these allow. */
import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Db } from '../../platform/database/connect.ts'
import type { Platform } from '../../platform/slice.ts'
import { findIndicator, type Indicator } from '../indicators/index.ts'
import { findPlanned, type Planned, STEPS_OF } from '../interventions/index.ts'
import type { Study } from './compute/study.ts'
import { listDesigns, type Material, type Possible, proposeDesign } from './designs.ts'
import {
  type About,
  type AreaFigures,
  type DatedIncident,
  isOfCounts,
  layStudy,
  weighMaterial,
} from './lay.ts'
import type { Step } from './lists.ts'
import { refusal } from './refuse.ts'
import { findEnough, findWindow, type Obstacle } from './rules.ts'
import type { Content } from './schema.ts'
import { canBeMade, daysBetween, proposeStep } from './steps-in-time.ts'
import { findStretch, listIncidents, readFigures } from './store/figures.ts'

/** What there is to look with, and what would be looked at. */
export type Prepared = {
  indicator: Indicator
  study: Study
  material: Material
  designs: Possible[]
  steps: readonly Step[]
  step: Step
  from: string
  until: string
  areas: AreaFigures[]
  incidents: DatedIncident[]
}

/** The intervention that is evaluated, when it is public and has begun. @throws Problem not-ready */
export async function requireBegun(
  platform: Pick<Platform, 'db' | 'clock'>,
  interventionId: string,
): Promise<Planned & { startedOn: string }> {
  const planned = await findPlanned(platform, interventionId)
  if (!planned) throw refusal('invalid-request', [NO_INTERVENTION])
  const { startedOn } = planned
  if (startedOn === null) throw refusal('invalid-request', [NOT_BEGUN])
  return { ...planned, startedOn }
}

/**
 * Prepares what is chosen.
 * @param more areas of which the figures are read besides, to be chosen from
 * @throws Problem not-ready when there are no figures, or the indicator is not there for who asks
 */
export async function prepareStudy(
  platform: Pick<Platform, 'db' | 'clock'>,
  actor: Actor,
  content: Content,
  planned: Planned & { startedOn: string },
  more: readonly string[] = [],
): Promise<Prepared> {
  const { db, clock } = platform
  const now = clock()
  const indicator = await findIndicator(db, content.indicatorId, organisationsOf(actor))
  if (!indicator) throw refusal('not-ready', [NO_INDICATOR])
  const starts = await listStarts(platform, content, planned)
  const codes = [...new Set([...starts.keys(), ...content.comparisonCodes])]
  const stretch = await findStretch(db, { indicatorId: indicator.id, codes, now })
  if (!stretch) throw refusal('not-ready', [NO_FIGURES])
  const { from, until } = chooseWindow(content, planned, stretch, calendarDay(now))
  const { period } = indicator
  const steps = STEPS_OF[period]
  const agreed = planned.design?.step
  const step =
    content.step ??
    (agreed && canBeMade(agreed, period) ? agreed : proposeStep(period, daysBetween(from, until)))
  if (!canBeMade(step, period)) throw refusal('not-ready', [WRONG_STEP])
  const asked = { indicatorId: indicator.id, step, from, until, now }
  const [areas, incidents] = await Promise.all([
    readFigures(db, { ...asked, codes: [...new Set([...codes, ...more])] }),
    findIncidents(db, indicator, codes, now),
  ])
  const used = areas.filter(({ code }) => codes.includes(code))
  const hoped = planned.hypothesis?.direction ?? indicator.goodDirection
  const isExpected = planned.hypothesis?.indicatorId === content.indicatorId
  const { change, by } = planned.hypothesis ?? {}
  const about: About = {
    ...{ period, unit: indicator.unit, hoped: hoped === 'lower' ? 'down' : 'up', starts },
    expected: isExpected && change !== undefined && by !== undefined ? { change, by } : null,
    enoughUntil: findEnough(planned, step),
  }
  const lay = (design: Study['design']) =>
    layStudy(used, { design, shape: content.shape, step, from, until }, about, incidents)
  const { design: _, ...laid } = lay('before-and-after')
  // A mean of several figures is no count any more.
  const material = weighMaterial(laid, step === period && isOfCounts(indicator))
  const designs = listDesigns(material)
  const study = lay(content.design ?? planned.design?.method ?? proposeDesign(material))
  return { indicator, study, material, designs, steps, step, from, until, areas, incidents }
}

/** On which day it began in each area: of this intervention, and of the same one elsewhere. */
async function listStarts(
  platform: Pick<Platform, 'db' | 'clock'>,
  content: Content,
  planned: { startedOn: string },
): Promise<Map<string, string>> {
  const starts = new Map(content.areaCodes.map((code) => [code, planned.startedOn]))
  for (const [index, id] of content.otherInterventionIds.entries()) {
    const other = await findPlanned(platform, id)
    if (!other || other.startedOn === null) {
      throw refusal('not-ready', [{ ...NO_OTHER, pointer: `/otherInterventionIds/${index}` }])
    }
    for (const code of other.areaCodes) if (!starts.has(code)) starts.set(code, other.startedOn)
  }
  return starts
}

/** As planned, as far as there are figures; else all that there are. */
function chooseWindow(
  { from, until }: Content,
  planned: Parameters<typeof findWindow>[0],
  stretch: { from: string; until: string },
  today: string,
): { from: string; until: string } {
  const window = findWindow(planned) ?? stretch
  const later = (one: string, other: string) => (one > other ? one : other)
  const earlier = (one: string, other: string) => (one < other ? one : other)
  return {
    from: from ?? later(window.from, stretch.from),
    until: earlier(until ?? earlier(window.until, stretch.until), today),
  }
}

/** What changed the measuring of the property of the indicator; of figures that are not measured here nothing is known. */
async function findIncidents(
  db: Db,
  indicator: Indicator,
  codes: readonly string[],
  now: Date,
): Promise<DatedIncident[]> {
  const { property, datasetIds } = indicator
  return property === '' ? [] : listIncidents(db, { property, datasetIds, codes, now })
}

const NO_INTERVENTION: Obstacle = {
  pointer: '/interventionId',
  nl: 'Deze maatregel bestaat niet of is niet openbaar.',
  en: 'This intervention does not exist or is not public.',
}
const NOT_BEGUN: Obstacle = {
  pointer: '/interventionId',
  nl: 'Deze maatregel is nog niet begonnen. Een effect is pas daarna te meten.',
  en: 'This intervention has not begun yet. An effect can be measured only after that.',
}
const NO_OTHER: Obstacle = {
  pointer: '/otherInterventionIds',
  nl: 'Deze maatregel bestaat niet, is niet openbaar of is nog niet begonnen.',
  en: 'This intervention does not exist, is not public or has not begun yet.',
}
const NO_INDICATOR: Obstacle = {
  pointer: '/indicatorId',
  nl: 'Deze indicator bestaat niet of is niet openbaar.',
  en: 'This indicator does not exist or is not public.',
}
const NO_FIGURES: Obstacle = {
  pointer: '/indicatorId',
  nl: 'Van deze gebieden heeft deze indicator nog geen cijfers.',
  en: 'This indicator has no figures of these areas yet.',
}
const WRONG_STEP: Obstacle = {
  pointer: '/step',
  nl: 'Van de cijfers van deze indicator zijn zulke stappen niet te maken.',
  en: 'Such steps cannot be made of the figures of this indicator.',
}
