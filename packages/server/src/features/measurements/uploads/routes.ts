import type { Readable } from 'node:stream'
import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { locateRefusedRows } from '../../../platform/refused-rows.ts'
import type { Platform } from '../../../platform/slice.ts'
import { canWriteDataset } from '../../catalogue/index.ts'
import { chooseFilledDataset } from '../imports/choose-dataset.ts'
import type { Places } from '../imports/places.ts'
import { doerOf, WRITERS } from '../writers.ts'
import { NewUpload, ObservationUpload } from './schema.ts'
import { findUpload, insertUpload, type StoredUpload } from './store.ts'
import { takePart } from './take-part.ts'

const tags = ['measurements']
const config = { access: WRITERS, boundTokens: true }
const params = Type.Object({ id: Id })
const PATH = '/api/v1/observation-uploads'

/** What a part can come as; what is in it was said when the upload was started. */
const PART_TYPES = ['application/offset+octet-stream', 'text/csv', 'application/x-ndjson']

/** Adds uploads: files of observations of any size, delivered in parts that can be resumed. */
export function addUploadRoutes(http: Http, platform: Platform, places: Places): void {
  const { db, clock } = platform

  typed(http).post(
    PATH,
    {
      config,
      schema: {
        summary: 'Start an upload of observations',
        description:
          'For files of any size in a fixed form, one observation per line, of datastreams that exist: datastream (id) or thingKey and datastreamKey, phenomenonTime, result, and if wanted resultTime, resultQuality, validTime, parameters. Send the bytes with PATCH.',
        tags,
        operationId: 'createObservationUpload',
        body: NewUpload,
        response: { 201: ObservationUpload, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const { id: datasetId } = await chooseFilledDataset(db, actor, body.dataset)
      const { format } = body
      const id = await insertUpload(db, { datasetId, format, by: doerOf(actor), at: clock() })
      return reply
        .code(201)
        .header('location', `${PATH}/${id}`)
        .header('upload-offset', 0)
        .send(toAnswer(await requireUpload(platform, actor, id), clock()))
    },
  )

  typed(http).get(
    `${PATH}/:id`,
    {
      config,
      schema: {
        summary: 'How far an upload is, and what became of its lines',
        description: 'The header Upload-Offset says it too, also with HEAD.',
        tags,
        operationId: 'getObservationUpload',
        params,
        response: { 200: ObservationUpload, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const upload = await requireUpload(platform, request.actor, request.params.id)
      return reply.header('upload-offset', upload.offset).send(toAnswer(upload, platform.clock()))
    },
  )

  http.register(async (scope) => addPartRoute(scope, platform, places))
}

/** In a scope of its own, because it takes its body as a stream. */
function addPartRoute(http: Http, platform: Platform, places: Places): void {
  http.removeAllContentTypeParsers()
  http.addContentTypeParser(PART_TYPES, async (_request: unknown, body: Readable) => body)
  typed(http).patch(
    `${PATH}/:id`,
    {
      config: { ...config, streamsBody: true },
      schema: {
        summary: 'Send a part of an upload',
        description:
          'Starts at the byte in Upload-Offset, which must be where the upload is. Whole lines are taken while they arrive; the answer says how far it came. With Upload-Complete: ?1 the file ends with this part. An upload with a wrong header is refused, and gone.',
        tags,
        operationId: 'sendObservationUploadPart',
        params,
        headers: Type.Object({
          'upload-offset': Type.String({ pattern: '^\\d{1,15}$', description: 'Bytes' }),
          'upload-complete': Type.Optional(
            Type.String({ pattern: '^\\?[01]$', description: '?1: the last part' }),
          ),
        }),
        body: {
          content: Object.fromEntries(
            PART_TYPES.map((type) => [type, { schema: Type.Unknown({ description: 'Bytes of the file' }) }]),
          ),
        },
        response: { 200: ObservationUpload, ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { id } = request.params
      await requireUpload(platform, request.actor, id)
      const leave = places.enter(request.actor)
      try {
        await takePart(platform, id, {
          offset: Number(request.headers['upload-offset']),
          // The connection must stay open for the answer.
          body: (request.body as Readable).iterator({ destroyOnReturn: false }),
          isLast: request.headers['upload-complete'] === '?1',
        })
      } catch (error) {
        const upload = await findUpload(platform.db, id)
        if (upload) reply.header('upload-offset', upload.offset)
        throw error instanceof Error && 'code' in error && error.code === 'ECONNRESET' ? brokenOff() : error
      } finally {
        leave()
      }
      const upload = await requireUpload(platform, request.actor, id)
      return reply.header('upload-offset', upload.offset).send(toAnswer(upload, platform.clock()))
    },
  )
}

/** The sender is gone; the answer is for whoever reads the log. */
function brokenOff(): Problem {
  return new Problem('import-refused', {
    nl: 'Het verzoek brak af. Vraag hoe ver de upload is, en ga daar verder.',
    en: 'The request broke off. Ask how far the upload is, and go on from there.',
  })
}

/** The upload, for who may write in its dataset; for others it does not exist. */
async function requireUpload({ db }: Platform, actor: Actor, id: string): Promise<StoredUpload> {
  const found = await findUpload(db, id)
  if (found && canWriteDataset(actor, { ...found, id: found.datasetId })) return found
  throw notFound({ nl: 'Deze upload', en: 'This upload' })
}

function toAnswer(
  { ownerId: _owner, access: _access, columns: _columns, ...upload }: StoredUpload,
  now: Date,
): ObservationUpload {
  const { id, refusedRows, createdAt } = upload
  const counts = { refused: refusedRows, importedAt: createdAt }
  return { ...upload, refusedRowsUrl: locateRefusedRows(`/api/v1/observation-imports/${id}`, counts, now) }
}
