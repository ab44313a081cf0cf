import { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import { Type } from 'typebox'
import { type Actor, hasRole, organisationsOf, type Role } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { notFound } from '../../platform/errors.ts'
import { CSV_TYPE, writeCsv } from '../../platform/http/csv.ts'
import { preferredLanguage } from '../../platform/http/problem.ts'
import { Id, PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import { KEPT_FOR, locateRefusedRows, requireKeptRows } from '../../platform/refused-rows.ts'
import type { Platform } from '../../platform/slice.ts'
import { type Importer, importShapes, importStatistics } from './import-areas.ts'
import { IMPORT_LIMIT, readJson, tooLarge } from './read-body.ts'
import type { OwnMunicipalities, Refusal } from './rules.ts'
import { ImportReport, ShapeImportQuery, StatisticImportQuery } from './schema.ts'
import { findImport } from './store/imports.ts'

const tags = ['areas']
const JSON_TYPES = ['application/geo+json', 'application/json']
/** Who changes areas and their figures. */
export const access: readonly Role[] = ['data-expert', 'administrator']
const config = { access }

/**
 * For which municipalities, by CBS code, the actor may change areas. Organisations are of a slice that this one may not
 * use, so the app hands this over.
 */
export type ListOwnMunicipalities = (
  db: Db,
  actor: Actor,
  roles: readonly Role[],
) => Promise<OwnMunicipalities>

const knowImporter =
  (db: Db, listOwnMunicipalities: ListOwnMunicipalities) =>
  async (actor: Actor): Promise<Importer> => ({
    own: await listOwnMunicipalities(db, actor, access),
    organisationIds: importingFor(actor),
  })

/** The organisations for which someone may import. */
export function importingFor(actor: Actor): string[] {
  return organisationsOf(actor).filter((organisationId) => hasRole(actor, access, organisationId))
}

/** Adds the import of borders. In a scope of its own, because it reads JSON bodies as bytes. */
export async function addShapeImport(
  http: Http,
  platform: Platform,
  listOwnMunicipalities: ListOwnMunicipalities,
): Promise<void> {
  const findImporter = knowImporter(platform.db, listOwnMunicipalities)
  http.removeAllContentTypeParsers()
  http.addContentTypeParser(
    JSON_TYPES,
    { parseAs: 'buffer', bodyLimit: IMPORT_LIMIT },
    async (_request: unknown, body: Buffer) => readJson(body),
  )
  typed(http).post(
    '/api/v1/area-imports',
    {
      config,
      bodyLimit: IMPORT_LIMIT,
      schema: {
        summary: 'Import borders from GeoJSON',
        description:
          'Importing the same file again changes nothing. Features that are refused are in the report.',
        tags,
        operationId: 'importAreas',
        querystring: ShapeImportQuery,
        body: {
          content: Object.fromEntries(
            JSON_TYPES.map((type) => [
              type,
              { schema: Type.Unknown({ description: 'FeatureCollection of polygons' }) },
            ]),
          ),
        },
        response: { 201: ImportReport, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, body, actor }, reply) => {
      const importer = await findImporter(actor)
      const { crs = 'auto', level, codeProperty, nameProperty, parentProperty, parentCode } = query
      const report = await importShapes(platform, body, {
        level,
        crs: crs === 'auto' ? undefined : crs,
        codeProperty,
        nameProperty,
        parentProperty,
        parentCode,
        ...importer,
      })
      return reply.code(201).header('location', locate(report)).send(report)
    },
  )
}

/** Adds the import of figures. In a scope of its own, because it takes text/csv as a stream. */
export async function addStatisticImport(
  http: Http,
  platform: Platform,
  listOwnMunicipalities: ListOwnMunicipalities,
): Promise<void> {
  const findImporter = knowImporter(platform.db, listOwnMunicipalities)
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('text/csv', async ({ headers }: FastifyRequest, body: Readable) => {
    if (Number(headers['content-length'] ?? 0) <= IMPORT_LIMIT) return body
    // Read and forgotten: only then does a client that is still sending listen to the answer.
    body.resume()
    throw tooLarge()
  })
  typed(http).post(
    '/api/v1/area-statistic-imports',
    {
      config,
      schema: {
        summary: 'Import figures of areas from CSV',
        description:
          'Key figures of CBS as they are published, or own figures with the columns area,measure,title,unit,value.',
        tags,
        operationId: 'importAreaStatistics',
        querystring: StatisticImportQuery,
        body: { content: { 'text/csv': { schema: Type.Unknown({ description: 'Rows in UTF-8' }) } } },
        response: { 201: ImportReport, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, body, actor }, reply) => {
      const importer = await findImporter(actor)
      const { year, edition, layout = 'cbs', delimiter = ',' } = query
      const report = await importStatistics(platform, body as Readable, {
        year,
        edition,
        layout,
        delimiter: delimiter === 'tab' ? '\t' : delimiter,
        ...importer,
      })
      return reply.code(201).header('location', locate(report)).send(report)
    },
  )
}

/** Routes that tell what imports did. */
export function addImportRoutes(http: Http, { db, clock }: Platform): void {
  const params = Type.Object({ id: Id })

  typed(http).get(
    '/api/v1/area-imports/:id',
    {
      config,
      schema: {
        summary: 'What an import of borders or figures did',
        tags,
        operationId: 'getAreaImport',
        params,
        response: { 200: ImportReport, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const { report } = await requireImport(request.actor, request.params.id)
      return { ...report, refusedRowsUrl: locateRefusedRows(locate(report), countsOf(report), clock()) }
    },
  )

  typed(http).get(
    '/api/v1/area-imports/:id/refused-rows',
    {
      config,
      schema: {
        summary: 'The rows that an import refused, with the reason',
        description: KEPT_FOR,
        tags,
        operationId: 'getRefusedAreas',
        params,
        response: {
          200: {
            description:
              'position (of the feature or the line, from 1),code,reason,message (as Accept-Language asks)',
            content: { 'text/csv': { schema: Type.String() } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async (request, reply) => {
      const { refused, report } = await requireImport(request.actor, request.params.id)
      requireKeptRows(new Date(report.madeAt), clock())
      const language = preferredLanguage(request)
      reply.type(CSV_TYPE).header('content-language', language)
      return reply.send(Readable.from(writeRefused(refused, language)) as unknown as string)
    },
  )

  async function requireImport(actor: Actor, id: string) {
    const found = await findImport(db, id, importingFor(actor))
    if (!found) throw notFound({ nl: 'Deze import', en: 'This import' })
    return found
  }
}

function locate({ id }: ImportReport): string {
  return `/api/v1/area-imports/${id}`
}

function countsOf({ refused, madeAt }: ImportReport) {
  return { refused: refused.length, importedAt: madeAt }
}

const COLUMNS = ['position', 'code', 'reason', 'message'] as const

function writeRefused(refused: readonly Refusal[], language: 'nl' | 'en'): Iterable<string> {
  return writeCsv(
    COLUMNS,
    refused.map(({ position, code, reason, message }) => [position, code, reason, message[language]]),
  )
}
