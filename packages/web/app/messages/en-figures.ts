import { count } from './count.ts'
import { enIndicatorMethod } from './en-indicator-method.ts'
import type { AboutSignal, nlFigures } from './nl-figures.ts'

const SIDES = { above: 'above it', on: 'exactly that', below: 'below it' } as const

/** Texts about indicators and the signals they give, in English. */
export const enFigures: typeof nlFigures = {
  goals: {
    from: 'Now or at the start',
    to: 'Goal',
    before: (date) => `before ${date}`,
    measuredBy: 'Measured with',
    baseline: (value, date) => `The baseline is ${value}${date ? ` (up to and including ${date})` : ''}.`,
    noBaseline: 'The starting value is not known yet.',
    over: 'The end date has passed',
    aim: (value, date, lower) => `The goal is ${lower ? 'at most' : 'at least'} ${value}, by ${date}.`,
    indicator: 'the indicator',
    latest: (value, when, areas) =>
      `Latest${areas > 1 ? ` in the least favourable of ${areas} areas` : ''}: ${value} (${when}).`,
    worst: (since, value, when) => `Least favourable since ${since}: ${value} (${when}).`,
    progress: (share) =>
      `${share} of the way to the goal has been covered. We look at the least favourable figure of a whole year.`,
    reached: 'The goal is met, for a whole year.',
    worse: 'The value is worse than at the start.',
    unknown: {
      'no-indicator': null,
      'no-areas':
        'The indicator has no figures about the area of this goal: it is smaller than the areas of the indicator, or has none of them.',
      'no-figures': 'There are no figures yet by which we can follow this goal.',
      outdated: 'The latest figure is more than a year old. So we do not know how far we are now.',
      'other-unit':
        'The figures are in another unit than the goal. So we cannot say how far we are with this goal.',
      'no-baseline': 'Without a baseline we cannot say how far we are with this goal.',
      'baseline-undated':
        'We do not know of which day the baseline is. So we cannot say how far we are with this goal.',
      'nothing-since-baseline':
        'There are no figures of after the baseline yet. So we do not know how far we are with this goal.',
      'less-than-a-year':
        'Less than a whole year was measured after the baseline. So we do not know how far we are with this goal.',
      'too-few-figures':
        'There are too few figures of the last year. So we cannot say how far we are with this goal.',
    },
    measuredIn: (measured, areas) => `Enough was measured in ${measured} of the ${areas} areas.`,
    progressLabel: 'Progress towards the goal',
    short: {
      progress: (share) => `${share} of the way`,
      reached: 'reached, for a whole year',
      worse: 'worse than at the start',
      unknown: 'cannot be said',
    },
  },
  ...enIndicatorMethod,
  indicators: {
    title: 'Indicators',
    lead: 'An indicator is a figure per area and period, always computed in the same way.',
    none: 'There are no indicators yet.',
    chooseArea: 'Choose an area',
    chart: (title, area) => `${title} in ${area}`,
    noValues: 'There are no values in this period yet.',
    latestPeriod: 'Latest period',
    lines: 'Lines in the chart',
    lineKinds: { norm: 'Norm', target: 'Target', signal: 'Signal limit' },
    how: 'How it is computed',
    statistics: {
      mean: 'mean',
      sum: 'sum, averaged over the stations',
      minimum: 'lowest value',
      maximum: 'highest value',
      percentile: 'percentile',
      'share-above': 'share of the time above the norm',
      'count-above': 'number above the norm',
      'count-from': 'number at or above the norm',
      'count-below': 'number below the norm',
      excess: 'sum of what is above the norm',
      'sum-from': 'sum of what is at or above the norm',
      'energetic-mean': 'energetic mean (sound)',
    },
    periods: { hour: 'hour', day: 'day', month: 'month', year: 'year' },
    periodsMany: { hour: 'hours', day: 'days', month: 'months', year: 'years' },
    perPeriod: (period, level) => `per ${period}, per ${level}`,
    coverageRule: (share) =>
      `A value counts only when at least ${share} of the expected measurements are there. Otherwise the line has a gap.`,
    leftOut: 'Left out',
    leftOutRule: (series, unit) =>
      series === 1
        ? `1 series does not count: its unit cannot be converted to ${unit}.`
        : `${series} series do not count: their unit cannot be converted to ${unit}.`,
    percentileRule: (p) => `Percentile ${p}: ${p} percent of the measurements are lower.`,
    shareRule: (norm) => `The share of the measurements above ${norm}.`,
    goodDirection: { lower: 'Lower is better.', higher: 'Higher is better.' },
    signalRule: (r) =>
      `A signal is given when the value is ${r.above ? 'above' : 'below'} ${r.line} for ${r.periods === 1 ? `one ${r.period}` : `${r.periods} ${r.period} in a row`}. ` +
      `It is over as soon as the value is ${r.clear} or ${r.above ? 'lower' : 'higher'}.`,
    above: 'above',
    below: 'below',
    version: (n) => `Version ${n} of the definition`,
    property: 'What was measured',
    method: 'Method',
    running: 'still running',
    stillRunning: 'This period is still running: the value can change.',
    coverage: 'Coverage',
    hours: 'Hours measured',
    stations: 'Stations',
    challenge: 'Belongs to the challenge',
    signals: 'Signals of this indicator',
    download: 'Get these figures (JSON)',
    downloadCsv: 'Download these figures (CSV)',
    sentence: (s) =>
      `${s.title} in ${s.area}: ${s.value} (${s.when}).${s.line ? ` ${s.line.kind} ‘${s.line.title}’ is ${s.line.value}: the value is ${SIDES[s.line.side]}.` : ''}`,
    signalLine: (line, side) => `The signal limit is ${line}: the value is ${SIDES[side]}.`,
    range: (low, high) => `In the period shown the value was between ${low} and ${high}.`,
    gaps: (n) => `${count(n, 'period has', 'periods have')} no value.`,
    noSentence: (area) => `There is no value for ${area} in this period.`,
  },
  signals: {
    title: 'Signals',
    lead: 'A signal arises when an indicator passes a limit. A signal asks for a decision, even if that is to do nothing. When the value recovers before there is one, it says so.',
    none: 'There are no signals.',
    states: {
      open: 'waiting for a decision',
      cleared: 'over, without a decision',
      decided: 'decided',
      withdrawn: 'withdrawn',
    },
    groups: {
      open: 'Waiting for a decision',
      cleared: 'Over without a decision',
      decided: 'Decided',
      withdrawn: 'Withdrawn after a correction',
    },
    all: { cleared: 'All signals that passed without a decision', decided: 'All signals with a decision' },
    opened: 'Started',
    cleared: 'Recovered',
    stillOpen: 'not yet',
    band: 'The grey band in the chart is the time that this signal is about.',
    staysOpen:
      'The value is back on the safe side of the limit. This signal stays open until the value has recovered further, or until there is a decision on it.',
    last: 'Past the line for the last time',
    line: 'Limit',
    waiting: (n) =>
      n === 0
        ? 'has waited for a decision since today'
        : `has waited ${count(n, 'day', 'days')} for a decision`,
    decision: 'Decision',
    noDecision: 'There is no decision on this signal yet.',
    preparing: 'decision in preparation',
    preparingText: 'A decision is being prepared.',
    areas: {
      BU: (n: number) => count(n, 'neighbourhood', 'neighbourhoods'),
      WK: (n: number) => count(n, 'district', 'districts'),
      GM: (n: number) => count(n, 'municipality', 'municipalities'),
    },
    above: 'above',
    below: 'below',
    highest: 'Highest value',
    lowest: 'Lowest value',
    when: {
      hour: (moment: string) => `on ${moment}`,
      day: (day: string) => `on ${day}`,
      month: (month: string) => `in ${month}`,
      year: (year: string) => `in ${year}`,
    },
    about: (s: AboutSignal) =>
      `${s.last ? `For the first time ${s.began}` : s.began} ${s.side} the line of ${s.line}${s.last ? `, for the last time ${s.last}` : ''}. ` +
      `${s.most}: ${s.peak}${s.where ? ` in ${s.where}` : ''}${s.peakWhen ? `, ${s.peakWhen}` : ''}.`,
    seen: 'What did we see?',
    name: (indicator, area) => `${indicator} in ${area}`,
  },
}
