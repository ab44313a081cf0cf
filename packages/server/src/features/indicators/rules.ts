/** What an indicator may be and what its figures mean, decided from values alone. */
import { detectSignals, type Signal as Run, WITH_NORM } from '@samenspel/standards/indicators'
import { AMSTERDAM, endOfPeriod, startOfPeriod } from '@samenspel/standards/times'
import { type Conversion, findConversion, type WrittenUnit } from '@samenspel/standards/units'
import {
  type Definition,
  Definition as DefinitionSchema,
  type Indicator,
  type NewIndicator,
  type SignalRule,
} from './schema.ts'

/** The most figures that one answer holds. */
export const MOST_FIGURES = 100_000

/** As many of the figures as one answer holds, and whether there are more. */
export function cutFigures<Figure>(items: readonly Figure[]): { items: Figure[]; more: boolean } {
  return { items: items.slice(0, MOST_FIGURES), more: items.length > MOST_FIGURES }
}

const DEFAULTS = {
  what: 'property',
  property: '',
  measure: null,
  first: null,
  second: null,
  per: 1,
  step: 'none',
  stepCoverage: 0.75,
  statistic: 'mean',
  spell: null,
  leftOutFlags: ['range', 'manual'],
  groups: [],
  source: null,
  description: '',
  datasetIds: [],
  percentile: null,
  norm: null,
  normUnit: null,
  minimumCoverage: 0.75,
  goodDirection: 'lower',
  lines: [],
  signalRule: null,
  watchRules: [],
} satisfies Partial<Definition>

/** A whole definition from what was given and the defaults. */
export function completeDefinition({
  challengeId: _c,
  published: _p,
  ownerId: _o,
  ...given
}: NewIndicator): Definition {
  return withDefaults(given)
}

/** A definition with all there is to it: what was stored before a part existed has it as it was then. */
export function withDefaults<Given extends Partial<Definition>>(given: Given): typeof DEFAULTS & Given {
  return { ...structuredClone(DEFAULTS), ...given }
}

/** The part of an indicator that says how it is computed. */
export function definitionOf(indicator: Indicator): Definition {
  const names = Object.keys(DefinitionSchema.properties) as (keyof Definition)[]
  return Object.fromEntries(names.map((name) => [name, indicator[name]])) as Definition
}

/** Of what the figures are: when this changes, those that were made before cannot stand beside new ones. */
const OF_WHAT = [
  'what',
  'property',
  'measure',
  'first',
  'second',
  'per',
  'step',
  'unit',
  'statistic',
  'percentile',
  'norm',
  'normUnit',
  'spell',
  'period',
  'level',
] as const satisfies (keyof Definition)[]

/** What else decides over figures and signals. The other parts of a definition are texts and lines to compare with. */
const FROM_WHAT = [
  'datasetIds',
  'groups',
  'leftOutFlags',
  'stepCoverage',
  'minimumCoverage',
  'signalRule',
] as const satisfies (keyof Definition)[]

/** What another definition does to figures and signals: nothing, compute them again, or begin anew without those there are. */
export function judgeChange(before: Definition, after: Definition): 'nothing' | 'again' | 'anew' {
  const differ = (names: readonly (keyof Definition)[]) =>
    names.some((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
  if (differ(OF_WHAT)) return 'anew'
  return differ(FROM_WHAT) ? 'again' : 'nothing'
}

/** A unit in which something is measured, and by how many series; of those so many that count in groups only, of which no number is told. */
export type MeasuredUnit = Required<WrittenUnit> & { series: number; inGroups?: number }

/** How values in each unit count in the figures of an indicator, and how many series do not count. */
export type Conversions = {
  /** `isPerHour`: what is measured is added up to the unit, which is without “per hour”. */
  counted: (Required<WrittenUnit> & Conversion & { isPerHour: boolean })[]
  leftOutSeries: number
}

type Measuring = Pick<Definition, 'statistic' | 'step' | 'unit' | 'normUnit'>

/** The unit in which values count: that of the norm with which they are compared, else that of the figure. */
export function unitOfValues({ statistic, unit, normUnit }: Omit<Measuring, 'step'>): string {
  return WITH_NORM.includes(statistic) ? (normUnit ?? unit) : unit
}

/** Whether values are added up: what is measured per hour (mm/h of rain) adds up, hour by hour, to the same without that (mm). */
export function addsUp({ statistic, step }: Pick<Measuring, 'statistic' | 'step'>): boolean {
  return [statistic, step].includes('sum') || statistic === 'excess' || statistic === 'sum-from'
}

/** Brings series to the one unit of an indicator, and leaves out those of which that cannot be done. */
export function chooseConversions(definition: Measuring, measured: readonly MeasuredUnit[]): Conversions {
  const chosen: Conversions = { counted: [], leftOutSeries: 0 }
  for (const { series, inGroups = 0, ...unit } of measured) {
    const conversion = conversionTo(definition, unit)
    if (conversion) chosen.counted.push({ ...unit, ...conversion })
    else chosen.leftOutSeries += series - inGroups
  }
  return chosen
}

function conversionTo(
  definition: Measuring,
  from: WrittenUnit,
): (Conversion & { isPerHour: boolean }) | undefined {
  const unit = unitOfValues(definition)
  const direct = findConversion(from, { symbol: unit })
  if (direct) return { ...direct, isPerHour: false }
  const perHour = addsUp(definition) ? findConversion(from, { symbol: `${unit}/h` }) : undefined
  return perHour && { ...perHour, isPerHour: true }
}

/** A stretch of time, in milliseconds since 1970; the end is not included. */
export type Stretch = { from: number; to: number }

/** Periods of which an indicator has figures at most: one value in the year 1600 would ask for millions. */
const MOST_PERIODS = 300_000
const DAY = 86_400_000
const LENGTHS = { hour: DAY / 24, day: DAY, month: 31 * DAY, year: 366 * DAY } as const

/** The part of a stretch for which figures are made: of the latest {@link MOST_PERIODS}, up to a year from now. */
export function withinReach({ from, to }: Stretch, period: keyof typeof LENGTHS, now: number): Stretch[] {
  const reach = {
    from: Math.max(from, now - MOST_PERIODS * LENGTHS[period]),
    to: Math.min(to, now + LENGTHS.year),
  }
  return reach.from <= reach.to ? [reach] : []
}

/** Hour values that one transaction computes figures of, about: those that wait for it wait no longer than that takes. */
const HOURS_AT_ONCE = 25_000
const MOST_DAYS_AT_ONCE = 366

/**
 * The first part of a stretch of whole periods, as much as is computed in one go: at least one period.
 * @param series how many series are measured
 */
export function takeFirstPart({ from, to }: Stretch, period: keyof typeof LENGTHS, series: number): Stretch {
  const days = Math.min(MOST_DAYS_AT_ONCE, Math.floor(HOURS_AT_ONCE / 24 / Math.max(series, 1)))
  const part = startOfPeriod(from + days * DAY, period, AMSTERDAM)
  return { from, to: Math.min(to, Math.max(part, endOfPeriod(from, period, AMSTERDAM))) }
}

/** Joins stretches that touch or overlap, so that nothing is computed twice. */
export function mergeStretches(stretches: readonly Stretch[]): Stretch[] {
  const merged: Stretch[] = []
  for (const { from, to } of [...stretches].sort((a, b) => a.from - b.from)) {
    const last = merged.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else merged.push({ from, to })
  }
  return merged
}

/** A figure of one area in the order of time (ms since 1970); without a value when too little was measured. */
export type Figure = { start: number; end: number; value: number | null }

/**
 * Finds the signals in the figures of one area. A recovered figure clears what is open and breaks every run, so that
 * the figures between two recovered ones can be judged apart from the rest. A period that is not over at `now` (ms since 1970) can
 * open a signal, but ends none.
 */
export function findRuns(figures: readonly Figure[], rule: SignalRule, now: number): Run[] {
  const { line, clearLine, direction, minimumPeriods } = rule
  const values = figures.map(({ start, end, value }) => ({ start, value, provisional: end > now }))
  return detectSignals(values, { line, clearLine, direction, openAfter: minimumPeriods })
}

/** A signal as it is stored, as far as a new computation can change it. */
export type Stored = {
  id: string
  since: number
  openedAt: number
  /** With the peak null of what was withdrawn. */
  openedValue: number | null
  peak: { start: number | null; value: number | null }
  lastAt: number
  clearedAt: number | null
  withdrawn: boolean
  line: number
}

export type Reconciliation = { open: Run[]; change: { id: string; run: Run }[]; withdraw: string[] }

/**
 * What must happen to the stored signals of one area so that they say what the figures say now. A signal is known by
 * the period in which its run began. One that lost its ground is withdrawn, never removed.
 * @param line the line of the rule by which the runs were found
 */
export function reconcile(stored: readonly Stored[], runs: readonly Run[], line: number): Reconciliation {
  const known = new Map(stored.map((signal) => [signal.since, signal]))
  const found = new Set(runs.map(({ since }) => since))
  return {
    open: runs.filter(({ since }) => !known.has(since)),
    change: runs.flatMap((run) => {
      const signal = known.get(run.since)
      return signal && (differs(signal, run) || signal.line !== line) ? [{ id: signal.id, run }] : []
    }),
    withdraw: stored.filter(({ since, withdrawn }) => !withdrawn && !found.has(since)).map(({ id }) => id),
  }
}

function differs(signal: Stored, run: Run): boolean {
  return (
    signal.withdrawn ||
    signal.openedAt !== run.openedAt ||
    signal.openedValue !== run.openedValue ||
    signal.peak.start !== run.peak.start ||
    signal.peak.value !== run.peak.value ||
    signal.lastAt !== run.lastAt ||
    signal.clearedAt !== (run.clearedAt ?? null)
  )
}
