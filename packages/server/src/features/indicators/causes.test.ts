import { sql } from 'kysely'
import { expect, it, vi } from 'vitest'
import { computeDue } from './compute.ts'
import { HOUR, MARCH, steady, useIndicators } from './testing/world.ts'

// Each test stores, computes and changes several times.
vi.setConfig({ testTimeout: 90_000 })

const { server, send, post, addStation, measure, create, valuesOf, signalsOf } = useIndicators()

/** Two stations with a property and an indicator of their own: one has 10 all day, the other 40. */
async function makePair(property: string) {
  const [one, other] = [await addStation(), await addStation()]
  const ids = [one.datastreamId, other.datastreamId]
  await sql`update measurements.observed_property p set name = ${property}
    from measurements.datastream d where d.observed_property_id = p.id and d.id = any(${ids}::int[])`.execute(
    server.database.db,
  )
  const indicator = await create({ title: property, property })
  await measure(MARCH, steady(10), one.datastreamId)
  await measure(MARCH, steady(40), other.datastreamId)
  expect(await valuesOf(indicator.slug)).toMatchObject([{ value: 25 }])
  expect(await signalsOf(indicator.id)).toMatchObject([{ state: 'open' }])
  return { other, ...indicator }
}

async function change(method: 'PATCH' | 'DELETE', url: string, body?: object) {
  expect((await send(method, url, body)).statusCode).toBeLessThan(300)
  await server.deliver()
}

it.each(['Datastream', 'Thing', 'Sensor', 'ObservedProperty'])(
  'no longer counts what went with a %s that was deleted',
  async (type) => {
    const { id, slug, other } = await makePair(`Weg ${type}`)
    const { rows } = await sql<Record<string, number>>`select id as "Datastream", thing_id as "Thing",
      sensor_id as "Sensor", observed_property_id as "ObservedProperty"
      from measurements.datastream where id = ${other.datastreamId}`.execute(server.database.db)
    const collection = type === 'ObservedProperty' ? 'ObservedProperties' : `${type}s`
    await change('DELETE', `/sta/v1.1/${collection}(${rows[0]?.[type]})`)
    expect(await valuesOf(slug)).toMatchObject([{ value: 10 }])
    expect(await signalsOf(id)).toEqual([])
  },
)

it('leaves out what cannot be, and what was rejected until that is withdrawn', async () => {
  const { datastreamId } = await addStation()
  await sql`update measurements.observed_property p set name = 'Kan niet'
    from measurements.datastream d where d.observed_property_id = p.id and d.id = ${datastreamId}`.execute(
    server.database.db,
  )
  const limits = { limits: { 'Kan niet': { range: { minimum: 0, maximum: 1000 } } } }
  const dataset = (
    await sql<{ id: string }>`select dataset_id as id from measurements.datastream
    where id = ${datastreamId}`.execute(server.database.db)
  ).rows[0]?.id
  await change('PATCH', `/api/v1/datasets/${dataset}/quality-limits`, limits)
  const { id, slug } = await create({ title: 'Kan niet', property: 'Kan niet', statistic: 'maximum' })
  await measure(MARCH, [...steady(10).slice(0, 12), 5000, 30, ...steady(10).slice(0, 10)], datastreamId)
  expect(await valuesOf(slug)).toMatchObject([{ value: 30, hours: 23 }])
  expect(await signalsOf(id)).toMatchObject([{ state: 'open', peakValue: 30 }])
  const at = new Date(MARCH + 13 * HOUR).toISOString()
  const made = await post('/api/v1/quality-rulings', {
    datastreamId,
    from: at,
    to: at,
    verdict: 'bad',
    reason: 'Barbecue naast de sensor.',
  })
  await server.deliver()
  expect(await valuesOf(slug)).toMatchObject([{ value: 10, hours: 22 }])
  expect(await signalsOf(id)).toEqual([])
  await change('DELETE', `/api/v1/quality-rulings/${made.json().id}`)
  expect(await valuesOf(slug)).toMatchObject([{ value: 10 }])
})

it('follows a station to where it is now', async () => {
  const { id, slug, other } = await makePair('Verplaatst')
  const url = `/sta/v1.1/Locations(${other.locationId})`
  await change('PATCH', url, { location: { type: 'Point', coordinates: [4.9, 52.37] } })
  expect(await valuesOf(slug)).toMatchObject([{ value: 10 }])
  expect(await signalsOf(id)).toEqual([])
  await change('PATCH', url, { location: { type: 'Point', coordinates: [6.11, 52.51] } })
  expect(await valuesOf(slug)).toMatchObject([{ value: 25 }])
})

it('follows another unit and another property of a series', async () => {
  const { slug, other } = await makePair('Anders beschreven')
  const url = `/sta/v1.1/Datastreams(${other.datastreamId})`
  const unit = { name: '', definition: '' }
  await change('PATCH', url, { unitOfMeasurement: { ...unit, symbol: '°C' } })
  expect(await valuesOf(slug)).toMatchObject([{ value: 10 }])
  await change('PATCH', url, { unitOfMeasurement: { ...unit, symbol: 'µg/m³' } })
  expect(await valuesOf(slug)).toMatchObject([{ value: 25 }])
  const property = await post('/sta/v1.1/ObservedProperties', {
    name: 'Lood',
    definition: 'x',
    description: '',
  })
  const propertyId = Number(/\((\d+)\)/.exec(property.headers.location ?? '')?.[1])
  await change('PATCH', url, { ObservedProperty: { '@iot.id': propertyId } })
  expect(await valuesOf(slug)).toMatchObject([{ value: 10 }])
  await change('PATCH', `/sta/v1.1/ObservedProperties(${propertyId})`, { name: 'Anders beschreven' })
  expect(await valuesOf(slug)).toMatchObject([{ value: 25 }])
})

it('follows the boundaries of its areas', async () => {
  const { slug } = await makePair('Grenzen')
  const move = async (west: number) => {
    const [east, south, north] = [west + 0.2, 52, 52.6]
    const ring = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ]
    const geometry = { type: 'Polygon', coordinates: [ring] }
    const area = { type: 'Feature', properties: { code: 'GM9001', name: 'Waterrijk' }, geometry }
    const query = 'level=municipality&crs=EPSG:4326&codeProperty=code&nameProperty=name'
    const features = { type: 'FeatureCollection', features: [area] }
    expect((await post(`/api/v1/area-imports?${query}`, features)).statusCode).toBe(201)
    await server.deliver()
  }
  await move(5)
  expect(await valuesOf(slug)).toEqual([])
  await move(6)
  expect(await valuesOf(slug)).toMatchObject([{ value: 25 }])
})

const OTHER_DATASET = {
  title: 'Elders gemeten',
  licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
  access: 'open',
  theme: 'environment',
  contact: 'data@example.org',
}

it('is not due for what is stored in datasets that it does not use', async () => {
  const { datastreamId } = await addStation()
  const made = await post('/api/v1/datasets', OTHER_DATASET)
  const { id } = await create({ datasetIds: [made.json<{ id: string }>().id] })
  await server.deliver()
  await measure(MARCH, [1], datastreamId)
  await post('/sta/v1.1/Observations', {
    phenomenonTime: new Date(MARCH + HOUR).toISOString(),
    result: 2,
    Datastream: { '@iot.id': datastreamId },
  })
  await server.hear()
  const { rows } = await sql`select from indicators.due where indicator_id = ${id}`.execute(
    server.database.db,
  )
  expect(rows).toEqual([])
})

it('computes a day once for all that came in before it had settled', async () => {
  const { db } = server.database
  const { id } = await create({ title: 'Eén keer' })
  await server.deliver()
  const { datastreamId } = await addStation()
  const pieces = async (when: 'settled' | 'now') => {
    let count = 0
    while (await computeDue({ db, clock: () => server.now }, when)) count += 1
    return count
  }
  for (let hour = 0; hour < 6; hour += 1) {
    await post('/sta/v1.1/Observations', {
      phenomenonTime: new Date(MARCH + hour * HOUR).toISOString(),
      result: 20,
      Datastream: { '@iot.id': datastreamId },
    })
  }
  // Everything of this test has been told when it is due.
  const marks = async () =>
    (await sql<{ marks: number }>`select marks from indicators.due where indicator_id = ${id}`.execute(db))
      .rows
  await server.hear()
  expect(await marks()).toHaveLength(1)
  await sql`update indicators.due set first_marked_at = 'infinity', marked_at = 'infinity'`.execute(db)
  expect(await pieces('settled')).toBe(0)
  await sql`delete from indicators.due where indicator_id <> ${id}`.execute(db)
  expect(await pieces('now')).toBe(1)
  expect(await marks()).toEqual([])
  await server.deliver()
})
