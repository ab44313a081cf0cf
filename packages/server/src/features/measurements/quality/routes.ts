import { chooseLimits, DEFAULT_LIMITS, FLAG_NAMES, FLAGS, findLimitsKey } from '@samenspel/standards/quality'
import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { type InputMistake, namedNotFound, notFound, Problem } from '../../../platform/errors.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { canReadDataset, canWriteDataset, type DatasetAccess } from '../../catalogue/index.ts'
import { seesExactly } from '../plan/reader.ts'
import { refuseKnown } from '../plan/refusals.ts'
import { doerOf, mayChange, requireWriter, WRITERS } from '../writers.ts'
import { markDataset, markPeriod } from './due.ts'
import { applyNow } from './judge-due.ts'
import { findPeriodMistake, findRangeMistake } from './rules.ts'
import {
  Coverage,
  CoverageQuery,
  DatasetParams,
  FlagList,
  LimitsBody,
  MOST_LIMITED,
  NewRuling,
  QualityLimits,
  Ruling,
  RulingList,
  RulingQuery,
  SomeLimitsBody,
} from './schema.ts'
import {
  findDatasetOf,
  findMeasured,
  findRuling,
  insertRuling,
  listMeasured,
  listRulingsOf,
  mergeDatasetLimits,
  readCoverage,
  readDatasetLimits,
  withdrawRuling,
  writeDatasetLimits,
} from './store.ts'

const tags = ['measurements']

/** What readers may know of the quality of values, and how the keeper of a dataset steers it. */
export function addQualityRoutes(http: Http, platform: Platform): void {
  addLimitsRoutes(http, platform)
  addRulingRoutes(http, platform)
  const { db, clock } = platform

  typed(http).get(
    '/api/v1/quality-flags',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List the flags that a value can have',
        tags,
        operationId: 'listQualityFlags',
        response: { 200: FlagList, ...PROBLEM_RESPONSES },
      },
    },
    async () => ({ items: FLAG_NAMES.map((flag) => ({ flag, ...FLAGS[flag] })), next: null }),
  )

  typed(http).get(
    '/api/v1/coverage',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'How much of a period a datastream covers, with its gaps and flagged values',
        description: 'Without a period: the last 30 days. Counts are of whole hours.',
        tags,
        operationId: 'getCoverage',
        querystring: CoverageQuery,
        response: { 200: Coverage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      await requireReadable(db, actor, query.datastream, missingInQuery)
      const to = query.to === undefined ? clock() : new Date(query.to)
      const from = query.from === undefined ? new Date(to.getTime() - 30 * 86_400_000) : new Date(query.from)
      return readCoverage(db, { datastreamId: query.datastream, from, to })
    },
  )
}

function addLimitsRoutes(http: Http, platform: Platform) {
  const { db, clock } = platform
  typed(http).get(
    '/api/v1/datasets/:key/quality-limits',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The limits by which the values of a dataset are judged',
        tags,
        operationId: 'getQualityLimits',
        params: DatasetParams,
        response: { 200: QualityLimits, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => describeLimits(db, (await requireDataset(platform, actor, params.key)).id),
  )

  typed(http).put(
    '/api/v1/datasets/:key/quality-limits',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Adjust the limits by which the values of a dataset are judged',
        description: 'All values of the dataset are judged again, from within the hour.',
        tags,
        operationId: 'setQualityLimits',
        params: DatasetParams,
        body: LimitsBody,
        response: { 200: QualityLimits, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const dataset = await requireDataset(platform, actor, params.key)
      return change(dataset, body.limits, actor, writeDatasetLimits)
    },
  )

  typed(http).patch(
    '/api/v1/datasets/:key/quality-limits',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Adjust the limits of some observed properties of a dataset, or go back to their defaults',
        description: 'All values of the dataset are judged again, from within the hour.',
        tags,
        operationId: 'changeQualityLimits',
        params: DatasetParams,
        body: SomeLimitsBody,
        response: { 200: QualityLimits, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const dataset = await requireDataset(platform, actor, params.key)
      return change(dataset, body.limits, actor, mergeDatasetLimits)
    },
  )

  async function change(
    dataset: DatasetAccess,
    limits: Readonly<Record<string, object | null>>,
    actor: Actor,
    write: typeof writeDatasetLimits,
  ): Promise<QualityLimits> {
    requireWriter(actor, dataset)
    if (!mayChange(actor, dataset)) throw ofResidents()
    const mistake = findRangeMistake(limits)
    if (mistake) throw new Problem('invalid-request', mistake, [mistake])
    await db.transaction().execute(async (transaction) => {
      await write(transaction, { datasetId: dataset.id, limits, by: doerOf(actor), at: clock() })
      requireFew((await readDatasetLimits(transaction, dataset.id)).limits)
      await markDataset(transaction, dataset.id)
    })
    return describeLimits(db, dataset.id)
  }
}

function addRulingRoutes(http: Http, { db, clock }: Platform) {
  typed(http).get(
    '/api/v1/quality-rulings',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'What people said of the values of a datastream, newest first',
        tags,
        operationId: 'listQualityRulings',
        querystring: RulingQuery,
        response: { 200: RulingList, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const dataset = await requireReadable(db, actor, query.datastream, missingInQuery)
      const items = await listRulingsOf(db, query.datastream)
      const shown = canWriteDataset(actor, dataset)
        ? items
        : items.map((ruling) => ({ ...ruling, madeBy: null, withdrawnBy: null }))
      return { items: shown, next: null }
    },
  )

  typed(http).post(
    '/api/v1/quality-rulings',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Say of values that they are good or bad, whatever was computed',
        tags,
        operationId: 'createQualityRuling',
        body: NewRuling,
        response: { 201: Ruling, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      requireWriter(actor, await requireReadable(db, actor, body.datastreamId, missingInBody))
      const mistake = findPeriodMistake(body)
      if (mistake) throw new Problem('invalid-request', mistake, [mistake])
      const made = await db.transaction().execute(async (transaction) => {
        const ruling = await insertRuling(transaction, { ...body, by: doerOf(actor), at: clock() })
        await applyNow(transaction, body)
        // What is being computed at this moment does not know of it yet.
        await markPeriod(transaction, body.datastreamId, new Date(body.from), new Date(body.to))
        return ruling
      })
      return reply.code(201).header('location', `/api/v1/quality-rulings/${made.id}`).send(made)
    },
  )

  typed(http).delete(
    '/api/v1/quality-rulings/:id',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Withdraw a ruling; within the hour the values have the flags that are computed',
        tags,
        operationId: 'withdrawQualityRuling',
        params: Type.Object({ id: Id }),
        response: { 200: Ruling, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const found = await findRuling(db, params.id)
      if (!found) throw missingRuling()
      requireWriter(actor, await requireReadable(db, actor, found.datastreamId, missingRuling))
      const withdrawn = await db.transaction().execute(async (transaction) => {
        const ruling = await withdrawRuling(transaction, params.id, doerOf(actor), clock())
        if (ruling) {
          await markPeriod(transaction, ruling.datastreamId, new Date(ruling.from), new Date(ruling.to))
        }
        return ruling
      })
      return withdrawn ?? found
    },
  )
}

/** A value outside a limit does not count in hours and days: by moving the limit one could find the single values behind a mean. */
function ofResidents() {
  return new Problem('not-allowed', {
    nl: 'In een dataset van bewoners gelden de gewone grenzen. Met andere grenzen zou te zien zijn welke losse waarden een bewoner meet.',
    en: 'In a dataset of residents the usual limits hold. Other limits would show which single values a resident measures.',
  })
}

/** @throws Problem when a dataset would have limits of too many properties, with those it had */
function requireFew(limits: object) {
  if (Object.keys(limits).length <= MOST_LIMITED) return
  const detail = {
    nl: `Een dataset heeft grenzen voor hoogstens ${MOST_LIMITED} eigenschappen. Neem er eerst weg met null.`,
    en: `A dataset has limits for at most ${MOST_LIMITED} properties. Take some away first, with null.`,
  }
  throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/limits', detail }])
}

async function describeLimits(db: Db, datasetId: string): Promise<QualityLimits> {
  const { limits: changes, changedAt } = await readDatasetLimits(db, datasetId)
  const measured = await listMeasured(db, datasetId)
  return {
    datasetId,
    properties: measured.map((property) => {
      const key = findLimitsKey(property)
      const change = changes[property.name]
      return {
        property: property.name,
        unit: property.unitSymbol,
        limits: chooseLimits(property, change) ?? null,
        defaults: chooseLimits(property) ?? null,
        adjusted: change !== undefined,
        source: (key && DEFAULT_LIMITS[key]?.source) ?? null,
      }
    }),
    changedAt,
  }
}

async function requireDataset({ db, clock }: Platform, actor: Actor, key: string): Promise<DatasetAccess> {
  const dataset = await findMeasured(db, key)
  if (dataset && canReadDataset(actor, dataset)) return dataset
  await refuseKnown(db, { actor, now: clock() }, key, { in: 'path', pointer: '/key' })
  throw notFound({ nl: 'Deze dataset', en: 'This dataset' })
}

async function requireReadable(
  db: Db,
  actor: Actor,
  datastreamId: number,
  missing: () => Problem,
): Promise<DatasetAccess> {
  const dataset = await findDatasetOf(db, datastreamId)
  if (!dataset || !seesExactly(actor, dataset, dataset.hostId)) throw missing()
  return dataset
}

const missingDatastream = (place: Omit<InputMistake, 'detail'>) => () =>
  namedNotFound({ nl: 'Deze meetreeks', en: 'This datastream' }, place)
const missingInQuery = missingDatastream({ in: 'query', pointer: '/datastream' })
const missingInBody = missingDatastream({ in: 'body', pointer: '/datastreamId' })

function missingRuling() {
  return notFound({ nl: 'Dit oordeel', en: 'This ruling' })
}
