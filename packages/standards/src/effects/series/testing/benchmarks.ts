/** Published analyses of one series that are done again. */
import { type Benchmark, expectedOf, type Figure, type Read, readRows } from '../../testing/benchmark.ts'
import { errorsOf, regress } from '../least-squares.ts'
import { estimateLocalLevel } from '../local-level.ts'
import { estimateAirline } from './airline.ts'

/** The law came on the last day of this month (counted from January 1969). */
const JANUARY_1983 = 168
/** What Harvey and Durbin count of the law in that month, when more people wore belts already. */
const AHEAD = 0.18
/** R's `arima` stops at a relative change of 1e-8 of the likelihood, so its coefficients are right to this. */
const OF_A_SEARCH = 5e-5

const monthsOf = (month: number) => Array.from({ length: 11 }, (_, each) => (month % 12 === each + 1 ? 1 : 0))

const inPercent = (logarithm: number) => 100 * (Math.exp(logarithm) - 1)

/** UK road casualties by month, and how a level that wanders, with seasons, changes by the law. */
function readCasualties(read: Read) {
  const rows = readRows(read('seatbelts-etc/Seatbelts.csv'))
  const law = rows.map((row) => Number(row.law))
  const logs = (name: string) => rows.map((row) => Math.log(Number(row[name])))
  return {
    law,
    logs,
    wander(
      name: string,
      {
        others = [],
        ahead = 0,
        likelihood = 'full',
        hasSlope = false,
      }: Partial<{
        others: readonly string[]
        ahead: number
        likelihood: 'full' | 'restricted'
        hasSlope: boolean
      }> = {},
    ) {
      const explaining = others.map(logs)
      const { amounts, errors } = estimateLocalLevel(
        law.map((inForce, month) => [
          month === JANUARY_1983 ? ahead : inForce,
          ...explaining.map((other) => other[month] ?? Number.NaN),
          ...monthsOf(month),
          ...(hasSlope ? [month] : []),
        ]),
        law.map((_, month) => month),
        logs(name),
        likelihood,
      )
      return { law: amounts[0] ?? Number.NaN, other: amounts[1] ?? Number.NaN, errors }
    },
  }
}

const SEAT_BELTS = 'The law on seat belts, road casualties by month, 1969–1984'
const HARVEY_DURBIN = 'Harvey and Durbin, Journal of the Royal Statistical Society A 149 (1986)'
const IN_R = 'computed from the same data in R'

const seatBelts: readonly Benchmark[] = [
  {
    dataSet: SEAT_BELTS,
    method: 'level that wanders, restricted likelihood, with the price of petrol',
    source: 'Commandeur and Koopman, An Introduction to State Space Time Series Analysis (2007), chapter 7',
    compute(read) {
      const { published } = expectedOf(read, 'uk_seatbelts')
      const found = readCasualties(read).wander('drivers', {
        others: ['PetrolPrice'],
        likelihood: 'restricted',
      })
      return [
        {
          name: 'drivers, coefficient of the law',
          published: published.CommandeurKoopman_log_coef_with_petrol,
          ours: found.law,
        },
        {
          name: 'drivers, coefficient of the price of petrol',
          published: published.petrol_coef,
          ours: found.other,
        },
      ]
    },
  },
  {
    dataSet: SEAT_BELTS,
    method: 'level that wanders, 0.18 of the law in January 1983',
    source: HARVEY_DURBIN,
    compute(read) {
      const { published } = expectedOf(read, 'uk_seatbelts')
      const change = (name: string) => inPercent(readCasualties(read).wander(name, { ahead: AHEAD }).law)
      return [
        { name: 'drivers, %', published: published.HarveyDurbin_drivers_KSI_pct, ours: change('drivers') },
        { name: 'in front, %', published: published.HarveyDurbin_front_pct, ours: change('front') },
      ]
    },
  },
  {
    dataSet: SEAT_BELTS,
    method: 'the same with a slope, the distance driven and the price of petrol, restricted likelihood',
    source: HARVEY_DURBIN,
    compute(read) {
      const { published } = expectedOf(read, 'uk_seatbelts')
      const { law } = readCasualties(read).wander('rear', {
        others: ['PetrolPrice', 'kms'],
        ahead: AHEAD,
        likelihood: 'restricted',
        hasSlope: true,
      })
      return [{ name: 'in the rear, %', published: published.HarveyDurbin_rear_pct, ours: inPercent(law) }]
    },
  },
  {
    dataSet: SEAT_BELTS,
    method: 'level that wanders, full likelihood',
    source: IN_R,
    compute(read) {
      const { reproduced } = expectedOf(read, 'uk_seatbelts')
      const { wander } = readCasualties(read)
      const figure = (name: string, published: number, ours = Number.NaN): Figure => ({
        name,
        published,
        ours,
        near: OF_A_SEARCH,
      })
      const alone = reproduced['local_level+fixed_seasonal+law (ARIMA(0,1,1)+xreg)']
      const petrol = reproduced['same+log(PetrolPrice)']
      const [own, withPetrol] = [wander('drivers'), wander('drivers', { others: ['PetrolPrice'] })]
      const both = { others: ['PetrolPrice', 'kms'] }
      return [
        figure('drivers, law', alone.coef, own.law),
        figure('drivers, its standard error', alone.se, own.errors[0]),
        figure('drivers with petrol, law', petrol.law, withPetrol.law),
        figure('drivers with petrol, its standard error', petrol.se, withPetrol.errors[0]),
        figure('drivers with petrol, petrol', petrol.log_petrol, withPetrol.other),
        figure('drivers with petrol, its standard error', petrol.se_petrol, withPetrol.errors[1]),
        figure(
          'in front with petrol and distance, law',
          reproduced['front (level+seasonal+petrol+kms)'].coef,
          wander('front', both).law,
        ),
        figure('in the rear with the same, law', reproduced.rear.coef, wander('rear', both).law),
      ]
    },
  },
  {
    dataSet: SEAT_BELTS,
    method: 'airline model; ordinary least squares',
    source: IN_R,
    compute(read) {
      const { reproduced } = expectedOf(read, 'uk_seatbelts')
      const { law, logs } = readCasualties(read)
      const values = logs('drivers')
      const airline = reproduced['airline(0,1,1)(0,1,1)12+law']
      const squares = (
        rows: number[][],
        name: string,
        { coef, se }: { coef: number; se: number },
      ): Figure[] => {
        const found = regress(rows, values)
        const [, ours = Number.NaN] = found.amounts
        const [, error = Number.NaN] = errorsOf(found, rows, 'plain')
        return [
          { name: `${name}, law`, published: coef, ours },
          { name: `${name}, its standard error`, published: se, ours: error },
        ]
      }
      return [
        {
          name: 'airline model, law',
          published: airline.coef,
          ours:
            estimateAirline(
              law.map((each) => [each]),
              values,
            )[0] ?? Number.NaN,
          near: OF_A_SEARCH,
        },
        ...squares(
          law.map((each) => [1, each]),
          'shift of the mean',
          reproduced.naive_log_mean_shift,
        ),
        ...squares(
          law.map((each, month) => [1, each, month, ...monthsOf(month)]),
          'with trend and months',
          reproduced['ols_log_drivers_law+trend+month'],
        ),
      ]
    },
  },
]

/** The jump in deaths at 21 years of age, with its standard errors. */
function findJump(read: Read, cause: string, termsOf: (age: number, legal: number) => number[]) {
  const deaths = readRows(read('causalpy/drinking.csv')).filter((row) => row[cause] !== '')
  const rows = deaths.map(({ agecell }) => {
    const legal = Number(agecell) >= 21 ? 1 : 0
    return [1, legal, ...termsOf(Number(agecell) - 21, legal)]
  })
  const found = regress(
    rows,
    deaths.map((row) => Number(row[cause])),
  )
  const errorBy = (kind: 'plain' | 'robust') => errorsOf(found, rows, kind)[1] ?? Number.NaN
  return { jump: found.amounts[1] ?? Number.NaN, plain: errorBy('plain'), robust: errorBy('robust') }
}

const straight = (age: number) => [age]
const curved = (age: number, legal: number) => [age, age * age, age * legal, age * age * legal]

const DRINKING = 'The age from which drinking is legal, deaths by age in the United States'

const drinking: readonly Benchmark[] = [
  {
    dataSet: DRINKING,
    method: 'regression discontinuity by least squares',
    source:
      'Carpenter and Dobkin, American Economic Journal: Applied Economics 1 (2009); Angrist and Pischke, Mastering ’Metrics (2014), table 4.1',
    compute(read) {
      const { published } = expectedOf(read, 'mlda_rdd')
      const all = findJump(read, 'all', straight)
      return [
        { name: 'all deaths, linear', published: published.all_linear, ours: all.jump },
        { name: 'its robust standard error', published: published.all_linear_se_robust, ours: all.robust },
        {
          name: 'all deaths, quadratic on each side',
          published: published.all_quadratic,
          ours: findJump(read, 'all', curved).jump,
        },
        {
          name: 'in traffic, linear',
          published: published.mva_linear,
          ours: findJump(read, 'mva', straight).jump,
        },
      ]
    },
  },
  {
    dataSet: DRINKING,
    method: 'the same, all digits',
    source: IN_R,
    compute(read) {
      const { reproduced } = expectedOf(read, 'mlda_rdd')
      const figure = (name: string, published: number, ours: number): Figure => ({ name, published, ours })
      const jump = (cause: string, terms: typeof curved) => findJump(read, cause, terms).jump
      const all = findJump(read, 'all', straight)
      return [
        figure('all deaths, linear', reproduced.all_linear, all.jump),
        figure('its standard error', reproduced.ols_se, all.plain),
        figure('all deaths, quadratic', reproduced.all_quad_interacted, jump('all', curved)),
        figure('in traffic, linear', reproduced.mva_linear, jump('mva', straight)),
        figure('in traffic, quadratic', reproduced.mva_quad, jump('mva', curved)),
        figure('of illness, linear', reproduced.internal_linear, jump('internal', straight)),
        figure('of illness, quadratic', reproduced.internal_quad, jump('internal', curved)),
      ]
    },
  },
]

/** The analyses of one series, in the order of the table in the documentation. */
export const seriesBenchmarks: readonly Benchmark[] = [...seatBelts, ...drinking]
