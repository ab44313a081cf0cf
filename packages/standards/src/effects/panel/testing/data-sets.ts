/** Panels that others published analyses of, from the collection of test data. */
import { readRows } from '../../testing/benchmark.ts'
import type { Panel, Predictor } from '../index.ts'

/** A panel out of rows with an area, a period and a value. */
function readPanel(
  rows: readonly Record<string, string>[],
  names: { area: string; period: string; value: string },
  startOf: (area: string, row: Record<string, string>) => string | undefined,
): Panel {
  const periods = [...new Set(rows.map((row) => row[names.period] ?? ''))].sort()
  const byArea = Map.groupBy(rows, (row) => row[names.area] ?? '')
  const areas = [...byArea].map(([key, own]) => {
    const values = periods.map((period) => {
      const text = own.find((row) => row[names.period] === period)?.[names.value] ?? ''
      return text === '' ? null : Number(text)
    })
    const start = startOf(key, own[0] ?? {})
    return { key, values, ...(start !== undefined && { startedAt: periods.indexOf(start) }) }
  })
  return { periods, areas }
}

/** The mean of a column over some years, per area. */
function averageOf(
  rows: readonly Record<string, string>[],
  area: string,
  column: string,
  years: readonly number[],
): Predictor {
  const found = [...Map.groupBy(rows, (row) => row[area] ?? '')].map(([key, own]) => {
    const values = own
      .filter((row) => years.includes(Number(row.year)) && (row[column] ?? '') !== '')
      .map((row) => Number(row[column]))
    return [key, values.reduce((sum, value) => sum + value, 0) / values.length] as const
  })
  return { name: column, values: Object.fromEntries(found) }
}

const range = (from: number, to: number, step = 1) =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, index) => from + step * index)

export function readGermany(read: (path: string) => string) {
  const rows = readRows(read('synthetic-control/german_reunification.csv'))
  const panel = readPanel(rows, { area: 'country', period: 'year', value: 'gdp' }, (country) =>
    country === 'West Germany' ? '1990' : undefined,
  )
  const of = (column: string, years: readonly number[]) => averageOf(rows, 'country', column, years)
  const over = (decade: readonly number[]) =>
    ['gdp', 'trade', 'infrate', 'industry'].map((column) => of(column, decade))
  return {
    panel,
    predictors: [...over(range(1981, 1990)), of('schooling', [1980, 1985]), of('invest80', [1980])],
    /** Those of the decade before, by which the paper finds how heavy each is. */
    earlier: [...over(range(1971, 1980)), of('schooling', [1970, 1975]), of('invest70', [1980])],
  }
}

/** Without Spain as a whole. With its predictors the paper follows the figures from 1960 on. */
export function readBasque(read: (path: string) => string, from = 1955) {
  const rows = readRows(read('synthetic-control/basque_data.csv')).filter(
    ({ regionno, year }) => regionno !== '1' && Number(year) >= from,
  )
  const panel = readPanel(rows, { area: 'regionname', period: 'year', value: 'gdpcap' }, (region) =>
    region.startsWith('Basque') ? '1970' : undefined,
  )
  const of = (column: string, years: readonly number[]) => averageOf(rows, 'regionname', column, years)
  const sectors = ['agriculture', 'energy', 'industry', 'construction', 'services.venta', 'services.nonventa']
  const predictors = [
    ...['illit', 'prim', 'med', 'high', 'post.high'].map((level) => of(`school.${level}`, range(1964, 1969))),
    of('invest', range(1964, 1969)),
    of('gdpcap', range(1960, 1969)),
    ...sectors.map((sector) => of(`sec.${sector}`, range(1961, 1969, 2))),
    of('popdens', [1969]),
  ]
  return { panel, predictors }
}

export const readCounties = (read: (path: string) => string) =>
  readPanel(
    readRows(read('did/mpdta.csv')),
    { area: 'countyreal', period: 'year', value: 'lemp' },
    (_, row) => (row['first.treat'] === '0' ? undefined : row['first.treat']),
  )
