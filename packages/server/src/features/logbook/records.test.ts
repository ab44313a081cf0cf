import { randomUUID } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { beginTrace, childOf } from '../../platform/trace.ts'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { useServer } from '../../testing/server.ts'
import { ensureActivity, type Logbook, openLogbook } from './index.ts'
import { applyRetention } from './retention.ts'
import { ACTIVITY } from './testing/activity.ts'

const publicUrl = 'https://waterrijk.example'
const server = useServer({ PUBLIC_URL: publicUrl })
const PERSON = 'samenspel-persoon'
const URI = `${publicUrl}/api/v1/processing-activities/metingen`
const SHARED = process.env.SAMENSPEL_SHARED ?? join(import.meta.dirname, '../../../../../../shared')
let officer: TestActor

beforeAll(async () => {
  officer = await signInAs(server, 'privacy-officer')
  await ensureActivity(server.database.db, 'metingen', {
    controllerId: officer.organisationId,
    activity: structuredClone(ACTIVITY) as never,
    at: server.now,
  })
})

const logbook = (): Logbook => openLogbook(server.app.platform)

async function read(payload: object, { headers } = officer) {
  return server.request({ method: 'POST', url: '/api/ldv/v1/processing-activities', payload, headers })
}

const find = async (payload: object, actor = officer) =>
  (await read(payload, actor)).json().processingActivities

it('records an action on the data of one person, and gives it back', async () => {
  const trace = childOf(beginTrace())
  const dataset = randomUUID()
  await logbook().record({
    trace,
    activity: 'metingen',
    name: 'metingen lezen',
    status: 'Ok',
    startedAt: new Date(1_772_445_600_123),
    endedAt: new Date(1_772_445_600_456),
    subjects: { type: PERSON, ids: ['anna'] },
    component: 'measurements',
    processor: 'https://partner.example/app',
    datasets: { inputs: [dataset], outputs: [dataset] },
  })
  const [record, ...others] = await find({ traceId: trace.traceId })
  expect(others).toEqual([])
  expect(record).toEqual({
    traceId: trace.traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'),
    spanId: trace.spanId,
    parentSpanId: trace.parentSpanId,
    status: 'Ok',
    name: 'metingen lezen',
    startTime: 1_772_445_600_123,
    endTime: 1_772_445_600_456,
    resource: { attributes: { 'service.name': 'measurements' } },
    attributes: {
      'dpl.core.processing_activity_id': `${URI}/versions/1`,
      'dpl.core.data_subject_id': expect.stringMatching(/^[0-9a-f]{8}\.[\w-]{22}$/),
      'dpl.core.data_subject_id_type': PERSON,
      'dpl.core.foreign_operation.processor': 'https://partner.example/app',
      'dpl.objects.dataset': ['input', 'output'].map((dataset_port) => ({
        dataset_id: dataset,
        dataset_def: `${publicUrl}/api/v1/datasets/${dataset}`,
        dataset_port,
      })),
    },
  })
})

it('records an action on the data of many as one row, and under it one for each', async () => {
  const trace = beginTrace()
  const ids = Array.from({ length: 500 }, (_, number) => `bewoner-${number}`)
  await logbook().record({ trace, activity: 'metingen', subjects: { type: PERSON, ids: [...ids, ...ids] } })
  const records = await find({ traceId: trace.traceId })
  expect(records).toHaveLength(501)
  const children = records.filter(({ spanId }: { spanId: string }) => spanId !== trace.spanId)
  expect(new Set(children.map(({ spanId }: { spanId: string }) => spanId)).size).toBe(500)
  const subjectOf = (record: { attributes: Record<string, string> }) =>
    record.attributes['dpl.core.data_subject_id']
  expect(new Set(children.map(subjectOf)).size).toBe(500)
  expect(new Set(children.map(({ parentSpanId }: { parentSpanId: string }) => parentSpanId))).toEqual(
    new Set([trace.spanId]),
  )
  const parent = records.find(({ spanId }: { spanId: string }) => spanId === trace.spanId)
  expect(Object.keys(parent.attributes)).toEqual(['dpl.core.processing_activity_id'])
})

it('gives what is missing or wrong a default, and tells of an activity that is not registered', async () => {
  const trace = beginTrace()
  await logbook().record({ trace, activity: '' })
  await logbook().record({
    trace: childOf(trace),
    activity: 'nieuw\u0000',
    name: '\n',
    status: 'Fine' as never,
    startedAt: new Date(Number.NaN),
    endedAt: new Date(0),
    subjects: { type: '', ids: ['anna\u0000'] },
    processor: '',
    datasets: { inputs: ['a\nb'] },
  })
  const records = await find({ traceId: trace.traceId.toUpperCase() })
  const attribute = 'dpl.core.processing_activity_id'
  expect(records.map((record: { attributes: object }) => record.attributes)).toMatchObject([
    {
      [attribute]: `${publicUrl}/api/v1/processing-activities/nieuw`,
      'dpl.core.data_subject_id_type': 'onbekend',
    },
    { [attribute]: `${publicUrl}/api/v1/processing-activities/onbekend` },
  ])
  expect(server.reports.filter(({ kind }) => kind === 'activity-not-registered')).toEqual([
    { kind: 'activity-not-registered', activity: 'onbekend' },
    { kind: 'activity-not-registered', activity: 'nieuw' },
  ])
})

it('refers to the version that counted when it was recorded', async () => {
  const trace = beginTrace()
  await logbook().record({ trace, activity: 'metingen' })
  await server.request({
    method: 'PATCH',
    url: '/api/v1/processing-activities/metingen',
    headers: officer.headers,
    payload: { name: 'Anders' },
  })
  await logbook().record({ trace: childOf(trace), activity: 'metingen' })
  const attribute = 'dpl.core.processing_activity_id'
  const uris = (await find({ traceId: trace.traceId })).map(
    ({ attributes }: { attributes: Record<string, string> }) => attributes[attribute],
  )
  expect(uris.sort()).toEqual([`${URI}/versions/1`, `${URI}/versions/2`])
  const { traceId } = trace
  expect(await find({ traceId, [attribute]: `${URI}/versions/2` })).toHaveLength(1)
  expect(await find({ traceId, [attribute]: URI })).toHaveLength(2)
  expect(await find({ traceId, [attribute]: 'https://elders.example/activiteit' })).toEqual([])
})

it('keeps no code of a person, and finds them also under keys of before', async () => {
  const config = { ...server.app.platform.config, logbookSecrets: ['o'.repeat(32)] }
  const before = openLogbook({ ...server.app.platform, config })
  const after = openLogbook({
    ...server.app.platform,
    config: { ...config, logbookSecrets: ['n'.repeat(32), 'o'.repeat(32)] },
  })
  const subject = { type: PERSON, id: 'persoon-bas' }
  const record = { activity: 'metingen', subjects: { type: PERSON, ids: [subject.id] } }
  await before.record({ ...record, trace: beginTrace(), name: 'eerst', startedAt: new Date(1) })
  await after.record({ ...record, trace: beginTrace(), name: 'later', startedAt: new Date(2) })
  const { items, next } = await after.listRecordsOf([subject], {})
  expect(items.map(({ name }) => name)).toEqual(['later', 'eerst'])
  expect(next).toBeNull()
  expect((await before.listRecordsOf([subject], {})).items).toHaveLength(1)
  const pseudonyms = items.map(({ attributes }) => attributes['dpl.core.data_subject_id'])
  expect(new Set(pseudonyms.map((text) => text?.split('.')[0])).size).toBe(2)
  expect((await logbook().listRecordsOf([{ ...subject, type: 'ander-soort' }], {})).items).toEqual([])
  const { rows } = await sql<{ text: string }>`select r::text as text from logbook.record r`.execute(
    server.database.db,
  )
  expect(rows.some(({ text }) => text.includes('bas'))).toBe(false)
})

it('gives the records of a person page by page, each once', async () => {
  const subject = { type: PERSON, id: 'pagina' }
  for (const moment of [1, 2, 2, 2, 3]) {
    await logbook().record({
      trace: beginTrace(),
      activity: 'metingen',
      startedAt: new Date(moment),
      subjects: { type: PERSON, ids: ['pagina'] },
    })
  }
  const seen: string[] = []
  let cursor: string | undefined
  do {
    const { items, next } = await logbook().listRecordsOf([subject], { cursor, pageSize: 2 })
    seen.push(...items.map(({ startTime, spanId }) => `${startTime} ${spanId}`))
    cursor = next ?? undefined
  } while (cursor)
  expect(seen.map((text) => text[0])).toEqual(['3', '2', '2', '2', '1'])
  expect(new Set(seen).size).toBe(5)
  const nonsense = Buffer.from('["1","2","3"]').toString('base64url')
  await expect(logbook().listRecordsOf([subject], { cursor: nonsense })).rejects.toMatchObject({
    code: 'invalid-request',
  })
})

describe('reading back', () => {
  it.each([
    [{}, ['']],
    [{ startTime: 1 }, ['']],
    [{ 'dpl.core.data_subject_id_type': PERSON }, ['']],
    [{ 'dpl.core.data_subject_id': 'anna' }, ['/dpl.core.data_subject_id_type']],
    [{ traceId: 'x' }, ['/traceId']],
    [{ traceID: randomUUID() }, ['/traceID']],
    [{ traceId: randomUUID(), startTime: 2, endTime: 1 }, ['/endTime']],
  ])('refuses %j with a problem that says where', async (payload, pointers) => {
    const answer = await read(payload)
    expect(answer.statusCode).toBe(400)
    expect(answer.headers['content-type']).toContain('application/problem+json')
    expect(answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)).toEqual(pointers)
  })

  it('finds who it is about by their code or by their pseudonym, in a stretch of time', async () => {
    const record = { activity: 'metingen', subjects: { type: PERSON, ids: ['carla'] } }
    for (const moment of [1000, 2000, 3000]) {
      const [startedAt, endedAt] = [new Date(moment), new Date(moment + 10)]
      await logbook().record({ ...record, trace: beginTrace(), startedAt, endedAt })
    }
    const byCode = { 'dpl.core.data_subject_id': 'carla', 'dpl.core.data_subject_id_type': PERSON }
    const records = await find(byCode)
    expect(records.map(({ startTime }: { startTime: number }) => startTime)).toEqual([1000, 2000, 3000])
    const pseudonym = records[0].attributes['dpl.core.data_subject_id']
    expect(await find({ 'dpl.core.data_subject_id': pseudonym })).toEqual(records)
    expect(await find({ ...byCode, startTime: 1001, endTime: 2010 })).toEqual([records[1]])
    expect(await find({ ...byCode, 'dpl.core.foreign_operation.processor': 'https://x.example' })).toEqual([])
  })

  it('is for privacy officers of who is responsible, and nobody else', async () => {
    const trace = beginTrace()
    await logbook().record({ trace, activity: 'metingen' })
    await logbook().record({ trace: childOf(trace), activity: 'niet-geregistreerd' })
    const stranger = await signInAs(server, 'privacy-officer')
    await sql`update parties.organisation set registered_by = ${officer.organisationId}
      where id = ${stranger.organisationId}`.execute(server.database.db)
    expect(await find({ traceId: trace.traceId })).toHaveLength(2)
    expect(await find({ traceId: trace.traceId }, stranger)).toEqual([])
    const { organisationId } = officer
    for (const role of ['administrator', 'data-expert'] as const) {
      const actor = await signInAs(server, role, { organisationId })
      expect((await read({ traceId: trace.traceId }, actor)).statusCode).toBe(403)
    }
    const url = '/api/ldv/v1/processing-activities'
    expect((await server.request({ method: 'POST', url, payload: {} })).statusCode).toBe(401)
  })

  it.runIf(existsSync(SHARED))('answers as the API of the extension says', async () => {
    const file = (name: string) => JSON.parse(readFileSync(join(SHARED, 'standards/ldv', name), 'utf8'))
    const document = file('ldv-extensie-lezen.openapi.json')
    const ajv = new Ajv({ strict: false, allErrors: true })
    addFormats.default(ajv)
    const { ListProcessingActivities, ProcessingActivity, TraceID, StartTime, EndTime } =
      document.components.schemas
    const schemas = {
      ProcessingActivity,
      TraceID,
      StartTime,
      EndTime,
      Attributes: file('ldv-attributes.schema.json'),
    }
    const check = ajv.compile({ ...ListProcessingActivities, components: { schemas } })
    const answer = await read({ 'dpl.core.processing_activity_id': URI })
    expect(answer.json().processingActivities.length).toBeGreaterThan(500)
    expect(check(answer.json()), JSON.stringify(check.errors)).toBe(true)
    expect(check({ processingActivities: [{}] })).toBe(false)
    expect(answer.headers['api-version']).toBe('1.1.0')
  })
})

it('keeps records as long as their activity says, and deletes them in pieces', async () => {
  const { db } = server.database
  const day = 86_400_000
  const now = new Date('2030-01-01T00:00:00Z')
  const make = async (slug: string, logDays: number) =>
    ensureActivity(db, slug, {
      controllerId: officer.organisationId,
      activity: { ...structuredClone(ACTIVITY), logDays } as never,
      at: now,
    })
  await make('kort', 10)
  await make('lang', 100)
  const log = logbook()
  const days = [5, 11, 12, 13, 99, 101]
  for (const activity of ['kort', 'lang', 'nergens']) {
    for (const age of days) {
      const startedAt = new Date(now.getTime() - age * day)
      await log.record({ trace: beginTrace(), activity, startedAt, endedAt: startedAt })
    }
  }
  const count = async () => {
    const { rows } = await sql<{ slug: string; count: number }>`
      select coalesce(a.slug, r.activity) as slug, count(*)::int as count from logbook.record r
      left join logbook.activity_version v on v.id = r.version_id left join logbook.activity a on a.id = v.activity_id
      where r.started > ${now.getTime() - 200 * day} group by 1 order by 1`.execute(db)
    return Object.fromEntries(rows.map((row) => [row.slug, row.count]))
  }
  expect(await count()).toEqual({ kort: 6, lang: 6, nergens: 6 })
  await applyRetention(db, now, AbortSignal.abort(), 2)
  expect(await count()).toEqual({ kort: 6, lang: 6, nergens: 6 })
  await applyRetention(db, now, undefined, 2)
  expect(await count()).toEqual({ kort: 1, lang: 5, nergens: 6 })
})
