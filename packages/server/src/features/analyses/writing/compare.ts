/** What differs between two answers to the same question. */
import type { Cell } from '@samenspel/standards/explorations'
import type { Answer } from '../schema.ts'
import { alignBins } from './compare-bins.ts'
import type { Comparison, Difference } from './schema-rerun.ts'

/** Columns that tell rows of an answer apart; the others hold what was found. */
const KEYS: readonly string[] = ['time', 'series', 'weekday', 'hour', 'from', 'to', 'direction']

/** Differences that are told one by one. */
const MOST_TOLD = 100

/** Less than this, relative to the value, is how a computer rounds. */
const ROUNDING = 1e-9

/** `against` is what a value is set out against, in a scatter chart: as much a part of what was found as the value. */
type Row = { cells: Record<string, Cell>; value: number | null; against: number | null; rest: Cell[] }

/** Compares an answer of now with that of then. */
export function compareAnswers(before: Answer, after: Answer): Comparison {
  const [aligned, alignedNow] = alignBins(before, after)
  const [then, now] = [rowsOf(aligned), rowsOf(alignedNow)]
  const counts = { same: 0, otherwise: 0, changed: 0, added: 0, gone: 0 }
  const found: Difference[] = []
  for (const key of new Set([...then.keys(), ...now.keys()])) {
    const [old, fresh] = [then.get(key), now.get(key)]
    const row = (fresh ?? old)?.cells ?? {}
    const [was, is] = [old?.value ?? null, fresh?.value ?? null]
    const kind = kindOf(was, is)
    const moved = kindOf(old?.against ?? null, fresh?.against ?? null)
    if (kind !== undefined) found.push({ kind, of: 'value', row, before: was, after: is })
    // A point that came or went did so as a whole.
    const isMoved = moved === 'changed' && kind !== 'added' && kind !== 'gone'
    if (isMoved && old && fresh) {
      found.push({ kind: moved, of: 'against', row, before: old.against, after: fresh.against })
    }
    if (kind !== undefined || isMoved) {
      counts[kind ?? 'changed'] += 1
    } else if (was !== null) {
      counts.same += 1
      if (old?.rest.some((cell, index) => !isAlike(cell, fresh?.rest[index] ?? null))) counts.otherwise += 1
    }
  }
  const changed = found.filter(({ kind, of }) => kind === 'changed' && of === 'value')
  return {
    ...counts,
    largest: changed.reduce<Difference | null>(
      (most, each) => (most && sizeOf(most) >= sizeOf(each) ? most : each),
      null,
    ),
    differences: found.slice(0, MOST_TOLD),
    means: listMeans(before, after),
  }
}

function kindOf(before: number | null, after: number | null): Difference['kind'] | undefined {
  if (before === null) return after === null ? undefined : 'added'
  if (after === null) return 'gone'
  return isAlike(before, after) ? undefined : 'changed'
}

/** Whether two cells are the same, but for how a computer rounds. */
function isAlike(one: Cell, other: Cell): boolean {
  if (typeof one !== 'number' || typeof other !== 'number') return one === other
  return Math.abs(one - other) <= Math.max(Math.abs(one), Math.abs(other)) * ROUNDING
}

const sizeOf = ({ before, after }: Difference) => Math.abs((after ?? 0) - (before ?? 0))

/** What is compared: the value, or how often it came. */
const valueColumn = (columns: readonly string[]) => (columns.includes('value') ? 'value' : 'count')

function rowsOf({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): Map<string, Row> {
  const value = valueColumn(columns)
  return new Map(
    rows.map((cells): [string, Row] => {
      const named = columns.map((column, index): [string, Cell] => [column, cells[index] ?? null])
      const own = named.filter(([column]) => KEYS.includes(column))
      const rest = named.filter(
        ([column]) => column !== value && column !== 'against' && !KEYS.includes(column),
      )
      const numberAt = (wanted: string) => {
        const found = named.find(([column]) => column === wanted)?.[1]
        return typeof found === 'number' ? found : null
      }
      return [
        JSON.stringify(own.map(([, cell]) => cell)),
        {
          cells: Object.fromEntries(own),
          value: numberAt(value),
          against: numberAt('against'),
          rest: rest.map(([, cell]) => cell),
        },
      ]
    }),
  )
}

/** The mean of the values of each place, then and now; none for an answer that counts. */
function listMeans(before: Answer, after: Answer): Comparison['means'] {
  if (valueColumn(after.columns) !== 'value') return []
  return after.series.map(({ key, name }) => ({
    series: key,
    name,
    before: meanOf(before, key),
    after: meanOf(after, key),
  }))
}

function meanOf({ columns, rows }: Answer, series: string): number | null {
  const [at, own] = [columns.indexOf('value'), columns.indexOf('series')]
  const values = rows.flatMap((row) => {
    const value = row[at]
    return row[own] === series && typeof value === 'number' ? [value] : []
  })
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length
}
