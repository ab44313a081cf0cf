import { organisationsOf } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { IndicatorKey } from '../calculations/schema.ts'
import type { Indicator } from '../schema.ts'
import { missingIndicator } from '../steps.ts'
import { listFigures, listFiguresAt, listLatestFigures } from '../store/figures.ts'
import { findIndicator } from '../store/indicators.ts'
import { choosePeriod, goBack, LOOK_BACK, periodsAround, rankAreas, yearBefore } from './rules.ts'
import { IndicatorRanking, RankingQuery } from './schema.ts'

/** Which area has the highest figure, and which may well have the same. */
export function addRankingRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/indicators/:key/ranking',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read the order of all areas in one period, without telling apart what may well be the same',
        description:
          'Two areas differ when the 95 % interval of their difference leaves out zero, made of the intervals of the two figures (Zou and Donner, 2008). Of many pairs about one in twenty that are the same is told apart by chance. Without intervals the values alone decide.',
        operationId: 'getIndicatorRanking',
        tags: ['indicators'],
        params: IndicatorKey,
        querystring: RankingQuery,
        response: { 200: IndicatorRanking, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const at = query.at === undefined ? undefined : Date.parse(query.at)
      if (at !== undefined && at >= AFTER_ALL) throw noPeriod()
      return rankIndicator(db, indicator, at, clock())
    },
  )
}

/** A period that holds a later moment has no end that can be written. */
const AFTER_ALL = Date.parse('9998-12-31T00:00:00Z')

function noPeriod(): Problem {
  const detail = {
    nl: 'Geef een moment van voor het jaar 9999.',
    en: 'Give a moment of before the year 9999.',
  }
  return new Problem('invalid-query', detail, [{ in: 'query', pointer: '/at', detail }])
}

async function rankIndicator(
  db: Db,
  { id, level, period }: Indicator,
  asked: number | undefined,
  now: Date,
): Promise<IndicatorRanking> {
  const newest = await findNewest(db, { id, level }, now)
  const at = asked ?? (newest === undefined ? undefined : await choose(db, id, period, newest, now))
  const of = (start: number) => listFiguresAt(db, { indicatorId: id, level, start: new Date(start) }, now)
  if (at === undefined) {
    const items = rankAreas(await of(0), [])
    const none = { periodStart: null, periodEnd: null, provisional: false, previous: null, next: null }
    return { period, ...none, ranked: 0, items }
  }
  const { start, end, previous } = periodsAround(at, period)
  const before = yearBefore(start, period)
  const [figures, earlier] = await Promise.all([of(start), before === undefined ? [] : of(before)])
  const items = rankAreas(figures, earlier)
  return {
    period,
    periodStart: write(start),
    periodEnd: write(end),
    provisional: end > now.getTime(),
    previous: write(previous),
    next: newest !== undefined && end <= newest ? write(end) : null,
    ranked: items.filter(({ value }) => value !== null).length,
    items,
  }
}

/** The start of the newest period of which any area has a figure. */
async function findNewest(db: Db, { id, level }: Pick<Indicator, 'id' | 'level'>, now: Date) {
  const filter = { indicatorId: id, area: undefined, from: undefined, to: now }
  const latest = await listLatestFigures(db, filter, level, now)
  return latest.length === 0
    ? undefined
    : Math.max(...latest.map(({ periodStart }) => Date.parse(periodStart)))
}

async function choose(db: Db, id: string, period: Indicator['period'], newest: number, now: Date) {
  const from = new Date(goBack(newest, period, LOOK_BACK))
  const filter = { indicatorId: id, area: undefined, from, to: new Date(newest + 1) }
  return choosePeriod(await listFigures(db, filter, now)) ?? newest
}

const write = (ms: number) => new Date(ms).toISOString()
