import { Readable } from 'node:stream'
import { Type } from 'typebox'
import { Problem } from '../../../platform/errors.ts'
import { CSV_TYPE, Format, prefersCsv } from '../../../platform/http/csv.ts'
import { Key, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { subscriberOf } from '../../../platform/http/subscriber.ts'
import type { TakeTurn } from '../../../platform/http/turns.ts'
import { writeAnswer } from '../csv.ts'
import type { Needs } from '../routes.ts'
import { present, requireReadable } from './present.ts'
import { rerun } from './rerun.ts'
import { Analysis, OneChart } from './schema.ts'
import { Rerun } from './schema-rerun.ts'
import { missingAnalysis } from './steps.ts'
import { findAnswer, findVersion } from './store.ts'
import { removeTakenBackOf } from './taken-back.ts'

const Params = Type.Object({ key: Key, number: Type.Integer({ minimum: 1, maximum: 100_000 }) })
const tags = ['analyses']

/** The routes of published versions: the text, its evidence, and the same questions on the data of today. */
export function addVersionRoutes(http: Http, { db, clock, beginUses }: Needs, takeTurn: TakeTurn): void {
  const app = typed(http)

  app.get(
    '/api/v1/analyses/:key/versions/:number',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read one version of an analysis as it was published',
        operationId: 'getAnalysisVersion',
        tags,
        params: Params,
        response: { 200: Analysis, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => present(db, actor, await findVersion(db, params.key, params.number)),
  )

  app.get(
    '/api/v1/analyses/:key/versions/:number/evidence',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Download the evidence of a version: one canonical JSON text (RFC 8785)',
        description:
          'Its SHA-256 is in `evidence.sha256` of the version: `sha256sum` of the file gives the same. It has the hashes of the answers.',
        operationId: 'getAnalysisEvidence',
        tags,
        params: Params,
        response: {
          200: {
            description: 'The evidence',
            content: { 'application/json': { schema: Type.Object({}, { additionalProperties: true }) } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params, actor }, reply) => {
      const found = await requireReadable(db, actor, await findVersion(db, params.key, params.number))
      if (found.evidence === null || found.sha256 === null) throw missingAnalysis()
      const name = `${found.slug}-${found.version}-bewijs.json`
      return reply.headers(sealedAs(found.sha256, name)).send(found.evidence as never)
    },
  )

  app.get(
    '/api/v1/analyses/:key/versions/:number/answers/:chart',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Download the answer to the question of a chart, as it was when the version was published',
        description:
          'One canonical JSON text (RFC 8785), whose SHA-256 is in the evidence; or its table as CSV.',
        operationId: 'getAnalysisAnswer',
        tags,
        params: Type.Object({ ...Params.properties, chart: Type.Integer({ minimum: 0, maximum: 100 }) }),
        querystring: Type.Object({ format: Format }),
        response: {
          200: {
            description: 'The answer, as `/explorations` gives it',
            content: {
              'application/json': { schema: Type.Object({}, { additionalProperties: true }) },
              'text/csv': { schema: Type.String() },
            },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ params: { key, number, chart }, query, actor, headers }, reply) => {
      const found = await requireReadable(db, actor, await findVersion(db, key, number))
      await removeTakenBackOf(db, found, clock())
      const answer = await findAnswer(db, found.id, found.version, chart)
      if (!answer) throw missingAnswer()
      if (answer.body === null) throw removedAnswer()
      const name = `${found.slug}-${found.version}-antwoord-${chart + 1}`
      reply.header('vary', 'accept')
      if (!prefersCsv(query.format, headers.accept)) {
        return reply.headers(sealedAs(answer.sha256, `${name}.json`)).send(answer.body as never)
      }
      reply.type(CSV_TYPE).header('content-disposition', `attachment; filename="${name}.csv"`)
      return reply.send(Readable.from(writeAnswer(JSON.parse(answer.body))) as never)
    },
  )

  app.get(
    '/api/v1/analyses/:key/versions/:number/rerun',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Ask the questions of a version again, and tell what differs from its evidence',
        description: 'Computed as everybody may see it, on the data of now.',
        operationId: 'rerunAnalysis',
        tags,
        params: Params,
        querystring: OneChart,
        response: { 200: Rerun, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query, actor, trace, ip }) => {
      const found = await requireReadable(db, actor, await findVersion(db, params.key, params.number))
      await removeTakenBackOf(db, found, clock())
      const { rerun: made, uses } = await takeTurn(subscriberOf(ip), () =>
        rerun(db, clock(), found, query.chart),
      )
      const recording = beginUses({ actor, trace })
      for (const each of uses) await recording.record(each)
      return made
    },
  )
}

/** The headers of a text that is sent exactly as it was sealed: its bytes are what the hash is of. */
const sealedAs = (sha256: string, name: string) => ({
  'content-disposition': `inline; filename="${name}"`,
  'content-type': 'application/json; charset=utf-8',
  etag: `"${sha256}"`,
})

function missingAnswer(): Problem {
  return new Problem('not-found', {
    nl: 'Deze versie heeft niet zo veel grafieken. Ze tellen vanaf 0.',
    en: 'This version does not have that many charts. They count from 0.',
  })
}

function removedAnswer(): Problem {
  return new Problem('not-found', {
    nl: 'De waarden van deze grafiek zijn verwijderd, omdat iemand zijn gegevens terugnam. De controlegetallen staan nog in het bewijs.',
    en: 'The values of this chart were removed, because someone took back their data. Their hash is still in the evidence.',
  })
}
