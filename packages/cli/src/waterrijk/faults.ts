import type { StationProperty } from './stations.ts'

/** What can be wrong with a station. Days are counted back from the moment the example starts. */
export type Fault = {
  /** Number of the garden station, from 1. */
  station: number
  fromDaysAgo: number
  /** Absent: still so. */
  toDaysAgo?: number
  nl: string
  en: string
} & (
  | { kind: 'stop' }
  | { kind: 'gaps'; share: number }
  | { kind: 'stick'; property: StationProperty; value: number }
  /** Per day: degrees added, or the share by which the value grows. */
  | { kind: 'drift'; property: StationProperty; add?: number; grow?: number }
)

/** The faults of the example: enough of each kind to see whether the platform notices. */
export const FAULTS: readonly Fault[] = [
  {
    station: 8,
    kind: 'stop',
    fromDaysAgo: 34,
    nl: 'Stuurt niets meer: de batterij is leeg.',
    en: 'Sends nothing any more: the battery is empty.',
  },
  {
    station: 55,
    kind: 'stop',
    fromDaysAgo: 2,
    nl: 'Stuurt sinds kort niets meer.',
    en: 'Has recently stopped sending.',
  },
  {
    station: 27,
    kind: 'stop',
    fromDaysAgo: 200,
    toDaysAgo: 172,
    nl: 'Stond vier weken uit tijdens een verbouwing.',
    en: 'Was off for four weeks during building work.',
  },
  {
    station: 50,
    kind: 'gaps',
    share: 0.27,
    fromDaysAgo: 400,
    nl: 'Slecht bereik: een op de vier metingen komt niet aan.',
    en: 'Bad reception: one in four measurements does not arrive.',
  },
  {
    station: 14,
    kind: 'drift',
    property: 'temperature',
    add: 0.022,
    fromDaysAgo: 150,
    nl: 'De thermometer wijkt elke week iets meer af.',
    en: 'The thermometer is a little further off every week.',
  },
  {
    station: 41,
    kind: 'drift',
    property: 'pm25',
    grow: 0.011,
    fromDaysAgo: 100,
    nl: 'De stofsensor raakt vervuild en meet steeds meer.',
    en: 'The dust sensor gets dirty and measures more and more.',
  },
  {
    station: 33,
    kind: 'stick',
    property: 'relative-humidity',
    value: 99.9,
    fromDaysAgo: 20,
    nl: 'De vochtmeter blijft op 99,9 procent staan.',
    en: 'The humidity sensor is stuck at 99.9 percent.',
  },
  {
    station: 19,
    kind: 'stick',
    property: 'temperature',
    value: 18.4,
    fromDaysAgo: 90,
    toDaysAgo: 78,
    nl: 'De thermometer bleef twaalf dagen op 18,4 graden staan.',
    en: 'The thermometer was stuck at 18.4 degrees for twelve days.',
  },
]

/** Does the fault hold at a moment so many days before the example starts (negative: after)? */
export function isActive({ fromDaysAgo, toDaysAgo }: Fault, daysAgo: number): boolean {
  return daysAgo <= fromDaysAgo && (toDaysAgo === undefined || daysAgo > toDaysAgo)
}

/** The value a faulty station sends instead; null when it sends nothing. `chance` is a number in [0, 1). */
export function spoil(
  fault: Fault,
  property: StationProperty,
  value: number,
  daysAgo: number,
  chance: number,
): number | null {
  if (fault.kind === 'stop') return null
  if (fault.kind === 'gaps') return chance < fault.share ? null : value
  if (fault.property !== property) return value
  if (fault.kind === 'stick') return fault.value
  const days = fault.fromDaysAgo - daysAgo
  return (value + (fault.add ?? 0) * days) * (1 + (fault.grow ?? 0) * days)
}
