import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { LATER, useEvaluations } from '../../testing/evaluations-world.ts'

const { server, world, send, ask, evaluation, computed, published } = useEvaluations()
const DAY = 86_400_000
const FIRST = Date.parse('2025-09-30T22:00:00Z')
const START = Date.parse('2026-03-31T22:00:00Z')
const LAST = FIRST + 365 * DAY

let noiseId: string
/** Datastreams of temperature, one in each neighbourhood. */
let streams: number[]

/** A station in a neighbourhood, and its figures of each day between two moments. */
function station(name: string, index: number, from: number, to: number, property = 'noise') {
  return {
    ...{ name, description: name },
    Locations: [
      {
        ...{ name, description: name, encodingType: 'application/geo+json' },
        location: { type: 'Point', coordinates: [6.01 + index * 0.02, 52.005] },
      },
    ],
    Datastreams: [
      {
        ...{ name, description: name },
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: { name: 'decibel', symbol: 'dB', definition: 'ucum:dB' },
        Sensor: { name, description: name, encodingType: 'text/plain', metadata: name },
        ObservedProperty: {
          ...{ name: property, description: property },
          definition: `https://example.org/${property}`,
        },
        Observations: Array.from({ length: (to - from) / DAY }, (_, day) => ({
          phenomenonTime: new Date(from + day * DAY + DAY / 2).toISOString(),
          result:
            55 + index + 2 * Math.sin(day * 1.7 + index) - (index < 2 && from + day * DAY >= START ? 3 : 0),
        })),
      },
    ],
  }
}

beforeAll(async () => {
  const { challengeId } = world()
  const indicator = await send('POST', '/api/v1/indicators', {
    ...{ challengeId, title: 'Lawaai per dag', unit: 'dB', property: 'noise', statistic: 'mean' },
    ...{ period: 'day', level: 'neighbourhood', minimumCoverage: 0, published: true },
  })
  expect(indicator.statusCode, indicator.body).toBe(201)
  noiseId = indicator.json().id
  server.now = LATER
  const stations = [
    // In the first neighbourhood another one took over on the day that the intervention began.
    station('Lawaai 1 oud', 0, FIRST, START),
    station('Lawaai 1 nieuw', 0, START, LAST),
    ...[1, 2, 3].map((index) => station(`Lawaai ${index + 1}`, index, FIRST, LAST)),
  ]
  for (const each of stations) {
    const answer = await send('POST', '/sta/v1.1/Things', each)
    expect(answer.statusCode, answer.body).toBe(201)
  }
  await server.deliver()
  const found = await send(
    'GET',
    "/sta/v1.1/Datastreams?$filter=ObservedProperty/name eq 'temperature'&$orderby=id",
  )
  streams = found.json().value.map((each: { '@iot.id': number }) => each['@iot.id'])
}, 240_000)

describe('the figures of an evaluation', { timeout: 120_000 }, () => {
  it('tell nothing when a sensor was replaced at the start, and that is published as well', async () => {
    const draft = evaluation({ indicatorId: noiseId })
    const { slug } = await draft
    const { incidents } = await ask<{ incidents: object[] }>('GET', `/${slug}/choices`)
    expect(incidents).toEqual([{ area: 'BU90010101', kind: 'sensor-replaced', day: '2026-04-01' }])
    // Where everybody sees groups only, that one of them came or went is not told either.
    const { db } = server.database
    const groupsOf = (size: number) => sql`update catalogue.dataset set minimum_group = ${size}`.execute(db)
    await groupsOf(2)
    expect(await ask('GET', `/${slug}/choices`)).toMatchObject({ incidents: [] })
    await groupsOf(1)
    const made = await published(computed(draft))
    expect(made).toMatchObject({
      answer: 'not-assessable',
      sentence: { nl: expect.stringContaining('Een sensor is vervangen.') },
      computation: {
        outcome: { checks: expect.arrayContaining([expect.objectContaining({ outcome: 'prevents' })]) },
      },
    })
  })

  it('tell nothing when a station was put elsewhere at the start', async () => {
    const { challengeId } = world()
    const indicator = await send('POST', '/api/v1/indicators', {
      ...{ challengeId, title: 'Stof per dag', unit: 'dB', property: 'dust', statistic: 'mean' },
      ...{ period: 'day', level: 'neighbourhood', minimumCoverage: 0, published: true },
    })
    server.now = new Date(FIRST)
    const made: { '@iot.id': number; Datastreams: { '@iot.id': number }[] }[] = []
    for (const index of [0, 1, 2, 3]) {
      const { headers } = await send(
        'POST',
        '/sta/v1.1/Things',
        station(`Stof ${index}`, index, FIRST, FIRST, 'dust'),
      )
      const at = new URL(String(headers.location), 'http://x').pathname
      made.push((await send('GET', `${at}?$expand=Datastreams`)).json())
    }
    server.now = new Date(START)
    const place = station('Stof 0 in de tuin', 0, FIRST, FIRST).Locations[0]
    const location = { ...place?.location, coordinates: [6.014, 52.012] }
    const moved = await send('POST', `/sta/v1.1/Things(${made[0]?.['@iot.id']})/Locations`, {
      ...place,
      location,
    })
    expect(moved.statusCode, moved.body).toBe(201)
    server.now = LATER
    const figures = made.map(({ Datastreams: [stream] }, index) => ({
      Datastream: { '@iot.id': stream?.['@iot.id'] },
      components: ['phenomenonTime', 'result'],
      dataArray: station('', index, FIRST, LAST).Datastreams[0]?.Observations.map(
        ({ phenomenonTime, result }) => [phenomenonTime, result],
      ),
    }))
    const stored = await send('POST', '/sta/v1.1/CreateObservations', figures)
    expect(stored.statusCode, stored.body).toBe(201)
    await server.deliver()
    const draft = evaluation({ indicatorId: indicator.json().id })
    const { slug } = await draft
    const { incidents } = await ask<{ incidents: object[] }>('GET', `/${slug}/choices`)
    expect(incidents).toEqual([{ area: 'BU90010101', kind: 'moved', day: '2026-04-01' }])
    expect(await published(computed(draft))).toMatchObject({
      answer: 'not-assessable',
      sentence: { nl: expect.stringContaining('verplaatst') },
    })
    // Out of the area: measuring there was interrupted too, although the station is no more of it.
    server.now = new Date(START + 30 * DAY)
    const away = { ...place, location: { ...place?.location, coordinates: [6.035, 52.012] } }
    const left = await send('POST', `/sta/v1.1/Things(${made[0]?.['@iot.id']})/Locations`, away)
    expect(left.statusCode, left.body).toBe(201)
    server.now = LATER
    await server.deliver()
    const after = await ask<{ incidents: object[] }>('GET', `/${slug}/choices`)
    expect(after.incidents).toEqual(
      expect.arrayContaining([{ area: 'BU90010101', kind: 'moved', day: '2026-05-01' }]),
    )
  })

  it('of too short a time are only described', async () => {
    const draft = evaluation({ from: '2026-03-02', until: '2026-04-27', step: 'week' })
    const { slug } = await draft
    const { designs, design } = await ask<{
      design: string
      designs: { fits: boolean; why: { nl: string } }[]
    }>('GET', `/${slug}/choices`)
    expect(design).toBe('difference-series')
    expect(designs.filter(({ fits }) => fits)).toHaveLength(1)
    expect(designs.map(({ why }) => why?.nl)).toContainEqual(
      expect.stringContaining('te kort gemeten: 4 stappen'),
    )
    // What was planned does not fit; another way is chosen by people, and that is said.
    const refused = await send('PUT', `/api/v1/evaluations/${slug}/computation`)
    expect(refused.json().errors).toEqual([
      expect.objectContaining({ pointer: '/design', detail: expect.stringContaining('too short') }),
    ])
    const other = await ask('PATCH', `/${slug}`, { design: 'before-and-after' })
    expect(other.planDeviations).toContainEqual(expect.objectContaining({ field: 'design' }))
    const made = await published(computed(draft))
    expect(made).toMatchObject({ answer: 'not-assessable' })
  })

  it('are known to be of a sensor that was calibrated', async () => {
    const at = new Date(START)
    await sql`insert into measurements.calibration (source_id, reference_id, fit_from, fit_to, coefficients, n, r2,
        residual_error, leave_one_out_error, uncertainty, made_by, made_at, derived_id, valid_from, accepted_by, accepted_at)
      values (${streams[1]}, ${streams[1]}, ${at}, ${at}, '{0,1}', 100, 0.9, 1, 1, 1, 'x', ${at}, ${streams[2]}, ${at}, 'x', ${at})`.execute(
      server.database.db,
    )
    const { slug } = await evaluation()
    const { incidents } = await ask<{ incidents: object[] }>('GET', `/${slug}/choices`)
    expect(incidents).toEqual([{ area: 'BU90010103', kind: 'calibrated', day: '2026-04-01' }])
  })

  it('that changed after the computation are not published before they are computed again', async () => {
    const { slug } = await computed(evaluation())
    await ask('PATCH', `/${slug}`, { spillOver: 'Nee, de buurten liggen te ver van elkaar.' })
    const late = { phenomenonTime: '2026-01-15T15:00:00Z', result: 22 }
    const stored = await send('POST', `/sta/v1.1/Datastreams(${streams[0]})/Observations`, late)
    expect(stored.statusCode, stored.body).toBe(201)
    await server.deliver()
    const refused = await send('POST', `/api/v1/evaluations/${slug}/publication`, {})
    expect([refused.statusCode, refused.json().detail]).toEqual([
      422,
      expect.stringContaining('figures changed after the computation'),
    ])
    const again = await published(computed(ask('GET', `/${slug}`)))
    expect(again).toMatchObject({ state: 'published', earlier: [{ number: 1, changed: [] }] })
  })
})
