import type { ChartKind } from '@samenspel/standards/explorations'
import type { Answer } from '../api.ts'
import { openWallClock } from '../clock-time.ts'
import type { Language } from '../language.ts'
import { messagesOf } from '../language.ts'
import type { RemarkMark } from '../remarks/marks.ts'

/** A place of an answer with its name on the page, in the order of the question. */
export type NamedPlace = Answer['series'][number] & { title: string }

/** An answer with names in the language of the page: what charts, tables and sentences are made of. */
export type AnswerView = {
  answer: Answer
  chart: ChartKind
  /** What is measured, in words. */
  what: string
  against: string
  places: NamedPlace[]
  rows: Row[]
  /** Rows of the same question at another moment: the axes of its chart span these too, so that the two can be laid side by side. */
  beside?: readonly Row[]
  /** Remarks about a moment or a stretch in it, for a chart over time. */
  marks?: readonly RemarkMark[]
}

/** A row of an answer by the names of its columns, with that of its place. */
export type Row = Record<string, string | number | null> & { series: string; name: string }

/** Names what an answer is of. */
export function viewAnswer(
  answer: Answer,
  names: { what: string; against: string },
  language: Language,
): AnswerView {
  const places = answer.series.map((series) => ({ ...series, title: namePlace(series, language) }))
  const titles = new Map(places.map(({ key, title }) => [key, title]))
  const { columns } = answer
  const rows = answer.rows.map((row): Row => {
    const named: Row = { series: '', name: '' }
    for (const [index, column] of columns.entries()) named[column] = row[index] ?? null
    named.name = titles.get(named.series) ?? named.series
    return named
  })
  return { answer, chart: answer.question.chart, ...names, places, rows }
}

/** The name of a place on the page. */
export function namePlace({ key, name }: { key: string; name: string | null }, language: Language): string {
  const words = messagesOf(language).explore.places
  if (key === 'all') return words.all
  if (key === 'reference') return words.reference
  return name ?? words.unnamed(key.slice(key.indexOf(':') + 1))
}

/** A cell as a number; undefined when it is missing. */
export const numberAt = (row: Row, column: string): number | undefined => {
  const cell = row[column]
  return typeof cell === 'number' ? cell : undefined
}

/** Whether a row is of a step that was not over when the answer was made. Rows without a moment are of more steps. */
export function isProvisional({ answer: { provisionalFrom } }: AnswerView, { time }: Row): boolean {
  return typeof provisionalFrom === 'string' && typeof time === 'string' && time >= provisionalFrom
}

/**
 * What a scale takes so that it spans these columns both of the chart and of what is laid beside it, and the norms when it is one of values;
 * nothing when there is nothing beside it.
 */
export function spanBeside({ answer, rows, beside }: AnswerView, ...columns: string[]): object {
  if (!beside) return {}
  const norms = columns.includes('value') ? answer.lines.map(({ value }) => value) : []
  let [least, most] = [Math.min(...norms), Math.max(...norms)]
  for (const row of [...rows, ...beside])
    for (const column of columns) {
      const value = numberAt(row, column)
      if (value === undefined) continue
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
  return least <= most ? { domain: [least, most] } : {}
}

/** A row as charts over time draw it. `run` is the stretch without gaps that it is in: a line never crosses what is missing. */
export type TimeRow = {
  at: number
  run: string
  alone: boolean
  [column: string]: string | number | boolean | null
}

/** Rows with a value, with the stretches that they are in. Times are those of the clock here. */
export function listRuns(rows: readonly Row[], placeOf: (row: Row) => number): TimeRow[] {
  const isValue = (row: Row | undefined, series: string) => row?.series === series && row.value !== null
  let run = 0
  return rows.flatMap((row, index) => {
    if (row.value === null) return []
    const before = isValue(rows[index - 1], row.series)
    if (!before) run += 1
    return [
      { ...row, at: placeOf(row), run: String(run), alone: !before && !isValue(rows[index + 1], row.series) },
    ]
  })
}

/** Tells of rows their moment on the clock here, in milliseconds. */
export function openRowClock(): (row: Row) => number {
  const wallTimeOf = openWallClock()
  return ({ time }) => wallTimeOf(Date.parse(String(time)))
}
