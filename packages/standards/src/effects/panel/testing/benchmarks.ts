import { type Benchmark, expectedOf, readRows } from '../../testing/benchmark.ts'
import { estimateDifference, estimateStaggered, type Panel } from '../index.ts'
import { type Matching, prepareFollowing } from '../synthetic-fit.ts'
import { readBasque, readCounties, readGermany } from './data-sets.ts'
import { assess } from './panels.ts'

/** The treated area followed by all others, which need no draws and no placebo areas. */
function followTreated({ periods, areas }: Panel, matching: Partial<Matching>) {
  const rows = areas.map(({ key, values, startedAt }) => ({
    key,
    startedAt,
    neighbours: [],
    values: Float64Array.from(values, (value) => value ?? Number.NaN),
  }))
  const treated = areas.findIndex(({ startedAt }) => startedAt !== undefined)
  const start = areas[treated]?.startedAt ?? 0
  const donors = areas.flatMap((_, place) => (place === treated ? [] : [place]))
  const follow = prepareFollowing(rows, { start, end: periods.length }, { levels: 'match', ...matching })
  const { gaps, weights, predictorWeights } = follow([treated], donors)
  return {
    predictorWeights,
    weights: new Map(donors.map((place, index) => [areas[place]?.key, weights[index] ?? 0])),
    gaps: gaps.slice(start),
    actual: (areas[treated]?.values ?? []).slice(start).map((value) => value ?? Number.NaN),
  }
}

/** How heavy each predictor is in the paper: those of 1971–1980 follow the figures of 1981–1990 best. */
function weighGermany({ panel, earlier }: ReturnType<typeof readGermany>): number[] | undefined {
  const from = panel.periods.indexOf('1981')
  const found = followTreated(
    {
      periods: panel.periods.slice(from),
      areas: panel.areas.map(({ key, values, startedAt }) => ({
        key,
        values: values.slice(from),
        // The year of the reunification is still one of those that are followed.
        ...(startedAt !== undefined && { startedAt: startedAt + 1 - from }),
      })),
    },
    { predictors: earlier },
  )
  return found.predictorWeights ?? undefined
}

/** Weights of countries as the paper prints them (its table 1). */
const PRINTED = { Austria: 0.42, USA: 0.22, Japan: 0.16, Switzerland: 0.11, Netherlands: 0.09 }

/** West Germany less the mean of the countries by the printed weights, per year from the start on. */
function compareAsPrinted({ areas }: Panel): number[] {
  const valuesOf = (country: string) => areas.find(({ key }) => key === country)?.values ?? []
  const start = areas.find(({ startedAt }) => startedAt !== undefined)?.startedAt
  return valuesOf('West Germany')
    .map((value, year) =>
      Object.entries(PRINTED).reduce(
        (gap, [country, weight]) => gap - weight * (valuesOf(country)[year] ?? Number.NaN),
        value ?? Number.NaN,
      ),
    )
    .slice(start)
}

/** Estimates need no draws; only what is not compared here does. */
const FEWEST = { runs: 1 }

const meanOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

const CALLAWAY = 'Callaway and Sant’Anna, Journal of Econometrics 225 (2021)'

/** The analyses of panels, in the order of the table in the documentation. */
export const panelBenchmarks: readonly Benchmark[] = [
  {
    dataSet: 'Minimum wage and teen employment, 500 counties, 2003–2007',
    method: 'group-time effects, aggregates',
    source: CALLAWAY,
    compute(read) {
      const { published } = expectedOf(read, 'mpdta_callaway_santanna')
      const { aggregates } = assess(estimateStaggered(readCounties(read), FEWEST))
      return ['simple', 'group', 'dynamic', 'calendar'].map((name) => ({
        name: `${name}, overall`,
        published: published[name],
        ours: aggregates.find(({ kind, at }) => kind === name && at === null)?.estimate ?? Number.NaN,
      }))
    },
  },
  {
    dataSet: 'Minimum wage and teen employment',
    method: 'group-time effects, all digits',
    source: 'computed from the same data in R',
    compute(read) {
      const { reproduced } = expectedOf(read, 'mpdta_callaway_santanna')
      const panel = readCounties(read)
      const found = assess(estimateStaggered(panel, FEWEST))
      const cells = Object.entries<number>(reproduced.ATT).map(([name, published]) => {
        const cell = found.cells.find(({ group, period }) => `${group},${period}` === name)
        return {
          name: `effect on ${name.replace(',', ' in ')}`,
          published,
          ours: cell?.estimate ?? Number.NaN,
        }
      })
      const aggregates = (['group', 'dynamic', 'calendar'] as const).flatMap((of) =>
        Object.entries<number>(reproduced[of]).map(([at, published]) => {
          const place = at === 'overall' ? null : of === 'dynamic' ? Number(at) : panel.periods.indexOf(at)
          const aggregate = found.aggregates.find((each) => each.kind === of && each.at === place)
          return { name: `${of}, ${at}`, published, ours: aggregate?.estimate ?? Number.NaN }
        }),
      )
      return [
        ...cells,
        { name: 'simple', published: reproduced.simple, ours: found.estimate },
        ...aggregates,
        {
          name: 'two-way fixed effects (for reference)',
          published: reproduced.TWFE,
          ours: found.twoWayFixedEffects,
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
      const { published } = expectedOf(read, 'mississippi_banks_did')
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
      const { published, reproduced } = expectedOf(read, 'billboard_did')
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
        { name: 'deposits', published: published.DID, ours: estimate },
        { name: 'deposits, all digits', published: reproduced.DID, ours: estimate },
      ]
    },
  },
  ...(['weighed', 'printed'] as const).map(
    (by): Benchmark => ({
      dataSet: 'German reunification, gross domestic product per head, 1960–2003',
      method: {
        weighed: 'synthetic control on the predictors of the paper, weighed as it says',
        printed: 'synthetic control by the weights of countries that the paper prints',
      }[by],
      source: 'Abadie, Diamond and Hainmueller, American Journal of Political Science 59 (2015)',
      compute(read) {
        const { published } = expectedOf(read, 'german_reunification')
        const germany = readGermany(read)
        const { panel, predictors } = germany
        const found =
          by === 'weighed'
            ? followTreated(panel, { predictors, predictorWeights: weighGermany(germany) })
            : undefined
        const gaps = found?.gaps ?? compareAsPrinted(panel)
        const weights = Object.entries(PRINTED).map(([country, weight]) => ({
          name: `weight of ${country}`,
          published: weight,
          ours: found?.weights.get(country) ?? Number.NaN,
        }))
        return [
          ...(found ? weights : []),
          {
            name: 'mean of 1990–2003, dollars (printed in hundreds)',
            published: published.avg_effect_1990_2003_usd,
            ours: meanOf(gaps),
            unit: 100,
          },
          {
            name: '2003, dollars',
            published: published.effect_2003_usd,
            ours: gaps.at(-1) ?? Number.NaN,
            ...(by === 'weighed' && { near: 17 }),
          },
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
        const { published } = expectedOf(read, 'basque')
        const { panel, predictors } = readBasque(read, on === 'figures' ? 1955 : 1960)
        const { gaps, actual } = followTreated(panel, on === 'figures' ? {} : { predictors })
        return [
          {
            name: 'mean of 1970–1997, %',
            published: published.gap_pct_GDP,
            ours: 100 * meanOf(gaps.map((gap, at) => gap / ((actual[at] ?? Number.NaN) - gap))),
          },
        ]
      },
    }),
  ),
]
