import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { CATEGORY, describeStation, MEASUREMENT, speakAs } from './testing/seed.ts'

/* Clause 12 of OGC 18-088: observations whose result is a list. */

const server = useServer()
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  send = speakAs(server, await signInAs(server, 'data-expert'))
}, 60_000)

const ROOT = 'http://localhost:8080/sta/v1.1/'

async function create(path: string, body: unknown): Promise<string> {
  const answer = await send('POST', path, body)
  expect(answer.status, answer.text).toBe(201)
  return (answer.location ?? '').slice(ROOT.length)
}

async function read<T = Record<string, unknown>>(path: string): Promise<T> {
  const answer = await send('GET', path)
  expect(answer.status, `${path} ${answer.text}`).toBe(200)
  return answer.json<T>()
}

const idOf = (path: string) => Number(/\((\d+)\)$/.exec(path)?.[1])
const values = async (path: string) => (await read<{ value: Record<string, unknown>[] }>(path)).value

const unit = { name: null, symbol: null, definition: null }
const property = (name: string) => ({ name, definition: `https://example.org/${name}`, description: name })
const sensor = { name: 's', description: 'd', encodingType: 'text/plain', metadata: 'm' }
const wind = (word: string) => ({
  name: `Wind ${word}`,
  description: 'speed and direction',
  unitOfMeasurements: [{ name: 'm/s', symbol: 'm/s', definition: 'ucum:m/s' }, unit],
  multiObservationDataTypes: [MEASUREMENT, CATEGORY],
})

let count = 0
/** A station with two datastreams and a multi datastream. */
async function station() {
  count += 1
  const thing = await create('Things', describeStation(`m${count}`, [5, 52]))
  const [multi] = await values(`${thing}/MultiDatastreams`)
  const [single] = await values(`${thing}/Datastreams`)
  return {
    thing,
    multi: `MultiDatastreams(${multi?.['@iot.id']})`,
    single: `Datastreams(${single?.['@iot.id']})`,
  }
}

it('is in the service root, and reads as its tables say (req/multi-datastream/properties, relations)', async () => {
  const { thing, multi } = await station()
  const root = await read<{ value: { name: string; url: string }[] }>('')
  expect(root.value).toContainEqual({ name: 'MultiDatastreams', url: `${ROOT}MultiDatastreams` })
  expect(await read(multi)).toEqual({
    '@iot.id': idOf(multi),
    '@iot.selfLink': ROOT + multi,
    name: `Wind m${count}`,
    description: `Wind of m${count}`,
    unitOfMeasurements: [
      { name: 'metre per second', symbol: 'm/s', definition: 'ucum:m/s' },
      { name: null, symbol: null, definition: null },
    ],
    observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_ComplexObservation',
    multiObservationDataTypes: [MEASUREMENT, CATEGORY],
    phenomenonTime: '2026-03-01T00:00:00.000Z/2026-03-01T01:00:00.000Z',
    'Thing@iot.navigationLink': `${ROOT}${multi}/Thing`,
    'Sensor@iot.navigationLink': `${ROOT}${multi}/Sensor`,
    'ObservedProperties@iot.navigationLink': `${ROOT}${multi}/ObservedProperties`,
    'Observations@iot.navigationLink': `${ROOT}${multi}/Observations`,
  })
  expect(await read(thing)).toHaveProperty('MultiDatastreams@iot.navigationLink')
  expect((await read(`${multi}/Thing`))['@iot.selfLink']).toBe(ROOT + thing)
  expect((await read(`${multi}/Sensor`)).name).toBe(`Vane m${count}`)
  expect((await values(`${multi}/ObservedProperties`)).map(({ name }) => name)).toEqual([
    `Wind speed m${count}`,
    `Direction m${count}`,
  ])
  const [speed] = await values(`${multi}/ObservedProperties`)
  expect(await values(`ObservedProperties(${speed?.['@iot.id']})/MultiDatastreams?$select=id`)).toEqual([
    { '@iot.id': idOf(multi) },
  ])
})

it('is never a Datastream, nor the other way round', async () => {
  const { thing, multi, single } = await station()
  const [m, s] = [idOf(multi), idOf(single)]
  for (const path of [`Datastreams(${m})`, `MultiDatastreams(${s})`, `${thing}/Datastreams(${m})`]) {
    expect((await send('GET', path)).status).toBe(404)
    expect((await send('DELETE', path)).status).toBe(404)
    expect((await send('PATCH', path, { name: 'x' })).status).toBe(404)
  }
  expect((await send('GET', `${thing}/Datastreams/$count`)).text).toBe('2')
  expect((await send('GET', `${thing}/MultiDatastreams/$count`)).text).toBe('1')
  for (const [link, id] of [
    ['Datastream', m],
    ['MultiDatastream', s],
  ] as const) {
    const body = { result: [1, 'x'], [link]: { '@iot.id': id } }
    expect((await send('POST', 'Observations', body)).status).toBe(400)
  }
})

it('links an observation to one of the two', async () => {
  const { multi, single } = await station()
  for (const [path, link, other] of [
    [multi, 'MultiDatastream', 'Datastream'],
    [single, 'Datastream', 'MultiDatastream'],
  ] as const) {
    const [inside] = await values(`${path}/Observations?$top=1`)
    const [outside] = await values(`Observations?$filter=id eq ${inside?.['@iot.id']}`)
    const alone = await read(`Observations(${inside?.['@iot.id']})`)
    expect(outside).toEqual(inside)
    expect(alone).toEqual(inside)
    expect(inside).toHaveProperty(`${link}@iot.navigationLink`)
    expect(inside).not.toHaveProperty(`${other}@iot.navigationLink`)
    expect((await read(`Observations(${inside?.['@iot.id']})/${link}`))['@iot.selfLink']).toBe(ROOT + path)
    expect((await send('GET', `Observations(${inside?.['@iot.id']})/${other}`)).status).toBe(404)
  }
})

it('is expanded, filtered and ordered like any other entity', async () => {
  const { thing, multi } = await station()
  const [expanded] = await values(
    `Things?$filter=id eq ${idOf(thing)}&$select=name&$expand=MultiDatastreams($select=name;$expand=Observations($select=result;$orderby=phenomenonTime desc;$top=1;$count=true),ObservedProperties($select=name))`,
  )
  expect(expanded).toMatchObject({
    MultiDatastreams: [
      {
        name: `Wind m${count}`,
        'Observations@iot.count': 2,
        'Observations@iot.nextLink': expect.stringContaining(`${ROOT}${multi}/Observations?`),
        Observations: [{ result: [4, null] }],
        ObservedProperties: [{ name: `Wind speed m${count}` }, { name: `Direction m${count}` }],
      },
    ],
  })
  const filters = [
    `unitOfMeasurements[0]/symbol eq 'm/s' and Thing/id eq ${idOf(thing)}`,
    `ObservedProperties/any(p:p/name eq 'Direction m${count}')`,
    `Observations/result[1] eq 'north m${count}'`,
    `Sensor/name eq 'Vane m${count}'`,
  ]
  for (const filter of filters) {
    expect(await values(`MultiDatastreams?$select=id&$filter=${encodeURIComponent(filter)}`), filter).toEqual(
      [{ '@iot.id': idOf(multi) }],
    )
  }
})

describe('a result', () => {
  it.each([
    ['has too few values', [1]],
    ['has too many values', [1, 'n', 2]],
    ['has a value of another type', ['fast', 'n']],
    ['is not a list', 1],
  ])('is refused when it %s (req/multi-datastream/constraints)', async (_, result) => {
    const { multi } = await station()
    const phenomenonTime = '2026-03-05T00:00:00Z'
    expect((await send('POST', `${multi}/Observations`, { phenomenonTime, result })).status).toBe(400)
    const answer = await send('POST', 'CreateObservations', [
      {
        MultiDatastream: { '@iot.id': idOf(multi) },
        components: ['phenomenonTime', 'result'],
        dataArray: [
          [phenomenonTime, result],
          ['2026-03-06T00:00:00Z', [2, 's']],
        ],
      },
    ])
    expect(answer.status).toBe(201)
    expect(answer.json<string[]>().map((each) => each.startsWith('error'))).toEqual([true, false])
    const [observation] = await values(`${multi}/Observations?$top=1`)
    const path = `Observations(${observation?.['@iot.id']})`
    expect((await send('PATCH', path, { result })).status).toBe(400)
    expect((await send('PATCH', path, { result: [9, 'e'] })).status).toBe(200)
    expect((await read(path)).result).toEqual([9, 'e'])
  })

  it('goes in a data array under its own link, in both directions', async () => {
    const { multi, single } = await station()
    const swapped = await send('POST', 'CreateObservations', [
      {
        MultiDatastream: { '@iot.id': idOf(single) },
        components: ['phenomenonTime', 'result'],
        dataArray: [['2026-03-05T00:00:00Z', [1]]],
      },
      {
        Datastream: { '@iot.id': idOf(multi) },
        components: ['phenomenonTime', 'result'],
        dataArray: [['2026-03-05T00:00:00Z', 1]],
      },
    ])
    expect(swapped.json<string[]>().every((each) => each.startsWith('error'))).toBe(true)
    const arrays = (path: string, filter = '') =>
      values(`${path}?$resultFormat=dataArray&$select=result${filter}`)
    const expected = {
      'MultiDatastream@iot.navigationLink': ROOT + multi,
      components: ['result'],
      'dataArray@iot.count': 2,
      dataArray: [[[3.5, `north m${count}`]], [[4, null]]],
    }
    expect(await arrays(`${multi}/Observations`)).toEqual([expected])
    expect(await arrays('Observations', `&$filter=MultiDatastream/id eq ${idOf(multi)}`)).toEqual([expected])
  })
})

describe('creating one', () => {
  it('works by itself, under a Thing, a Sensor and an ObservedProperty', async () => {
    const thing = await create('Things', { name: 'T', description: 'D' })
    const properties = [
      await create('ObservedProperties', property('a')),
      await create('ObservedProperties', property('b')),
    ]
    const links = properties.map((path) => ({ '@iot.id': idOf(path) }))
    const own = await create('Sensors', sensor)
    const whole = {
      ...wind('x'),
      Thing: { '@iot.id': idOf(thing) },
      Sensor: { '@iot.id': idOf(own) },
      ObservedProperties: links,
    }
    const { Thing: _, ...inThing } = whole
    const { Sensor: __, ...inSensor } = whole
    const paths = [
      await create('MultiDatastreams', whole),
      await create(`${thing}/MultiDatastreams`, inThing),
      await create(`${own}/MultiDatastreams`, inSensor),
      await create(`${properties[1]}/MultiDatastreams`, { ...whole, ObservedProperties: links.slice(0, 1) }),
    ]
    for (const path of paths) {
      expect((await values(`${path}/ObservedProperties?$select=name`)).map(({ name }) => name)).toEqual([
        'a',
        'b',
      ])
    }
    expect((await send('GET', `${thing}/MultiDatastreams/$count`)).text).toBe('4')
  })

  it('may measure the same property twice', async () => {
    const { thing } = await station()
    const observed = { '@iot.id': idOf(await create('ObservedProperties', property('height'))) }
    const made = await create(`${thing}/MultiDatastreams`, {
      ...wind('twice'),
      Sensor: sensor,
      ObservedProperties: [observed, observed],
    })
    expect((await values(`${made}/ObservedProperties`)).length).toBe(2)
    expect((await send('GET', `${made}/ObservedProperties/$count`)).text).toBe('2')
  })

  it.each([
    ['units and types', { multiObservationDataTypes: [MEASUREMENT] }],
    ['units and observed properties', { ObservedProperties: [property('only')] }],
    ['an observationType of its own', { observationType: MEASUREMENT }],
    ['no observed properties', { ObservedProperties: undefined }],
  ])('is refused with different numbers of parts: %s', async (_, change) => {
    const { thing } = await station()
    const body = { ...wind('bad'), Sensor: sensor, ObservedProperties: [property('a'), property('b')] }
    expect((await send('POST', `${thing}/MultiDatastreams`, { ...body, ...change })).status).toBe(400)
  })
})

describe('changing one', () => {
  it('keeps the number of parts equal to that of its results', async () => {
    const { multi } = await station()
    const third = { '@iot.id': idOf(await create('ObservedProperties', property('third'))) }
    const { unitOfMeasurements, multiObservationDataTypes } = wind('x')
    expect((await send('PATCH', multi, { name: 'New' })).status).toBe(200)
    expect((await send('PATCH', multi, { unitOfMeasurements: [unit] })).status).toBe(400)
    expect((await send('PATCH', multi, { ObservedProperties: [third] })).status).toBe(400)
    const wider = {
      unitOfMeasurements: [...unitOfMeasurements, unit],
      multiObservationDataTypes: [...multiObservationDataTypes, MEASUREMENT],
      ObservedProperties: [third],
    }
    expect((await send('PATCH', multi, wider)).status).toBe(400)
    for (const each of await values(`${multi}/Observations`)) {
      expect((await send('DELETE', `Observations(${each['@iot.id']})`)).status).toBe(200)
    }
    expect((await send('PATCH', multi, wider)).status).toBe(200)
    expect((await values(`${multi}/ObservedProperties`)).map(({ name }) => name)).toEqual([
      `Wind speed m${count}`,
      `Direction m${count}`,
      'third',
    ])
    expect((await read(multi)).name).toBe('New')
  })

  it('moves it to another Thing', async () => {
    const { multi } = await station()
    const thing = await create('Things', { name: 'T', description: 'D' })
    expect((await send('PATCH', thing, { MultiDatastreams: [{ '@iot.id': idOf(multi) }] })).status).toBe(200)
    expect((await read(`${multi}/Thing`))['@iot.selfLink']).toBe(ROOT + thing)
  })
})

it.each(['Thing', 'Sensor', 'ObservedProperties'])(
  'goes with its %s, and its observations with it',
  async (link) => {
    const { multi, single } = await station()
    const related = await read<{ '@iot.id'?: number; value?: { '@iot.id': number }[] }>(`${multi}/${link}`)
    const collection = link.endsWith('s') ? link : `${link}s`
    const id = related['@iot.id'] ?? related.value?.[1]?.['@iot.id']
    expect((await send('DELETE', `${collection}(${id})`)).status).toBe(200)
    expect((await send('GET', multi)).status).toBe(404)
    const { rows } =
      await sql`select from measurements.observation where datastream_id = ${idOf(multi)}`.execute(
        server.database.db,
      )
    expect(rows).toEqual([])
    expect((await send('GET', single)).status).toBe(link === 'Thing' ? 404 : 200)
  },
)

it('is deleted once', async () => {
  const { multi } = await station()
  expect((await send('DELETE', multi)).status).toBe(200)
  expect((await send('DELETE', multi)).status).toBe(404)
})
