import type { Config } from 'vega-lite'
import type { Language } from '../language.ts'
import { CHART_SIZES, type ChartSize } from './sizes.ts'

/** Colours of the charts, the same as the theme's: a picture by itself cannot read the tokens of a page. */
export const INK = '#001a40'
export const QUIET = '#3d5374'
const GRID = '#dfe3e8'
const SERIES = '#006fb3'

/** Colours of the horizontal lines by kind; each also has its name beside it. */
export const LINE_COLOURS = {
  norm: '#ac501b',
  target: '#157b31',
  signal: '#a01d23',
  beside: '#586c88',
  flag: '#a01d23',
} as const

/** Colours of the estimates of a steering check; each also has its word in the legend. */
export const CHOICE_COLOURS = {
  supports: '#006fb3',
  undecided: '#7a8797',
  contradicts: '#a01d23',
  zero: '#001a40',
} as const

/** Colours of the lines of an effect; they differ in dashes and thickness as well. */
export const EFFECT_COLOURS = {
  measured: SERIES,
  expected: '#ac501b',
  compared: '#7a8797',
  start: INK,
} as const

export const FONT =
  "'Noto Sans', 'Source Sans 3', -apple-system, 'Segoe UI', Roboto, 'Liberation Sans', Arial, sans-serif"

/** Pixels around a chart. */
const EDGE = 4

/** How charts look: a light grid, large letters, one calm line. */
export function chartConfig(size: ChartSize): Config {
  const { width } = CHART_SIZES[size]
  return {
    background: 'transparent',
    font: FONT,
    padding: EDGE,
    line: { color: SERIES, strokeWidth: size === 'breed' ? 2 : 1.75, strokeJoin: 'round' },
    point: { color: SERIES, filled: true },
    text: { fontSize: 13 },
    // What does not fit is cut off: the chart would be made smaller for it.
    title: { color: QUIET, limit: width - 2 * EDGE },
    view: { stroke: null },
    axis: {
      labelColor: INK,
      labelFontSize: 13,
      gridColor: GRID,
      domainColor: QUIET,
      tickColor: QUIET,
      labelPadding: 6,
      titleLimit: width - 80,
    },
    axisY: { domain: false, ticks: false },
    axisX: { grid: false },
    legend: { labelColor: INK, labelFontSize: 13, offset: 4, titleLimit: width - 2 * EDGE },
  }
}

const DUTCH = {
  number: {
    decimal: ',',
    thousands: '.',
    grouping: [3],
    currency: ['€\u00a0', ''] as [string, string],
  },
  time: {
    dateTime: '%a %e %B %Y %X',
    date: '%d-%m-%Y',
    time: '%H:%M:%S',
    periods: ['', ''] as [string, string],
    days: ['zondag', 'maandag', 'dinsdag', 'woensdag', 'donderdag', 'vrijdag', 'zaterdag'] as Seven,
    shortDays: ['zo', 'ma', 'di', 'wo', 'do', 'vr', 'za'] as Seven,
    months: [
      'januari',
      'februari',
      'maart',
      'april',
      'mei',
      'juni',
      'juli',
      'augustus',
      'september',
      'oktober',
      'november',
      'december',
    ] as Twelve,
    shortMonths: [
      'jan',
      'feb',
      'mrt',
      'apr',
      'mei',
      'jun',
      'jul',
      'aug',
      'sep',
      'okt',
      'nov',
      'dec',
    ] as Twelve,
  },
}

type Seven = [string, string, string, string, string, string, string]
type Twelve = [...Seven, string, string, string, string, string]

/** How a chart writes numbers and dates; undefined is English, the library's own. */
export function chartLocale(language: Language) {
  return language === 'nl' ? DUTCH : undefined
}
