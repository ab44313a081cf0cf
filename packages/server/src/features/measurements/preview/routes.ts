import { hasRole } from '../../../platform/actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { PREVIEWERS, planReading, purposeKey } from '../../agreements/index.ts'
import { findDataset } from '../../catalogue/index.ts'
import type { Reader } from '../plan/reader.ts'
import type { Series } from '../reading/schema.ts'
import { countStations, listStations, readSeries } from '../reading/store.ts'
import type { BeginUses } from '../uses/recording.ts'
import { Preview, PreviewParams, PreviewQuery } from './schema.ts'
import { listPrecisions } from './store.ts'

/** How many stations are shown. */
const SHOWN = 20
const WEEK = 7 * 86_400_000

/** What a party would see by an agreement: computed on the real data, by the plan that everybody reads through. */
export function addPreviewRoutes(http: Http, { db, clock }: Platform, beginUses: BeginUses): void {
  typed(http).get(
    '/api/v1/agreements/:key/preview',
    {
      config: { access: PREVIEWERS },
      schema: {
        summary: 'See what a party would read of a dataset by the newest text of an agreement',
        description:
          'For who writes or signs agreements for the owner of the dataset, also of a draft: as if all had accepted it, its time had come and every condition was done, with a role that it names. What other agreements forbid stays forbidden. Of a personal dataset only what residents consent to for the purpose.',
        operationId: 'previewAgreement',
        tags: ['agreements'],
        params: PreviewParams,
        querystring: PreviewQuery,
        response: { 200: Preview, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor, trace }) => {
      const { organisationId, datasetId } = query
      const purpose = query.purpose ?? null
      const dataset = await findDataset(db, actor, datasetId)
      if (!dataset || !hasRole(actor, PREVIEWERS, dataset.ownerId))
        throw notFound({ nl: 'Deze dataset', en: 'This dataset' })
      const now = clock()
      const asked = { key: params.key, organisationId, datasetId, purpose, now }
      const asIf = await planReading(db, actor, asked)
      const reader: Reader = {
        organisationIds: [],
        datasetId: null,
        memberships: [{ organisationId, role: 'data-expert' }],
        purpose: purposeKey(purpose),
        personId: null,
        now,
        asIf,
      }
      const selection = {
        ...reader,
        dataset: datasetId,
        properties: undefined,
        areas: undefined,
        reference: undefined,
      }
      const uses = beginUses({ actor, trace, purpose: query.purpose })
      const { stations, uses: ofStations } = await listStations(db, {
        ...selection,
        datastream: undefined,
        bbox: undefined,
        near: undefined,
        after: undefined,
        limit: SHOWN,
      })
      await uses.record(ofStations)
      const { stations: stationCount, uses: ofCount } = await countStations(db, selection)
      await uses.record(ofCount)
      const precisions = await listPrecisions(db, reader, datasetId)
      const datastreamId = stations[0]?.latest[0]?.datastreamId
      const period = { from: new Date(now.getTime() - WEEK), to: now }
      const resolution = precisions.every(({ time }) => time === 'day') ? 'day' : 'hour'
      const found =
        datastreamId === undefined
          ? undefined
          : await readSeries(db, { ...reader, ...period, datastreamId, resolution })
      await uses.record(found?.uses ?? null)
      const series = found && found.points > 0 ? (JSON.parse(found.json) as Series) : null
      return { stations, stationCount, precisions, series }
    },
  )
}
