import { capitalise, formatDay, formatMoment, formatNumber, formatShare, formatValue } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { type AnswerView, isProvisional, numberAt, type Row } from './view.ts'

/** Rows of a table that are shown at once. */
export const ROWS_SHOWN = 100

/** The table beside a chart: all it draws, a part at a time. */
export type AnswerTable = {
  columns: { title: string; numeric?: boolean; key: number }[]
  rows: { key: string; cells: string[] }[]
  /** Which part is shown, counted from 1, of how many rows. */
  from: number
  to: number
  of: number
}

/** A table of which cells are written when they are shown: most of a year of hours are not. */
type Cells = { titles: [title: string, numeric: boolean][]; of: number; cellsAt(index: number): string[] }

/** Makes the part of the table that begins at a row. */
export function tabulate(view: AnswerView, start: number, language: Language): AnswerTable {
  const { titles, of, cellsAt } = TABLES[view.chart](view, language)
  const first = Math.min(Math.max(0, start - 1), Math.max(0, of - 1))
  const shown = Math.min(ROWS_SHOWN, of - first)
  const part = Array.from({ length: shown }, (_, index) => cellsAt(first + index))
  return {
    columns: titles.map(([title, numeric], key) => ({ title, key, ...(numeric && { numeric }) })),
    rows: part.map((cells, index) => ({ key: String(first + index), cells })),
    from: part.length > 0 ? first + 1 : 0,
    to: first + part.length,
    of,
  }
}

/** The rows of a table, each written when it is asked. */
const each = <T>(rows: readonly T[], write: (row: T) => string[]): Omit<Cells, 'titles'> => ({
  of: rows.length,
  cellsAt: (index) => rows.slice(index, index + 1).flatMap(write),
})

type Make = (view: AnswerView, language: Language) => Cells

const TABLES: Record<AnswerView['chart'], Make> = {
  lines: listSteps,
  calendar: listSteps,
  compare: listPlaces,
  day: listPattern,
  week: listPattern,
  distribution: listBins,
  scatter: listPairs,
  rose: listWinds,
}

/** A value of a row with its unit, or the words for none. */
function showAt(view: AnswerView, row: Row, column: string, language: Language): string {
  const value = numberAt(row, column)
  return value === undefined
    ? messagesOf(language).site.noValue
    : formatValue(value, view.answer.what.unit, language)
}

function whenOf(view: AnswerView, row: Row, language: Language): string {
  const when = (view.answer.step === 'hour' ? formatMoment : formatDay)(String(row.time), language)
  return isProvisional(view, row) ? `${when} (${messagesOf(language).indicators.running})` : when
}

/** Several places beside each other: a row for each key, a column for each place. */
function pivot(
  view: AnswerView,
  keyOf: (row: Row) => string,
  nameOf: (row: Row) => string,
  show: (row: Row) => string,
): Omit<Cells, 'titles'> {
  const byKey = Map.groupBy(view.rows, keyOf)
  return each([...byKey.values()], (rows) => {
    const [first] = rows
    const own = new Map(rows.map((row) => [row.series, row]))
    const cells = view.places.map(({ key }) => {
      const row = own.get(key)
      return row ? show(row) : ''
    })
    return [first ? nameOf(first) : '', ...cells]
  })
}

const placeTitles = ({ places }: AnswerView): [string, boolean][] => places.map(({ title }) => [title, true])

function listSteps(view: AnswerView, language: Language): Cells {
  const { site, explore } = messagesOf(language)
  const nameOf = (row: Row) => whenOf(view, row, language)
  if (view.places.length > 1) {
    return {
      titles: [[site.time, false], ...placeTitles(view)],
      ...pivot(
        view,
        ({ time }) => String(time),
        nameOf,
        (row) => showAt(view, row, 'value', language),
      ),
    }
  }
  const { n, coverage, low, high } = explore.table
  const hasBand = view.rows.some((row) => row.low !== null)
  return {
    titles: [
      [site.time, false],
      [site.value, true],
      [n, true],
      [coverage, true],
      ...(hasBand ? ([low, high].map((title) => [title, true]) as [string, boolean][]) : []),
    ],
    ...each(view.rows, (row) => [
      nameOf(row),
      showAt(view, row, 'value', language),
      String(row.n),
      formatShare(Number(row.coverage), language),
      ...(hasBand ? boundsOf(view, row, language) : []),
    ]),
  }
}

/** Bounds that nobody can say are a dash. */
const boundsOf = (view: AnswerView, row: Row, language: Language) =>
  ['low', 'high'].map((column) => (row[column] === null ? '–' : showAt(view, row, column, language)))

function listPlaces(view: AnswerView, language: Language): Cells {
  const { site, explore } = messagesOf(language)
  const { place, n, coverage, low, high } = explore.table
  return {
    titles: [
      [place, false],
      [site.value, true],
      [low, true],
      [high, true],
      [n, true],
      [coverage, true],
    ],
    ...each(view.rows, (row) => [
      row.name,
      showAt(view, row, 'value', language),
      ...boundsOf(view, row, language),
      String(row.n),
      formatShare(Number(row.coverage), language),
    ]),
  }
}

function listPattern(view: AnswerView, language: Language): Cells {
  const { site, explore } = messagesOf(language)
  const { hour, weekday, days, low, high } = explore.table
  const isWeek = view.chart === 'week'
  const nameOf = (row: Row) => {
    const moment = explore.atHour(Number(row.hour))
    return isWeek ? `${explore.weekdays[Number(row.weekday) - 1]} ${moment}` : moment
  }
  const title: [string, boolean] = [isWeek ? `${weekday}, ${hour.toLowerCase()}` : hour, false]
  if (view.places.length > 1) {
    return {
      titles: [title, ...placeTitles(view)],
      ...pivot(view, nameOf, nameOf, (row) => showAt(view, row, 'value', language)),
    }
  }
  return {
    titles: [title, [site.value, true], [days, true], [low, true], [high, true]],
    ...each(view.rows, (row) => [
      nameOf(row),
      showAt(view, row, 'value', language),
      String(row.n),
      ...boundsOf(view, row, language),
    ]),
  }
}

function listBins(view: AnswerView, language: Language): Cells {
  const { between } = messagesOf(language).explore.table
  const nameOf = (row: Row) => `${showAt(view, row, 'from', language)} – ${showAt(view, row, 'to', language)}`
  const rows = pivot(
    view,
    ({ from }) => String(from),
    nameOf,
    ({ count, share }) =>
      `${formatNumber(Number(count), language)} (${formatShare(Number(share), language)})`,
  )
  return { titles: [[between, false], ...placeTitles(view)], ...rows }
}

function listPairs(view: AnswerView, language: Language): Cells {
  const { site, explore } = messagesOf(language)
  const unit = view.answer.against?.unit ?? ''
  return {
    titles: [
      [site.time, false],
      [explore.table.place, false],
      [view.what, true],
      [view.against, true],
    ],
    ...each(view.rows, (row) => [
      whenOf(view, row, language),
      row.name,
      showAt(view, row, 'value', language),
      formatValue(numberAt(row, 'against') ?? null, unit, language),
    ]),
  }
}

function listWinds(view: AnswerView, language: Language): Cells {
  const { site, explore } = messagesOf(language)
  const { wind, count, share } = explore.table
  return {
    titles: [
      [wind, false],
      [site.value, true],
      [count, true],
      [share, true],
    ],
    ...each(view.rows, (row) => [
      capitalise(explore.winds[Math.round(Number(row.direction) / 30) % 12] ?? ''),
      showAt(view, row, 'value', language),
      String(row.n),
      formatShare(Number(row.share), language),
    ]),
  }
}
