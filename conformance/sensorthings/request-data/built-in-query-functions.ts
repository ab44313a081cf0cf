import { type Condition, checkConditions } from '../conditions.ts'
import * as example from '../examples.ts'
import { requirement } from '../requirement.ts'

const DESCRIPTION = ' Sensor Things '

/** Table 23, text: on a Thing whose description is “ Sensor Things ”. */
const TEXT: readonly Condition[] = [
  ["substringof('Sensor Things',description)", true],
  ["substringof('sensor things',description)", false],
  ["endswith(description,'Things ')", true],
  ["endswith(description,'Things')", false],
  ["startswith(description,' Sensor')", true],
  ["startswith(description,'Sensor')", false],
  ['length(description) eq 15', true],
  ["indexof(description,'Sensor') eq 1", true],
  ["substring(description,1) eq 'Sensor Things '", true],
  ["substring(description,2,4) eq 'enso'", true],
  ["tolower(description) eq ' sensor things '", true],
  ["toupper(description) eq ' SENSOR THINGS '", true],
  ["trim(description) eq 'Sensor Things'", true],
  ["concat(concat(name,', '),trim(description)) eq 'Conformance Thing, Sensor Things'", true],
]

/** Table 23, dates and numbers: on an Observation of 32.5 with these times. */
const OBSERVATION = {
  phenomenonTime: '2015-12-08T01:02:03.250Z',
  resultTime: '2015-12-08T01:02:03.250Z',
  validTime: '2015-12-08T00:00:00Z/2015-12-09T00:00:00Z',
  result: 32.5,
}
const DATES: readonly Condition[] = [
  ['year(resultTime) eq 2015', true],
  ['year(resultTime) eq 2014', false],
  ['month(resultTime) eq 12', true],
  ['day(resultTime) eq 8', true],
  ['hour(resultTime) eq 1', true],
  ['minute(resultTime) eq 2', true],
  ['second(resultTime) eq 3', true],
  ['fractionalseconds(resultTime) eq 0.25', true],
  ['date(resultTime) eq date(phenomenonTime)', true],
  ['date(resultTime) eq 2015-12-08', true],
  ['date(resultTime) ne 2015-12-08', false],
  ['time(resultTime) eq time(phenomenonTime)', true],
  ['time(resultTime) lt 02:00:00', true],
  ['totaloffsetminutes(resultTime) eq 0', true],
  ['resultTime lt now()', true],
  ['resultTime ge now()', false],
  ['resultTime gt mindatetime()', true],
  ['resultTime lt maxdatetime()', true],
  ['resultTime eq maxdatetime()', false],
]
const NUMBERS: readonly Condition[] = [
  ['round(result) eq 33', true],
  ['floor(result) eq 32', true],
  ['ceiling(result) eq 33', true],
  ['ceiling(result) eq 32', false],
]

/** Table 23, geometry: on a Location at the point 30 10, and one that is a line. */
const SQUARE = "geography'POLYGON ((20 0, 40 0, 40 20, 20 20, 20 0))'"
const FAR = "geography'POLYGON ((50 50, 60 50, 60 60, 50 60, 50 50))'"
const POINT: readonly Condition[] = [
  ["geo.distance(location, geography'POINT (30 10)') eq 0", true],
  ["geo.distance(location, geography'POINT (40 40)') lt 1", false],
  ["geo.length(geography'LINESTRING (30 10, 10 30, 40 40)') gt 1", true],
  [`geo.intersects(location, ${SQUARE})`, true],
  [`geo.intersects(location, ${FAR})`, false],
  ["st_equals(location, geography'POINT (30 10)')", true],
  ["st_equals(location, geography'POINT (30 11)')", false],
  [`st_disjoint(location, ${FAR})`, true],
  [`st_disjoint(location, ${SQUARE})`, false],
  ["st_touches(location, geography'LINESTRING (30 10, 10 30, 40 40)')", true],
  [`st_touches(location, ${SQUARE})`, false],
  [`st_within(location, ${SQUARE})`, true],
  [`st_within(location, ${FAR})`, false],
  ["st_intersects(location, geography'LINESTRING (30 10, 10 30, 40 40)')", true],
  ["st_contains(location, geography'POINT (30 10)')", true],
  ["st_contains(location, geography'POINT (31 10)')", false],
  [`st_relate(location, ${SQUARE}, 'T********')`, true],
  [`st_relate(location, ${FAR}, 'T********')`, false],
]
const LINE: readonly Condition[] = [
  ["st_overlaps(location, geography'LINESTRING (5 0, 15 0)')", true],
  ["st_overlaps(location, geography'LINESTRING (11 0, 15 0)')", false],
  ["st_crosses(location, geography'LINESTRING (5 -5, 5 5)')", true],
  ["st_crosses(location, geography'LINESTRING (5 1, 5 5)')", false],
]
const place = (type: string, coordinates: unknown) => ({
  ...example.location,
  location: { type, coordinates },
})

export default requirement(
  'request-data/built-in-query-functions',
  'Every function of Table 23 works: text, dates, numbers and geometry.',
  async (service) => {
    const made: string[] = []
    const create = async (collection: string, body: unknown) => {
      const address = await service.create(collection, body)
      made.unshift(address)
      return (await service.read(address))['@iot.id']
    }
    const only = (id: unknown, conditions: readonly Condition[]) =>
      conditions.map(([condition, holds]): Condition => [`id eq ${id} and (${condition})`, holds])
    try {
      const thing = await create('Things', { ...example.thing, description: DESCRIPTION })
      await checkConditions(service, 'Things', only(thing, TEXT))
      const point = await create('Locations', place('Point', [30, 10]))
      await checkConditions(service, 'Locations', only(point, POINT))
      const line = await create(
        'Locations',
        place('LineString', [
          [0, 0],
          [10, 0],
        ]),
      )
      await checkConditions(service, 'Locations', only(line, LINE))
    } finally {
      for (const address of made) await service.send('DELETE', address)
    }
    await example.withTree(service, async ({ Datastream, Observation }) => {
      await service.send('DELETE', Observation)
      await service.create(`${Datastream}/Observations`, OBSERVATION)
      await checkConditions(service, `${Datastream}/Observations`, [...DATES, ...NUMBERS])
    })
  },
)
