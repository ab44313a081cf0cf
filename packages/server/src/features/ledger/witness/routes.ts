import { readAddCheckpoint, SIZE_MEDIA_TYPE } from '@samenspel/standards/transparency'
import { Type } from 'typebox'
import { notFound } from '../../../platform/errors.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { findOrCreateWitnessKey } from '../keys.ts'
import type { Needs } from '../needs.ts'
import { OriginHash } from '../schema.ts'
import { findWitnessedNote } from '../store/witness.ts'
import { checkLog, cosignCheckpoint, type WitnessAnswer } from './cosign.ts'

/** A request has at most 63 hashes, and a checkpoint. */
const LARGEST_REQUEST = 64 * 1024

const anyone = { access: 'anyone' } as const
const TEXT = 'text/plain; charset=utf-8'

/** The witness: other logs ask it to cosign. What its answers mean is in C2SP tlog-witness, so they are as bare as that says. */
export function addWitnessRoutes(http: Http, needs: Needs): void {
  const { db } = needs
  http.register(async (scope) => {
    // The specification names no media type, so any body is taken as it comes.
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    scope.post(
      '/log/witness/add-checkpoint',
      { config: anyone, schema: { hide: true }, bodyLimit: LARGEST_REQUEST },
      async ({ body }, reply) => {
        const answer = await addCheckpoint(typeof body === 'string' ? body : '')
        reply.code(answer.status)
        if (answer.status === 200) return reply.header('content-type', TEXT).send(answer.line)
        if (answer.status === 409)
          return reply.header('content-type', SIZE_MEDIA_TYPE).send(`${answer.size}\n`)
        return reply.header('content-type', TEXT).send(`${REASONS[answer.status]}\n`)
      },
    )
  })

  typed(http).get(
    '/log/witness/:origin/checkpoint',
    { config: anyone, schema: { hide: true, params: Type.Object({ origin: OriginHash }) } },
    async ({ params }, reply) => {
      const note = await findWitnessedNote(db, params.origin)
      if (note === undefined)
        throw notFound({ nl: 'Een stand van dit register', en: 'A checkpoint of this log' })
      return reply.header('content-type', TEXT).header('cache-control', 'no-cache').send(note)
    },
  )

  async function addCheckpoint(body: string): Promise<WitnessAnswer> {
    const asked = readAddCheckpoint(body)
    if (!asked) return { status: 400 }
    const refused = await checkLog(asked, needs.witnessedLogs)
    if (refused) return refused
    const signing = await needs.signing()
    const { key, signer } = await findOrCreateWitnessKey(db, signing)
    return cosignCheckpoint(db, asked, { key, signer, logs: needs.witnessedLogs, now: signing.now })
  }
}

const REASONS = {
  400: 'The request is not of the form of C2SP tlog-witness, or the old size is larger than the checkpoint.',
  403: 'The checkpoint is not signed by a key of this log that the witness knows.',
  404: 'The witness does not know this log.',
  422: 'The checkpoint does not go on from the one that was cosigned before.',
} as const
