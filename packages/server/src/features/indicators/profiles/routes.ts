import { organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { listAreasByCodes } from '../../areas/index.ts'
import type { Indicator } from '../schema.ts'
import { missingIndicator } from '../steps.ts'
import { findIndicator } from '../store/indicators.ts'
import { compareMeans, compareWith, describeStatistics } from './rules.ts'
import { AreaProfile, ProfileParams, ProfileQuery } from './schema.ts'
import { findNewest, listMeans, listStatistics } from './store.ts'

const YEAR = 365 * 86_400_000

/** What is known of an area beside an indicator. */
export function addProfileRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/indicators/:key/profiles/:code',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Compare an area with the others: an indicator, statistics, and how these go together',
        description:
          'The correlation is over the areas of the municipality, of the mean of their figures with each statistic. It says that two things go together and not that one comes from the other; of twenty there is one outside its 95 % interval by chance.',
        operationId: 'getAreaProfile',
        tags: ['indicators'],
        params: ProfileParams,
        querystring: ProfileQuery,
        response: { 200: AreaProfile, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { key, code }, query, actor }) => {
      const to = query.to === undefined ? clock() : new Date(query.to)
      const [indicator, [area]] = await Promise.all([
        findIndicator(db, key, organisationsOf(actor)),
        listAreasByCodes(db, [code]),
      ])
      if (!indicator) throw missingIndicator()
      if (!area) throw notFound({ nl: 'Dit gebied', en: 'This area' })
      const from = query.from === undefined ? await startOf(db, indicator, to) : new Date(query.from)
      if (from > to) throw swappedPeriod()
      const { municipalityCode, level } = area
      const among = { level, municipalityCode }
      const [areas, measures, [within]] = await Promise.all([
        listMeans(db, among, { indicatorId: indicator.id, from, to }),
        listStatistics(db, among),
        listAreasByCodes(db, municipalityCode === null ? [] : [municipalityCode]),
      ])
      const { values, leftOut } = compareMeans(areas)
      return {
        area: { code, name: area.name },
        within: within ? { code: within.code, name: within.name } : null,
        from: from.toISOString(),
        to: to.toISOString(),
        value: values.get(code) ?? null,
        periods: areas.find((one) => one.code === code)?.periods ?? 0,
        ...compareWith(code, values),
        leftOut,
        statistics: describeStatistics(code, values, measures),
      }
    },
  )
}

/** The year before; figures of years come later than that, so of these the newest. */
async function startOf(db: Db, { id, period }: Pick<Indicator, 'id' | 'period'>, to: Date): Promise<Date> {
  const newest = period === 'year' ? await findNewest(db, id, to) : null
  return newest ?? new Date(to.getTime() - YEAR)
}

function swappedPeriod() {
  const detail = {
    nl: 'Het einde ligt voor het begin. Draai from en to om.',
    en: 'The end lies before the start. Swap from and to.',
  }
  return new Problem('invalid-query', detail, [{ in: 'query', pointer: '/to', detail }])
}
