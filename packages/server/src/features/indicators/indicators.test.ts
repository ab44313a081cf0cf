import { detectSignals } from '@samenspel/standards/indicators'
import fc from 'fast-check'
import { beforeAll, describe, expect, it, vi } from 'vitest'
import { signInAs } from '../../testing/actors.ts'
import { DUST, HOUR, MARCH, steady, useIndicators } from './testing/world.ts'

// Each test stores, computes and changes several times.
vi.setConfig({ testTimeout: 90_000 })

const { server, expert, post, measure, create, valuesOf, signalsOf } = useIndicators()

// All that is measured here is of periods that are over, unless a test says otherwise.
beforeAll(() => {
  server.now = new Date('2026-11-01T10:00:00Z')
})

describe('an indicator', () => {
  it('follows the measurements, day by day in the Netherlands, and opens a signal when the line is crossed', async () => {
    const { id, slug } = await create()
    await measure(MARCH, [...steady(10), ...steady(20)])
    expect(await valuesOf(slug)).toMatchObject([
      { value: 10, coverage: 1, periodStart: '2026-02-28T23:00:00Z' },
      { value: 20, coverage: 1, periodStart: '2026-03-01T23:00:00Z' },
    ])
    const [signal] = await signalsOf(id)
    expect(signal).toMatchObject({ state: 'open' })
    expect(signal?.sentence.nl).toContain('Fijnstof per dag in Waterrijk kwam op 2 maart 2026 boven de grens')

    await measure(MARCH + 48 * HOUR, steady(11))
    expect(await signalsOf(id)).toMatchObject([{ state: 'cleared' }])

    await measure(MARCH + 24 * HOUR, steady(9))
    expect(await signalsOf(id)).toEqual([])
    expect(await signalsOf(id, '&state=withdrawn')).toMatchObject([{ id: signal?.id, state: 'withdrawn' }])
    const nobody = '00000000-0000-4000-8000-000000000009'
    expect(await signalsOf(id, `&id=${nobody}&id=${signal?.id}`)).toMatchObject([{ id: signal?.id }])
    expect(await signalsOf(id, `&id=${nobody}`)).toEqual([])
  })

  it('refuses datasets that do not exist, and says which', async () => {
    const datasetIds = ['00000000-0000-4000-8000-000000000001']
    const made = await post('/api/v1/indicators', { ...DUST, datasetIds })
    expect(made.statusCode).toBe(400)
    expect(made.json().errors).toMatchObject([{ in: 'body', pointer: '/datasetIds/0' }])
    const both = await post('/api/v1/indicators', { ...DUST, datasetIds: ['x', ...datasetIds] })
    const pointers = both.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)
    expect(pointers).toEqual(['/datasetIds/0', '/datasetIds/1'])
    const { slug } = await create({ title: 'Overal gemeten' })
    const change = { method: 'PATCH', url: `/api/v1/indicators/${slug}`, headers: expert().headers } as const
    const changed = await server.request({ ...change, payload: { datasetIds } })
    expect(changed.json().errors).toMatchObject([{ in: 'body', pointer: '/datasetIds/0' }])
  })

  it('gives no figure when too few hours were measured, and says how many there were', async () => {
    const { slug } = await create({ title: 'Te weinig metingen' })
    await measure(MARCH + 72 * HOUR, steady(30, 6))
    const last = (await valuesOf(slug)).at(-1)
    expect(last).toMatchObject({ value: null, coverage: 0.25 })
  })

  it('counts the hours of a day on which the clock changes', async () => {
    const { slug } = await create({ title: 'Zomertijd' })
    await measure(Date.parse('2026-03-28T23:00:00Z'), steady(5, 23))
    const last = (await valuesOf(slug)).find(({ periodStart }) => periodStart === '2026-03-28T23:00:00Z')
    expect(last).toMatchObject({ value: 5, coverage: 1 })
  })

  it('takes the hour that comes twice in autumn for two of one hour each', async () => {
    const { slug } = await create({ title: 'Wintertijd', period: 'hour' })
    await measure(Date.parse('2026-10-24T23:00:00Z'), steady(4, 4))
    const hours = (await valuesOf(slug)).filter(({ periodStart }) => periodStart.startsWith('2026-10-25'))
    expect(hours).toMatchObject([
      { periodStart: '2026-10-25T00:00:00Z', periodEnd: '2026-10-25T01:00:00Z', value: 4, coverage: 1 },
      { periodStart: '2026-10-25T01:00:00Z', periodEnd: '2026-10-25T02:00:00Z', value: 4, coverage: 1 },
      { periodStart: '2026-10-25T02:00:00Z', periodEnd: '2026-10-25T03:00:00Z', value: 4, coverage: 1 },
    ])
  })

  it.each([
    ['sum', {}, 36],
    ['minimum', {}, 1],
    ['maximum', {}, 8],
    ['percentile', { percentile: 50 }, 4.5],
    ['share-above', { unit: '%', norm: 6, normUnit: 'µg/m³' }, 25],
  ])('computes the %s', async (statistic, extra, expected) => {
    const { slug } = await create({
      title: `Uit acht: ${statistic}`,
      statistic,
      ...extra,
      minimumCoverage: 0.3,
    })
    await measure(Date.parse('2026-04-09T22:00:00Z'), [1, 2, 3, 4, 5, 6, 7, 8])
    const [figure] = (await valuesOf(slug)).filter(
      ({ periodStart }) => periodStart === '2026-04-09T22:00:00Z',
    )
    expect(figure?.value).toBeCloseTo(expected)
  })

  it('is refused with everything at once, also a rule that contradicts itself', async () => {
    const { slug } = await create({ title: 'Alles tegelijk' })
    const refused = await server.request({
      method: 'PATCH',
      url: `/api/v1/indicators/${slug}`,
      payload: {
        minimumCoverage: 2,
        signalRule: { line: 15, direction: 'above', clearLine: 16, minimumPeriods: 1 },
      },
      headers: expert().headers,
    })
    const pointers = refused.json<{ errors: { pointer: string }[] }>().errors.map(({ pointer }) => pointer)
    expect(pointers.toSorted()).toEqual(['/minimumCoverage', '/signalRule/clearLine'])
  })

  it('is computed anew as a new version when its definition changes', async () => {
    const { slug } = await create({ title: 'Nieuwe versie' })
    const changed = await server.request({
      method: 'PATCH',
      url: `/api/v1/indicators/${slug}`,
      payload: { statistic: 'maximum' },
      headers: expert().headers,
    })
    expect(changed.json()).toMatchObject({ version: 2, statistic: 'maximum' })
  })

  it('is computed by two at once without a fault', async () => {
    const { slug } = await create({ title: 'Tegelijk' })
    const body = { from: new Date(MARCH).toISOString(), to: new Date(MARCH + 480 * HOUR).toISOString() }
    const answers = await Promise.all(
      [1, 2, 3].map(() => post(`/api/v1/indicators/${slug}/computations`, body)),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200])
    expect(answers[0]?.json()).toMatchObject({ more: false })
  })

  it('is not shown to others until it is published', async () => {
    const { slug } = await create({ title: 'Nog niet klaar', published: false })
    const url = `/api/v1/indicators/${slug}`
    expect((await server.request({ url })).statusCode).toBe(404)
    expect((await server.request({ url, headers: expert().headers })).statusCode).toBe(200)
    const stranger = await signInAs(server, 'data-expert')
    const change = await server.request({
      method: 'PATCH',
      url,
      payload: { published: true },
      headers: stranger.headers,
    })
    expect(change.statusCode).toBe(404)
  })

  it.each([
    [{ statistic: 'percentile' }, '/percentile'],
    [{ unit: 7 }, '/unit'],
    [{ colour: 'red' }, '/colour'],
    [{ minimumCoverage: 2 }, '/minimumCoverage'],
  ])('with %o is refused at %s', async (change, pointer) => {
    const answer = await post('/api/v1/indicators', { ...DUST, ...change })
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)).toContain(
      pointer,
    )
  })

  it('gives the newest figure of each area that has a value', async () => {
    server.now = new Date('2026-05-02T10:00:00Z')
    const { slug } = await create({ title: 'Nu per gebied' })
    // What is told of tomorrow is a forecast.
    await measure(Date.parse('2026-05-02T22:00:00Z'), steady(99))
    await measure(Date.parse('2026-04-30T22:00:00Z'), [...steady(7), ...steady(8, 2)])
    const latest = await server.request({ url: `/api/v1/indicators/${slug}/values?latest=true` })
    const until = '2026-05-02T22:00:00Z'
    const values = (await valuesOf(slug)).filter(
      ({ value, periodStart }) => value !== null && periodStart < until,
    )
    expect(latest.json().items).toEqual([values.at(-1)])
    expect(values.at(-1)).toMatchObject({ areaName: 'Waterrijk', value: 7 })
    const before = await server.request({
      url: `/api/v1/indicators/${slug}/values?latest=true&to=2026-02-01T00:00:00Z`,
    })
    expect(before.json().items).toEqual([])
  })

  it('gives its figures as CSV', async () => {
    server.now = new Date('2026-05-05T22:00:00Z')
    const { slug } = await create({ title: 'Fijnstof als tabel' })
    await measure(Date.parse('2026-05-04T22:00:00Z'), steady(6))
    const answer = await server.request({ url: `/api/v1/indicators/${slug}/values?latest=true&format=csv` })
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="fijnstof-als-tabel.csv"',
    })
    expect(answer.body.split('\r\n')).toEqual([
      'areaCode,areaName,periodStart,periodEnd,value,hours,expected,coverage,stations,provisional,unit',
      'GM9001,Waterrijk,2026-05-04T22:00:00Z,2026-05-05T22:00:00Z,6,24,24,1,1,false,µg/m³',
      '',
    ])
  })
})

it('gives the same signals in whatever order the measurements come', async () => {
  const { id, slug } = await create({
    title: 'In willekeurige volgorde',
    period: 'hour',
    signalRule: { line: 15, direction: 'above', clearLine: 12, minimumPeriods: 2 },
  })
  const start = MARCH + 400 * HOUR
  const values = fc.array(fc.constantFrom(10, 13, 16, 20), { minLength: 1, maxLength: 12 })
  const batches = fc.sample(fc.record({ hour: fc.nat(60), values }), { seed: 7, numRuns: 15 })
  for (const batch of batches) {
    await measure(start + batch.hour * HOUR, batch.values)
    const figures = (await valuesOf(slug)).map(({ periodStart, value }) => ({
      start: Date.parse(periodStart),
      value,
    }))
    const whole = detectSignals(figures, { line: 15, direction: 'above', clearLine: 12, openAfter: 2 })
    const signals = (await signalsOf(id)).toSorted((a, b) => (a.openedAt < b.openedAt ? -1 : 1))
    const time = (ms: number) => new Date(ms).toISOString()
    expect(signals).toMatchObject(
      whole.map(({ since, openedAt, peak, lastAt, clearedAt }) => ({
        since: time(since),
        openedAt: time(openedAt),
        peakAt: time(peak.start),
        peakValue: peak.value,
        lastAt: time(lastAt),
        clearedAt: clearedAt === undefined ? null : time(clearedAt),
      })),
    )
    expect(signals).toHaveLength(whole.length)
  }
}, 180_000)

it('makes no more figures than there are measurements for, whatever stretch is asked', async () => {
  const { slug } = await create({ period: 'hour' })
  await server.deliver()
  const before = await valuesOf(slug)
  const answer = await post(`/api/v1/indicators/${slug}/computations`, {
    from: '0001-01-01T00:00:00Z',
    to: '9999-12-31T00:00:00Z',
  })
  expect(answer.statusCode).toBe(200)
  expect(await valuesOf(slug)).toEqual(before)
})

it('forgets what rests on a dataset that is no longer open, and takes it up again', async () => {
  const { slug } = await create({ title: 'Alleen open gegevens' })
  await server.deliver()
  const before = await valuesOf(slug)
  expect(before.length).toBeGreaterThan(0)
  const { items } = (await server.request({ url: '/api/v1/datasets' })).json<{ items: { id: string }[] }>()
  const open = async (change: object) => {
    const url = `/api/v1/datasets/${items[0]?.id}`
    await server.request({ method: 'PATCH', url, payload: change, headers: expert().headers })
    await server.deliver()
  }
  await open({ precision: { minimumGroup: 5 } })
  expect(await valuesOf(slug)).toEqual([])
  await open({ precision: { minimumGroup: 1 } })
  expect(await valuesOf(slug)).toEqual(before)
})

it('belongs to a challenge that its maker may see', async () => {
  const stranger = await signInAs(server, 'policy-officer')
  const { id } = (await post('/api/v1/challenges', { title: 'Concept van een ander' }, stranger)).json<{
    id: string
  }>()
  for (const challengeId of [id, '00000000-0000-4000-8000-000000000001']) {
    const refused = await post('/api/v1/indicators', { ...DUST, title: 'Eronder gehangen', challengeId })
    expect(refused.statusCode).toBe(400)
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/challengeId' }] })
  }
  const own = await post('/api/v1/indicators', { ...DUST, title: 'Eigen', challengeId: id }, stranger)
  expect(own.statusCode).toBe(201)
})

it.each([
  [{ minimumCoverage: 2 }, '/minimumCoverage'],
  [{ statistic: 'percentile' }, '/percentile'],
])('names the mistake of %o, an unknown challenge and a foreign owner at once', async (change, pointer) => {
  const unknown = '00000000-0000-4000-8000-000000000001'
  const answer = await post('/api/v1/indicators', {
    ...DUST,
    ...change,
    challengeId: unknown,
    ownerId: unknown,
  })
  const pointers = answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)
  expect(pointers.toSorted()).toEqual(['/challengeId', pointer, '/ownerId'].toSorted())
})

it('keeps its address when another indicator has its id as title', async () => {
  const made = (await post('/api/v1/indicators', { ...DUST, title: 'Oorspronkelijk' })).json<{
    id: string
  }>()
  await post('/api/v1/indicators', { ...DUST, title: made.id })
  const found = await server.request({ url: `/api/v1/indicators/${made.id}` })
  expect(found.json()).toMatchObject({ id: made.id, title: 'Oorspronkelijk' })
})
