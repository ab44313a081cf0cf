import {
  estimateDifference,
  estimateStaggered,
  estimateSynthetic,
  type Panel,
  type Predictor,
  type SyntheticEffect,
  type SyntheticOptions,
} from '../index.ts'
import { assess } from './panels.ts'

/** A published analysis that is done again. */
export interface Benchmark {
  dataSet: string
  method: string
  /** Who published it. */
  source: string
  /** @param read the text of a file in the folder of benchmarks */
  compute(read: (path: string) => string): Figure[]
}

export interface Figure {
  name: string
  published: number
  ours: number
  /** Whether ours must be the published figure in all of its printed digits; not, when the publication leaves choices open. */
  held: boolean
}

/** Rows of a comma-separated file without commas in its values, by the names in its first line. */
export function readRows(text: string): Record<string, string>[] {
  const [names = [], ...rows] = text
    .trim()
    .split('\n')
    .map((line) => line.split(',').map((cell) => cell.trim().replaceAll('"', '')))
  return rows.map((cells) => Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ''])))
}

/** A panel out of rows with an area, a period and a value. */
export function readPanel(
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
  const predictors = [
    of('gdp', range(1981, 1990)),
    of('trade', range(1981, 1990)),
    of('infrate', range(1981, 1990)),
    of('industry', range(1981, 1990)),
    of('schooling', [1980, 1985]),
    of('invest80', [1980]),
  ]
  return { panel, predictors }
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

const expect = (read: (path: string) => string, name: string) => JSON.parse(read('expected.json'))[name]

/** Estimates need no draws; only what is not compared here does. */
const FEWEST = { runs: 1 }

function synthesise(panel: Panel, options: SyntheticOptions): SyntheticEffect {
  return assess(estimateSynthetic(panel, { ...FEWEST, levels: 'match', ...options }))
}

const shareOf = ({ picture: { effects, counterfactual, start } }: SyntheticEffect) => {
  const shares = effects
    .slice(start)
    .map(({ estimate }, index) => estimate / (counterfactual[start + index] ?? 1))
  return (100 * shares.reduce((sum, value) => sum + value, 0)) / shares.length
}

const lastOf = ({ picture: { effects } }: SyntheticEffect) => effects.at(-1)?.estimate ?? Number.NaN

const CALLAWAY = 'Callaway and Sant’Anna, Journal of Econometrics 225 (2021)'

/** The analyses of panels, in the order of the table in the documentation. */
export const panelBenchmarks: readonly Benchmark[] = [
  {
    dataSet: 'Minimum wage and teen employment, 500 counties, 2003–2007',
    method: 'group-time effects, aggregates',
    source: CALLAWAY,
    compute(read) {
      const { published } = expect(read, 'mpdta_callaway_santanna')
      const { aggregates } = assess(estimateStaggered(readCounties(read), FEWEST))
      return ['simple', 'group', 'dynamic', 'calendar'].map((name) => ({
        name: `${name}, overall`,
        published: published[name],
        ours: aggregates.find(({ kind, at }) => kind === name && at === null)?.estimate ?? Number.NaN,
        held: true,
      }))
    },
  },
  {
    dataSet: 'Minimum wage and teen employment',
    method: 'group-time effects, all digits',
    source: 'computed from the same data in R',
    compute(read) {
      const { reproduced } = expect(read, 'mpdta_callaway_santanna')
      const panel = readCounties(read)
      const found = assess(estimateStaggered(panel, FEWEST))
      const held = true
      const cells = Object.entries<number>(reproduced.ATT).map(([name, published]) => {
        const cell = found.cells.find(({ group, period }) => `${group},${period}` === name)
        return {
          name: `effect on ${name.replace(',', ' in ')}`,
          published,
          ours: cell?.estimate ?? Number.NaN,
          held,
        }
      })
      const aggregates = (['group', 'dynamic', 'calendar'] as const).flatMap((of) =>
        Object.entries<number>(reproduced[of]).map(([at, published]) => {
          const place = at === 'overall' ? null : of === 'dynamic' ? Number(at) : panel.periods.indexOf(at)
          const aggregate = found.aggregates.find((each) => each.kind === of && each.at === place)
          return { name: `${of}, ${at}`, published, ours: aggregate?.estimate ?? Number.NaN, held }
        }),
      )
      return [
        ...cells,
        { name: 'simple', published: reproduced.simple, ours: found.estimate, held },
        ...aggregates,
        {
          name: 'two-way fixed effects (for reference)',
          published: reproduced.TWFE,
          ours: found.twoWayFixedEffects,
          held,
        },
      ]
    },
  },
  {
    dataSet: 'Banks of Mississippi, 1930–1931',
    method: 'difference-in-differences',
    source:
      'Richardson and Troost, Journal of Political Economy 117 (2009); Angrist and Pischke, Mastering ’Metrics (2014), chapter 5',
    compute(read) {
      const { published } = expect(read, 'mississippi_banks_did')
      const rows = readRows(read('causalpy/banks.csv'))
      const years = ['1930', '1931']
      const found = years.map((year) =>
        rows.find((row) => row.year === year && row.month === '7' && row.day === '1'),
      )
      const values = (column: string) => found.map((row) => Number(row?.[column]))
      const { estimate } = assess(
        estimateDifference({
          periods: years,
          areas: [
            { key: 'sixth district', values: values('bib6'), startedAt: 1 },
            { key: 'eighth district', values: values('bib8') },
          ],
        }),
      )
      return [
        {
          name: 'banks that stayed open',
          published: published.DID_banks_in_business_1930_1931,
          ours: estimate,
          held: true,
        },
      ]
    },
  },
  {
    dataSet: 'Billboards in Porto Alegre (made data)',
    method: 'difference-in-differences',
    source:
      'Facure, Causal Inference for the Brave and True, chapter 13; figure computed from the same data in R',
    compute(read) {
      const { published, reproduced } = expect(read, 'billboard_did')
      const rows = readRows(read('did/billboard_impact.csv'))
      const mean = (poa: string, jul: string) => {
        const own = rows.filter((row) => row.poa === poa && row.jul === jul)
        return own.reduce((sum, { deposits }) => sum + Number(deposits), 0) / own.length
      }
      const { estimate } = assess(
        estimateDifference({
          periods: ['before', 'after'],
          areas: [
            { key: 'Porto Alegre', values: [mean('1', '0'), mean('1', '1')], startedAt: 1 },
            { key: 'Florianópolis', values: [mean('0', '0'), mean('0', '1')] },
          ],
        }),
      )
      return [
        { name: 'deposits', published: published.DID, ours: estimate, held: true },
        { name: 'deposits, all digits', published: reproduced.DID, ours: estimate, held: true },
      ]
    },
  },
  ...(['figures', 'predictors'] as const).map(
    (on): Benchmark => ({
      dataSet: 'German reunification, gross domestic product per head, 1960–2003',
      method: `synthetic control on the ${on === 'figures' ? 'figures of each year before' : 'predictors of the paper'}`,
      source: 'Abadie, Diamond and Hainmueller, American Journal of Political Science 59 (2015)',
      compute(read) {
        const { published } = expect(read, 'german_reunification')
        const { panel, predictors } = readGermany(read)
        const found = synthesise(panel, on === 'figures' ? {} : { predictors })
        return [
          {
            name: 'mean of 1990–2003, dollars',
            published: published.avg_effect_1990_2003_usd,
            ours: found.estimate,
            held: false,
          },
          { name: '2003, dollars', published: published.effect_2003_usd, ours: lastOf(found), held: false },
        ]
      },
    }),
  ),
  ...(['figures', 'predictors'] as const).map(
    (on): Benchmark => ({
      dataSet: 'Terrorism in the Basque Country, gross domestic product per head, 1955–1997',
      method: `synthetic control on the ${on === 'figures' ? 'figures of each year before' : 'predictors of the paper'}`,
      source: 'Abadie and Gardeazabal, American Economic Review 93 (2003)',
      compute(read) {
        const { published } = expect(read, 'basque')
        const { panel, predictors } = readBasque(read, on === 'figures' ? 1955 : 1960)
        const found = synthesise(panel, on === 'figures' ? {} : { predictors })
        return [
          {
            name: 'mean of 1970–1997, %',
            published: published.gap_pct_GDP,
            ours: shareOf(found),
            held: false,
          },
        ]
      },
    }),
  ),
]
