import { Readable } from 'node:stream'
import { REFUSED_COLUMNS } from '@samenspel/standards/tabular'
import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { notFound } from '../../../platform/errors.ts'
import { writeGivenRow } from '../../../platform/http/csv.ts'
import { preferredLanguage } from '../../../platform/http/problem.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { KEPT_FOR, locateRefusedRows, requireKeptRows } from '../../../platform/refused-rows.ts'
import type { Platform } from '../../../platform/slice.ts'
import { canWriteDataset } from '../../catalogue/index.ts'
import { doerOf, WRITERS } from '../writers.ts'
import { chooseDataset } from './choose-dataset.ts'
import { importObservations } from './import-observations.ts'
import { readStoredMapping } from './mappings.ts'
import type { Places } from './places.ts'
import { ImportQuery, ImportReport } from './schema.ts'
import { spoolFile } from './spool-file.ts'
import { findImport, listRefusedRows, type StoredImport } from './store.ts'

const tags = ['measurements']
const forDataset = { access: WRITERS, boundTokens: true }
const params = Type.Object({ id: Id })

/** Adds the import of delimited files. In a scope of its own, because it takes text/csv as a stream. */
export async function addObservationImport(http: Http, platform: Platform, places: Places): Promise<void> {
  const { db, clock } = platform
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('text/csv', async (_request: unknown, body: Readable) => body)
  typed(http).post(
    '/api/v1/observation-imports',
    {
      config: { ...forDataset, streamsBody: true },
      schema: {
        summary: 'Import observations from CSV',
        description:
          'Makes the stations and datastreams that are missing. Importing the same file again adds nothing. A file that is wrong as a whole is refused and changes nothing; wrong rows and values are in the report.',
        tags,
        operationId: 'importObservations',
        querystring: ImportQuery,
        body: { content: { 'text/csv': { schema: Type.Unknown({ description: 'A delimited file' }) } } },
        response: { 201: ImportReport, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, body, actor }, reply) => {
      const dataset = await chooseDataset(db, actor, { key: query.dataset, in: 'query' }, clock())
      const mapping = await readStoredMapping(platform, actor, query.mapping)
      const leave = places.enter(actor)
      const file = await spoolFile(body as Readable).catch((error: unknown) => {
        leave()
        throw error
      })
      try {
        const id = await importObservations(platform, {
          path: file.path,
          mapping,
          dataset,
          by: doerOf(actor),
        })
        return reply
          .code(201)
          .header('location', `/api/v1/observation-imports/${id}`)
          .send(toReport(await requireImport(platform, actor, id), clock()))
      } finally {
        await file.remove().finally(leave)
      }
    },
  )
}

/** Adds the reports of imports. */
export function addImportRoutes(http: Http, platform: Platform): void {
  typed(http).get(
    '/api/v1/observation-imports/:id',
    {
      config: forDataset,
      schema: {
        summary: 'What an import of observations did',
        tags,
        operationId: 'getObservationImport',
        params,
        response: { 200: ImportReport, ...PROBLEM_RESPONSES },
      },
    },
    async (request) =>
      toReport(await requireImport(platform, request.actor, request.params.id), platform.clock()),
  )

  typed(http).get(
    '/api/v1/observation-imports/:id/refused-rows',
    {
      config: forDataset,
      schema: {
        summary: 'The rows and values that an import refused, with the reason',
        description: KEPT_FOR,
        tags,
        operationId: 'getRefusedObservations',
        params,
        response: {
          200: {
            description:
              'line, reason, column, value, message as Accept-Language asks (after refused- when the file has a column of that name), and the columns of the file; delimited as the file was',
            content: { 'text/csv': { schema: Type.String() } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async (request, reply) => {
      const found = await requireImport(platform, request.actor, request.params.id)
      requireKeptRows(new Date(found.createdAt), platform.clock())
      reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="refused-rows-${found.id}.csv"`)
      const language = preferredLanguage(request)
      reply.header('content-language', language)
      return reply.send(Readable.from(writeRefused(platform, found, language)) as unknown as string)
    },
  )
}

/** The import, for who may write in its dataset; for others it does not exist. */
async function requireImport({ db }: Platform, actor: Actor, id: string): Promise<StoredImport> {
  const found = await findImport(db, id)
  if (!found || !canWriteDataset(actor, { ...found, id: found.datasetId })) {
    throw notFound({ nl: 'Deze import', en: 'This import' })
  }
  return found
}

function toReport(
  { ownerId: _owner, access: _access, columns: _columns, delimiter: _delimiter, ...report }: StoredImport,
  now: Date,
): ImportReport {
  const { id, refused, createdAt } = report
  const counts = { refused: refused.length, importedAt: createdAt }
  return { ...report, refusedRowsUrl: locateRefusedRows(`/api/v1/observation-imports/${id}`, counts, now) }
}

/**
 * The refused rows in the form of their file, so that it can be corrected and sent again: what is said of them stands in
 * columns that the mapping does not know.
 */
async function* writeRefused(
  { db }: Platform,
  { id, columns, delimiter }: StoredImport,
  language: 'nl' | 'en',
): AsyncGenerator<string> {
  const own = REFUSED_COLUMNS.map((name) => (columns.includes(name) ? `refused-${name}` : name))
  yield writeGivenRow([...own, ...columns], delimiter)
  let after = 0
  for (;;) {
    const rows = await listRefusedRows(db, id, after, 1000, language)
    if (rows.length === 0) return
    yield rows.map(({ cells }) => writeGivenRow(cells, delimiter)).join('')
    after = rows.at(-1)?.number ?? 0
  }
}
