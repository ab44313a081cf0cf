import { explainEmpty } from '../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { findNamedOrganisation } from '../parties/index.ts'
import {
  changeDataset,
  createDataset,
  findKnownDataset,
  requireDataset,
  unknownInDataset,
} from './datasets.ts'
import { isKnown } from './known.ts'
import type { Lent } from './lent.ts'
import { WRITERS } from './lists.ts'
import { Dataset, DatasetChange, DatasetPage, DatasetQuery, KeyParams, NewDataset } from './schema.ts'
import { listDatasets } from './store.ts'

const tags = ['catalogue']

/** Routes of datasets: reading what they are about needs no account, writing a role with the owner. */
export function addDatasetRoutes(http: Http, platform: Platform & Lent): void {
  const { db, isNamedFor } = platform

  typed(http).get(
    '/api/v1/datasets',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List datasets by title',
        description:
          'Those of which you may know: what a dataset is, not what is measured in it. All open and personal ones, and restricted ones that a public agreement names, or one that was offered to or accepted by your organisation.',
        tags,
        operationId: 'listDatasets',
        querystring: DatasetQuery,
        response: { 200: DatasetPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      const { cursor, pageSize = 50, q, theme, access, ownerId } = query
      const after = decodeCursor(cursor, 2)
      const rows = await listDatasets(db, {
        isThere: isKnown(actor, isNamedFor, 'd'),
        q,
        theme,
        access,
        ownerId,
        after,
        limit: pageSize + 1,
      })
      await explainEmpty(rows, () => [findNamedOrganisation(db, '/ownerId', ownerId)])
      return toPage(rows, pageSize, ({ title, id }) => [title, id])
    },
  )

  typed(http).get(
    '/api/v1/datasets/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a dataset',
        tags,
        operationId: 'getDataset',
        params: KeyParams,
        response: { 200: Dataset, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) =>
      requireDataset(await findKnownDataset(db, { actor, isNamedFor }, params.key)),
  )

  typed(http).post(
    '/api/v1/datasets',
    {
      config: { access: WRITERS, unknownIn: (body, actor) => unknownInDataset(actor, body) },
      schema: {
        summary: 'Add a dataset to the catalogue',
        tags,
        operationId: 'createDataset',
        body: NewDataset,
        response: { 201: Dataset, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const dataset = await createDataset(platform, actor, body)
      return reply.code(201).header('location', `/api/v1/datasets/${dataset.slug}`).send(dataset)
    },
  )

  typed(http).patch(
    '/api/v1/datasets/:key',
    {
      config: { access: WRITERS },
      schema: {
        summary: 'Change the given fields of a dataset',
        tags,
        operationId: 'updateDataset',
        params: KeyParams,
        body: DatasetChange,
        response: { 200: Dataset, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => changeDataset(platform, actor, params.key, body),
  )
}
