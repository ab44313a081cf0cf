import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { hasRole, organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { notFound, Problem } from '../../platform/errors.ts'
import { CSV_TYPE, prefersCsv, writeCsv } from '../../platform/http/csv.ts'
import { explainEmpty, findNamed } from '../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { Id, OneOf, Page, PageQuery, PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { AreaCode, findNamedAreas } from '../areas/index.ts'
import { findNamedChallenge } from '../challenges/index.ts'
import { computeStretches } from './compute.ts'
import { addMapRoutes } from './map/routes.ts'
import { addProfileRoutes } from './profiles/routes.ts'
import { addProgressRoutes } from './progress-routes.ts'
import { addRankingRoutes } from './rankings/routes.ts'
import { cutFigures, MOST_FIGURES } from './rules.ts'
import {
  Computation,
  Indicator,
  IndicatorChange,
  NewIndicator,
  SIGNAL_STATES,
  Signal,
  type Value,
  Values,
  ValuesQuery,
  Window,
} from './schema.ts'
import { askerOf } from './signals/asker.ts'
import { describeSignal } from './signals/describe.ts'
import { SIGNAL_KINDS } from './signals/schema.ts'
import {
  changeIndicator,
  createIndicator,
  EDITORS,
  foreignIndicator,
  missingIndicator,
  unknownInIndicator,
} from './steps.ts'
import { listFigures, listLatestFigures } from './store/figures.ts'
import { findIndicator, listIndicators } from './store/indicators.ts'
import { findSignal, listSignals } from './store/signals.ts'

const Key = Type.Object({ key: Type.String({ maxLength: 200, description: 'Id or slug' }) })

/** The routes of indicators and the signals they give. */
export function addRoutes(http: Http, platform: Platform): void {
  addIndicatorRoutes(http, platform)
  addSignalRoutes(http, platform)
  addProgressRoutes(http, platform)
  addMapRoutes(http, platform)
  addProfileRoutes(http, platform)
  addRankingRoutes(http, platform)
}

function addIndicatorRoutes(http: Http, platform: Platform) {
  const { db, clock } = platform
  const app = typed(http)
  const tags = ['indicators']

  app.get(
    '/api/v1/indicators',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List indicators by title',
        operationId: 'listIndicators',
        tags,
        querystring: Type.Object({ ...PageQuery, challengeId: Type.Optional(Id) }),
        response: { 200: Page(Indicator), ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const pageSize = query.pageSize ?? 50
      const rows = await listIndicators(db, {
        organisations: organisationsOf(actor),
        challengeId: query.challengeId,
        after: decodeCursor(query.cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [findNamedChallenge(db, actor, query.challengeId)])
      return toPage(rows, pageSize, ({ title, id }) => [title, id])
    },
  )

  app.post(
    '/api/v1/indicators',
    {
      config: {
        access: EDITORS,
        unknownIn: (body, actor) => unknownInIndicator(db, actor, body, true),
      },
      schema: {
        summary: 'Define an indicator; its figures are computed within seconds',
        operationId: 'createIndicator',
        tags,
        body: NewIndicator,
        response: { 201: Indicator, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const slug = await createIndicator(platform, actor, body)
      const made = await findIndicator(db, slug, organisationsOf(actor))
      if (!made) throw missingIndicator()
      reply.code(201).header('location', `/api/v1/indicators/${slug}`)
      return made
    },
  )

  app.get(
    '/api/v1/indicators/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read how an indicator is defined',
        operationId: 'getIndicator',
        tags,
        params: Key,
        response: { 200: Indicator, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const found = await findIndicator(db, params.key, organisationsOf(actor))
      if (!found) throw missingIndicator()
      return found
    },
  )

  app.patch(
    '/api/v1/indicators/:key',
    {
      config: {
        access: EDITORS,
        unknownIn: (body, actor) => unknownInIndicator(db, actor, body, false),
      },
      schema: {
        summary: 'Change an indicator; another definition is a new version and is computed anew',
        operationId: 'changeIndicator',
        tags,
        params: Key,
        body: IndicatorChange,
        response: { 200: Indicator, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => changeIndicator(platform, actor, params.key, body),
  )

  app.get(
    '/api/v1/indicators/:key/values',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read the figures per area and period, with how many measurements they rest on',
        operationId: 'getIndicatorValues',
        tags,
        params: Key,
        querystring: ValuesQuery,
        response: {
          200: {
            description: 'The figures; as CSV with the names of their parts and the unit',
            content: {
              'application/json': { schema: Values },
              'text/csv': { schema: Type.String() },
            },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params, query, actor, headers }, reply) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      const items = await readValues(db, indicator, query, clock())
      await explainEmpty(items, () => [findNamedAreas(db, '/area', query.area)])
      reply.header('vary', 'accept')
      if (!prefersCsv(query.format, headers.accept)) {
        return reply.type('application/json; charset=utf-8').send({ indicator, items } as never)
      }
      reply.type(CSV_TYPE).header('content-disposition', `attachment; filename="${indicator.slug}.csv"`)
      return reply.send(Readable.from(writeValues(indicator, items)) as never)
    },
  )

  app.post(
    '/api/v1/indicators/:key/computations',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Compute the figures of a stretch of time now',
        operationId: 'computeIndicator',
        tags,
        params: Key,
        body: Window,
        response: { 200: Computation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      if (!hasRole(actor, EDITORS, indicator.ownerId)) throw foreignIndicator()
      const stretch = { from: Date.parse(body.from), to: Date.parse(body.to) }
      await db
        .transaction()
        .execute((transaction) => computeStretches(transaction, indicator.id, [stretch], clock()))
      const from = new Date(stretch.from)
      const to = new Date(stretch.to)
      const items = await listFigures(db, { indicatorId: indicator.id, area: undefined, from, to }, clock())
      return { indicator, ...cutFigures(items) }
    },
  )
}

function addSignalRoutes(http: Http, { db }: Platform) {
  const app = typed(http)
  const tags = ['signals']

  app.get(
    '/api/v1/signals',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List signals, latest first; withdrawn ones only when asked for',
        operationId: 'listSignals',
        tags,
        querystring: Type.Object({
          ...PageQuery,
          id: Type.Optional(
            Type.Array(Id, {
              maxItems: 100,
              description: 'Only the signals with these ids, as far as they exist; the withdrawn ones too',
            }),
          ),
          state: Type.Optional(OneOf(SIGNAL_STATES)),
          kind: Type.Optional(OneOf(SIGNAL_KINDS)),
          mine: Type.Optional(
            Type.Boolean({ description: 'Only those for which the person who asks answers' }),
          ),
          dueBefore: Type.Optional(
            Type.String({
              format: 'date',
              description:
                'Only those that had to be decided on before this day; with state=open, what is overdue',
            }),
          ),
          order: Type.Optional(
            OneOf(
              ['opened', 'changed'],
              'By when they opened (default), or by when something of them changed last: then the withdrawn ones are among them',
            ),
          ),
          indicatorId: Type.Optional(Id),
          challengeId: Type.Optional(Id),
          area: Type.Optional(AreaCode),
        }),
        response: { 200: Page(Signal), ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const pageSize = query.pageSize ?? 50
      const { id: ids, state, kind, indicatorId, challengeId, area, dueBefore } = query
      const { mine = false, order = 'opened' } = query
      const rows = await listSignals(db, {
        asker: askerOf(actor),
        ids,
        state,
        kind,
        indicatorId,
        challengeId,
        area,
        mine,
        dueBefore,
        order,
        after: decodeCursor(query.cursor, 2),
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [
        findNamed('/indicatorId', { nl: 'Deze indicator', en: 'This indicator' }, indicatorId, (id) =>
          findIndicator(db, id, organisationsOf(actor)),
        ),
        findNamedChallenge(db, actor, challengeId),
        findNamedAreas(db, '/area', area),
      ])
      const described = rows.map((row) => ({ ...row, sentence: describeSignal(row) }))
      return toPage(described, pageSize, ({ openedAt, changedAt, id }) => [
        order === 'changed' ? changedAt : openedAt,
        id,
      ])
    },
  )

  app.get(
    '/api/v1/signals/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read a signal',
        operationId: 'getSignal',
        tags,
        params: Type.Object({ id: Id }),
        response: { 200: Signal, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const found = await findSignal(db, params.id, askerOf(actor))
      if (!found) throw notFound({ nl: 'Dit signaal', en: 'This signal' })
      return { ...found, sentence: describeSignal(found) }
    },
  )
}

/**
 * The figures that are asked for.
 * @throws Problem invalid-query when there are more than one answer can hold
 */
async function readValues(db: Db, indicator: Indicator, { area, from, to, latest }: ValuesQuery, now: Date) {
  const filter = { indicatorId: indicator.id, area, from: asDate(from), to: asDate(to) }
  // A figure of what has yet to come is a forecast, not the newest.
  if (latest) return listLatestFigures(db, { ...filter, to: earliest(filter.to, now) }, indicator.level, now)
  const items = await listFigures(db, filter, now)
  if (items.length > MOST_FIGURES) throw tooManyFigures()
  return items
}

const VALUE_COLUMNS = [
  'areaCode',
  'areaName',
  'periodStart',
  'periodEnd',
  'value',
  'hours',
  'expected',
  'coverage',
  'stations',
] as const satisfies (keyof Value)[]

function writeValues({ unit }: Indicator, items: readonly Value[]): Iterable<string> {
  return writeCsv(
    [...VALUE_COLUMNS, 'provisional', 'unit'],
    items.map((item) => [...VALUE_COLUMNS.map((column) => item[column]), String(item.provisional), unit]),
  )
}

function tooManyFigures() {
  const en = `There are more than ${MOST_FIGURES} figures in this period. Ask one area, or a shorter period.`
  const nl = `Er zijn meer dan ${MOST_FIGURES} cijfers in deze periode. Vraag één gebied, of een kortere periode.`
  return new Problem('invalid-query', { nl, en }, [{ in: 'query', pointer: '/from', detail: { nl, en } }])
}

function earliest(asked: Date | undefined, now: Date): Date {
  return asked !== undefined && asked < now ? asked : now
}

function asDate(moment: string | undefined): Date | undefined {
  return moment === undefined ? undefined : new Date(moment)
}
