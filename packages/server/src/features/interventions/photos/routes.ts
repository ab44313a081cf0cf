import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { calendarDay } from '../../../platform/clock.ts'
import { inBody, Problem } from '../../../platform/errors.ts'
import { isKnown } from '../../../platform/http/etag.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { LARGEST_PHOTO, MOST_PHOTOS, PHOTO_TYPES, WRITERS } from '../lists.ts'
import { missingPart, notRunning, tooMany } from '../refuse.ts'
import { answer } from '../routes.ts'
import { Intervention, KeyParams, PartParams } from '../schema.ts'
import { PhotoQuery, PhotoWithdrawal, type PhotoQuery as Query } from '../schema-parts.ts'
import { requireReadable, workOn } from '../steps.ts'
import { touch } from '../store/interventions.ts'
import { findPhoto, insertPhoto, withdrawPhoto } from '../store/parts.ts'
import { stripPhoto } from './strip.ts'

const tags = ['interventions']
const config = { access: WRITERS }
const MISSING = { nl: 'Deze foto', en: 'This photo' }
const PATH = '/api/v1/interventions/:key/photos'
const CONTENT = { schema: { type: 'string', format: 'binary' } } as const

/** The routes of photos that read and take away. */
export function addPhotoRoutes(http: Http, platform: Platform): void {
  const app = typed(http)

  app.get(
    `${PATH}/:id`,
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'The content of a photo',
        description:
          'Never changes; ask again with its `ETag`: one that is withdrawn is not shown from what somebody kept.',
        tags,
        operationId: 'getInterventionPhoto',
        params: PartParams,
        response: {
          200: {
            description: 'The photo, without what the camera wrote beside it',
            content: Object.fromEntries(PHOTO_TYPES.map((type) => [type, CONTENT])),
          },
          304: Type.Null({ description: 'What you have is still right' }),
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params, actor, headers }, reply) => {
      const { id, state } = await requireReadable(platform, actor, params.key)
      const photo = await findPhoto(platform.db, id, params.id)
      if (!photo) throw missingPart(MISSING)
      const etag = `"${photo.sha256}"`
      reply.headers({ etag, 'cache-control': `${state === 'draft' ? 'private' : 'public'}, no-cache` })
      if (isKnown(headers['if-none-match'], etag)) return reply.code(304).send(null)
      return reply
        .headers({
          'content-type': photo.type,
          'content-disposition': 'inline',
          'x-content-type-options': 'nosniff',
        })
        .send(photo.bytes as never)
    },
  )

  app.post(
    `${PATH}/:id/withdrawal`,
    {
      config,
      schema: {
        summary: 'Take a photo away, with the reason; its content is erased',
        tags,
        operationId: 'withdrawInterventionPhoto',
        params: PartParams,
        body: PhotoWithdrawal,
        response: { 200: Intervention, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => {
      const slug = await workOn(platform, actor, params.key, async (transaction, { id, photos }, at) => {
        if (!photos.some((each) => each.id === params.id && each.withdrawal === null))
          throw missingPart(MISSING)
        await withdrawPhoto(transaction, params.id, body.reason, at)
        await touch(transaction, id, at)
      })
      return answer(platform, actor, slug)
    },
  )
}

/** Adds the route that takes photos. In a scope of its own, because it reads bodies as bytes. */
export async function addPhotoUpload(http: Http, platform: Platform): Promise<void> {
  http.removeAllContentTypeParsers()
  http.addContentTypeParser(
    [...PHOTO_TYPES],
    { parseAs: 'buffer', bodyLimit: LARGEST_PHOTO },
    async (_request: unknown, body: Buffer) => body,
  )
  typed(http).post(
    PATH,
    {
      config,
      bodyLimit: LARGEST_PHOTO,
      schema: {
        summary: 'Add a photo, with what it shows in words',
        description:
          'JPEG, PNG or WebP of at most 5 MB. What the camera wrote beside the picture, such as the place, is taken out before it is stored.',
        tags,
        operationId: 'addInterventionPhoto',
        params: KeyParams,
        querystring: PhotoQuery,
        body: {
          content: Object.fromEntries(
            PHOTO_TYPES.map((type) => [
              type,
              { schema: Type.Unknown({ description: 'Bytes of the photo' }) },
            ]),
          ),
        },
        response: { 201: Intervention, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, body, actor }, reply) => {
      const slug = await addPhoto(platform, actor, params.key, query, body as unknown as Buffer)
      return reply.code(201).send(await answer(platform, actor, slug))
    },
  )
}

/** Stores a photo without what is not needed to draw it. */
function addPhoto(platform: Platform, actor: Actor, key: string, { alt, takenOn }: Query, sent: Buffer) {
  const stripped = stripPhoto(sent)
  return workOn(platform, actor, key, async (transaction, { id, state, photos }, at) => {
    if (state === 'withdrawn') throw notRunning()
    if (photos.length >= MOST_PHOTOS) throw tooMany(MOST_PHOTOS)
    if (!stripped) throw unreadable()
    if (takenOn !== undefined && takenOn > calendarDay(at)) throw takenLater()
    const { type, width, height } = stripped
    const bytes = Buffer.from(stripped.bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    await insertPhoto(
      transaction,
      id,
      { alt, takenOn: takenOn ?? null, type, bytes, sha256, width, height },
      at,
    )
    await touch(transaction, id, at)
  })
}

function unreadable(): Problem {
  const detail = {
    nl: 'Dit is geen hele JPEG-, PNG- of WebP-foto, of ze beweegt of is te groot om te tekenen. Sla de foto opnieuw op en stuur haar nog eens.',
    en: 'This is not a whole JPEG, PNG or WebP photo, or it moves or is too large to draw. Save the photo anew and send it again.',
  }
  return new Problem('invalid-request', detail, inBody([{ pointer: '', ...detail }]))
}

function takenLater(): Problem {
  const detail = {
    nl: 'Deze dag moet nog komen. Geef de dag waarop de foto is genomen.',
    en: 'This day has yet to come. Give the day on which the photo was taken.',
  }
  return new Problem('invalid-request', detail, [{ in: 'query', pointer: '/takenOn', detail }])
}
