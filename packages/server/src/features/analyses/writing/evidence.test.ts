import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { sealJson } from '../../../platform/seal-json.ts'
import { type Answer, QUESTION, useAnalyses, WHOLE } from '../testing/world.ts'
import { type Evidence, sealEvidence } from './evidence.ts'
import type { Content } from './schema.ts'
import type { Rerun } from './schema-rerun.ts'

const { server, world, send, draft, published } = useAnalyses()
const hashOf = (text: string | Buffer) => createHash('sha256').update(text).digest('hex')

describe('evidence', () => {
  it('is written in one way, which does not change', () => {
    const sealed = sealEvidence({
      analysis: { id: '00000000-0000-4000-8000-000000000001', slug: 'warm', version: 1, basedOn: null },
      at: new Date('2026-03-02T10:00:00Z'),
      software: { name: 'samenspel', version: '0.1.0', commit: null },
      content: WHOLE as Content,
      answers: [sealJson({ rows: [[1, 'é', null]], columns: ['b', 'a'] })],
      indicators: [],
      steeringCheck: sealJson({ claims: [], findings: [] }),
    })
    expect(sealed.body).toContain('"answers":[{"bytes":44,"question":')
    // Written down once: who changes the form must give it another name.
    expect(sealed.sha256).toBe('aca515c8c687eefe1ac9551f3151893b4c6e4dcf632a8c429a7d1825651a2e18')
  })

  it('has hashes that anyone can compute from what they download', async () => {
    const { slug, evidence } = await published()
    const file = await send('GET', `${slug}/versions/1/evidence`)
    expect(file.headers['content-type']).toContain('application/json')
    expect(hashOf(file.rawPayload)).toBe(evidence?.sha256)
    expect(file.rawPayload.length).toBe(evidence?.bytes)
    const read = file.json<Evidence>()
    expect(read).toMatchObject({
      form: 'samenspel-analysis-evidence-1',
      analysis: { slug, version: 1, basedOn: null },
      frozenAt: '2026-03-02T10:00:00.000Z',
      seenBy: 'everyone',
      software: { name: 'samenspel' },
      content: WHOLE,
      answers: [{ question: QUESTION }],
    })
    const answer = await send('GET', `${slug}/versions/1/answers/0`)
    expect(hashOf(answer.rawPayload)).toBe(read.answers[0]?.sha256)
    const live = await send('GET', `/api/v1/explorations?${QUESTION}`)
    expect(answer.json()).toEqual(live.json())
    const table = await send('GET', `${slug}/versions/1/answers/0?format=csv`)
    expect(table.headers['content-disposition']).toBe(`attachment; filename="${slug}-1-antwoord-1.csv"`)
    expect(table.body).toBe((await send('GET', `/api/v1/explorations?${QUESTION}&format=csv`)).body)
    expect((await send('GET', `${slug}/versions/1/answers/1`)).statusCode).toBe(404)
  })

  it('holds what everybody may see, and tells an author who sees more', async () => {
    const { owner } = world()
    const { slug } = await draft({}, owner)
    const seen = (await send('GET', `/api/v1/explorations?${QUESTION}`, undefined, owner)).json()
    expect(seen.series[0].stations).toBe(3)
    expect((await send('GET', `${slug}/preview`, undefined, owner)).json()).toMatchObject({
      charts: [{ question: QUESTION, refusal: null, differs: true, answer: { series: [{ stations: 2 }] } }],
    })
    await send('POST', `${slug}/publication`, undefined, owner)
    const frozen = (await send('GET', `${slug}/versions/1/answers/0`)).json()
    expect(frozen.series[0].stations).toBe(2)
    expect((await send('GET', `${slug}/versions/1/answers/0`)).body).not.toContain('40')
  })

  it('is not made of a question that everybody is refused', async () => {
    const { owner } = world()
    const question = QUESTION.replace('area:BU1', 'dataset:besloten')
    const { slug } = await draft({ charts: [{ question, caption: '' }], claim: null }, owner)
    expect((await send('GET', `/api/v1/explorations?${question}`, undefined, owner)).statusCode).toBe(200)
    expect((await send('GET', `${slug}/preview`, undefined, owner)).json()).toMatchObject({
      charts: [{ refusal: { nl: expect.any(String) }, differs: true }],
    })
    const refused = await send('POST', `${slug}/publication`, undefined, owner)
    expect(refused.statusCode).toBe(422)
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/charts/0/question' }] })
  })

  it('is whole or not there: nothing is left of a publication that breaks off', async () => {
    const { slug, id } = await draft()
    const { db } = server.database
    await sql`alter table analyses.answer add constraint breaks check (bytes < 0) not valid`.execute(db)
    try {
      expect((await send('POST', `${slug}/publication`, undefined, world().writer)).statusCode).toBe(500)
    } finally {
      await sql`alter table analyses.answer drop constraint breaks`.execute(db)
    }
    const { rows } =
      await sql`select state, evidence from analyses.version where analysis_id = ${id}`.execute(db)
    expect(rows).toEqual([{ state: 'draft', evidence: null }])
    expect((await send('POST', `${slug}/publication`, undefined, world().writer)).statusCode).toBe(200)
  })
})

describe('the same questions on the data of now', () => {
  const rerun = async (slug: string) => (await send('GET', `${slug}/versions/1/rerun`)).json<Rerun>()

  it('gives the same answer as long as nothing changed', async () => {
    const { slug } = await published()
    expect(await rerun(slug)).toMatchObject({
      version: 1,
      charts: [{ state: 'same', comparison: { same: 23, changed: 0, added: 0, gone: 0, largest: null } }],
    })
  })

  it('tells what came, what went and what is another', async () => {
    const { slug } = await published()
    const [stream = 0] = world().streams
    const late = { '@iot.id': stream }
    const body = [
      {
        Datastream: late,
        components: ['phenomenonTime', 'result'],
        dataArray: [
          ['2026-03-01T22:00:00Z', 30],
          ['2026-03-01T00:00:00Z', 9],
        ],
      },
    ]
    const { owner } = world()
    const sent = await send('POST', '/sta/v1.1/CreateObservations', body, owner)
    expect(sent.statusCode, sent.body).toBe(201)
    await server.deliver()
    const { charts } = await rerun(slug)
    expect(charts).toMatchObject([
      {
        state: 'changed',
        comparison: {
          same: 22,
          changed: 1,
          added: 1,
          gone: 0,
          largest: { row: { time: '2026-03-01T00:00:00.000Z', series: 'area:BU1' } },
        },
      },
    ])
    expect((await send('GET', slug)).json()).toMatchObject({ conclusion: WHOLE.conclusion })
  })

  // The last: it takes the measurements away.
  it('finds that values are gone, while the evidence outlives them', async () => {
    const { slug, evidence } = await published()
    const before = (await send('GET', `${slug}/versions/1/answers/0`)).body
    const { owner, streams } = world()
    for (const stream of streams.slice(0, 2)) {
      const gone = await send('DELETE', `/sta/v1.1/Datastreams(${stream})`, undefined, owner)
      expect(gone.statusCode, gone.body).toBe(200)
    }
    expect((await rerun(slug)).charts).toMatchObject([
      { state: 'changed', comparison: { same: 0, gone: 24 } },
    ])
    expect((await send('GET', slug)).json<Answer>().evidence).toEqual(evidence)
    expect((await send('GET', `${slug}/versions/1/answers/0`)).body).toBe(before)
  })
})
