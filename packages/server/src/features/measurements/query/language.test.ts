import { ARITHMETIC_OPERATORS, COMPARISON_OPERATORS, FUNCTION_NAMES } from '@samenspel/standards/sensorthings'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { MEASUREMENT, speakAs } from '../sta/testing/seed.ts'

/*
 * Tables "Built-in Filter Operators" and "Built-in Query Functions" of OGC 18-088 (9.3.3.5.1 and 9.3.3.5.2), row by row, each
 * with the rows it gives. Where the standard's example fits, it is the case.
 */

const server = useServer()
let send: ReturnType<typeof speakAs>

const POLYGON = 'POLYGON ((30 10, 10 20, 20 40, 40 40, 30 10))'
const LINE = 'LINESTRING (30 10, 10 30, 40 40)'

beforeAll(async () => {
  send = speakAs(server, await signInAs(server, 'data-expert'))
  const place = (name: string, type: string, coordinates: unknown) => ({
    name,
    description: '',
    encodingType: 'application/geo+json',
    location: { type, coordinates },
  })
  const bodies = [
    {
      name: 'A',
      description: 'Sensor Things',
      properties: { a: { b: 1 }, list: ['x', 'y'], 'odd key': true },
      Locations: [place('point', 'Point', [30, 10])],
      Datastreams: [
        {
          name: 'temp',
          description: '',
          unitOfMeasurement: { name: 'Celsius', symbol: 'degree', definition: null },
          observationType: MEASUREMENT,
          properties: { max: 10 },
          Sensor: { name: 's', description: '', encodingType: 'text/plain', metadata: 'm' },
          ObservedProperty: { name: 'p', description: '', definition: 'https://example.org/p' },
          Observations: [
            { result: -1.5, phenomenonTime: '2015-12-07T00:00:00Z' },
            { result: 0, phenomenonTime: '2015-12-08T00:00:00Z/2015-12-08T02:00:00Z' },
            {
              result: 2.5,
              phenomenonTime: '2015-12-08T02:00:00Z',
              resultTime: '2015-12-08T02:00:00.25+0100',
              validTime: '2015-12-08T00:00:00Z/2015-12-09T00:00:00Z',
            },
            {
              result: 20,
              phenomenonTime: '2015-12-08T03:04:05.678901234Z',
              resultTime: '2015-12-08T03:04:05.678901Z',
            },
            { result: 32.4, phenomenonTime: '2016-02-29T23:59:59Z' },
          ],
        },
      ],
    },
    {
      name: 'B',
      description: '  padded ',
      Locations: [
        place('polygon', 'Polygon', [
          [
            [30, 10],
            [10, 20],
            [20, 40],
            [40, 40],
            [30, 10],
          ],
        ]),
      ],
    },
    {
      name: 'C',
      description: 'test',
      Locations: [
        place('line', 'LineString', [
          [60, 60],
          [65, 65],
        ]),
      ],
    },
  ]
  for (const body of bodies) {
    const answer = await send('POST', 'Things', body)
    expect(answer.status, answer.text).toBe(201)
  }
}, 60_000)

/** What a filter leaves of a list: the values of one property, in order. */
async function leftBy(collection: string, property: string, filter: string): Promise<unknown[]> {
  const query = `$select=${property}&$orderby=${property}&$filter=${encodeURIComponent(filter)}`
  const answer = await send('GET', `${collection}?${query}`)
  expect(answer.status, answer.text).toBe(200)
  return answer.json<{ value: Record<string, unknown>[] }>().value.map((each) => each[property])
}

const RESULTS: [filter: string, results: number[]][] = [
  // Comparison
  ['result eq 20', [20]],
  ['result ne 20', [-1.5, 0, 2.5, 32.4]],
  ['result gt 20.0', [32.4]],
  ['result ge 20.0', [20, 32.4]],
  ['result lt 100', [-1.5, 0, 2.5, 20, 32.4]],
  ['result le 0', [-1.5, 0]],
  ["result gt '3'", [20, 32.4]],
  ["result eq '20'", [20]],
  ['result in (0, 20)', [0, 20]],
  ['resultTime eq null', [-1.5, 0, 32.4]],
  // Logic
  ['result le 3.5 and FeatureOfInterest/id gt 0', [-1.5, 0, 2.5]],
  ['result gt 20 or result le 0', [-1.5, 0, 32.4]],
  ['not (result gt 0)', [-1.5, 0]],
  ['result gt 20 or result gt 0 and result lt 3', [2.5, 32.4]],
  // Arithmetic and grouping
  ['result add 5 gt 10', [20, 32.4]],
  ['result sub 5 gt 10', [20, 32.4]],
  ['result mul 2 gt 60', [32.4]],
  ['result div 2 gt 4', [20, 32.4]],
  ['result mod 2 eq 0', [0, 20]],
  ['(result sub 5) gt 10', [20, 32.4]],
  ['result sub 5 mul 2 gt 10', [32.4]],
  ['-result eq 1.5', [-1.5]],
  // Properties of other entities, and in their JSON
  ['result gt Datastream/properties/max', [20, 32.4]],
  ['result gt Datastream/properties/max add 0', [20, 32.4]],
  ["Datastream/Thing/name eq 'A' and Datastream/Thing/properties/list[1] eq 'y' and result eq 0", [0]],
  // Dates
  ['year(resultTime) eq 2015', [2.5, 20]],
  ['month(resultTime) eq 12', [2.5, 20]],
  ['day(resultTime) eq 8', [2.5, 20]],
  ['hour(resultTime) eq 1', [2.5]],
  ['minute(resultTime) eq 4', [20]],
  ['second(resultTime) eq 5', [20]],
  ['fractionalseconds(resultTime) eq 0.25', [2.5]],
  ['date(resultTime) ne date(validTime)', [20]],
  ['date(phenomenonTime) eq 2016-02-29', [32.4]],
  ['time(resultTime) le 02:00:00', [2.5]],
  ['totaloffsetminutes(resultTime) eq 0', [2.5, 20]],
  ['resultTime le now()', [2.5, 20]],
  ['resultTime gt mindatetime()', [2.5, 20]],
  ['resultTime lt maxdatetime()', [2.5, 20]],
  ["resultTime add duration'PT1H' gt 2015-12-08T02:00:00.25Z", [20]],
  ["resultTime sub duration'PT1H' lt '2015-12-08T01:00:00+0100'", []],
  ["resultTime sub duration'PT1H' le '2015-12-08T01:00:01+0100'", [2.5]],
  ["resultTime sub resultTime eq duration'PT0S'", [2.5, 20]],
  ["date(resultTime) sub 2015-12-01 eq duration'P7D'", [2.5, 20]],
  ["duration'PT1H' mul 2 eq duration'PT2H' and duration'PT1H' div 2 eq duration'PT30M' and result eq 0", [0]],
  ["phenomenonTime gt 2016-03-01T00:00:00Z sub duration'PT2S'", [32.4]],
  ['phenomenonTime eq 2015-12-08T00:00:00Z/2015-12-08T02:00:00Z', [0]],
  ['phenomenonTime eq 2015-12-08T00:00:00Z/PT2H', [0]],
  ['phenomenonTime eq 2015-12-08T03:04:05.678901Z', [20]],
  // Temporal relations, an extension
  ['before(phenomenonTime, 2015-12-08T00:00:00Z)', [-1.5]],
  ['after(phenomenonTime, 2015-12-08T03:00:00Z)', [20, 32.4]],
  ['meets(phenomenonTime, 2015-12-08T02:00:00Z/2015-12-08T03:00:00Z)', [0, 2.5]],
  ['during(phenomenonTime, 2015-12-08T00:00:00Z/2015-12-08T02:00:00Z)', [0, 2.5]],
  ['overlaps(phenomenonTime, 2015-12-08T01:00:00Z/2015-12-08T02:30:00Z)', [0, 2.5]],
  ['starts(phenomenonTime, 2015-12-08T00:00:00Z/2015-12-08T03:00:00Z)', [0]],
  ['finishes(phenomenonTime, 2015-12-08T01:00:00Z/2015-12-08T02:00:00Z)', [0, 2.5]],
  // Mathematics: halves are rounded away from zero
  ['round(result) eq 32', [32.4]],
  ['round(result) eq 3', [2.5]],
  ['round(result) eq -2', [-1.5]],
  ['floor(result) eq 32', [32.4]],
  ['floor(result) eq -2', [-1.5]],
  ['ceiling(result) eq 33', [32.4]],
]

const THINGS: [filter: string, names: string[]][] = [
  ["substringof('Sensor Things',description)", ['A']],
  ["contains(description,'ens')", ['A']],
  ["endswith(description,'Things')", ['A']],
  ["startswith(description,'Sensor')", ['A']],
  ["not startswith(description,'test')", ['A', 'B']],
  ['length(description) eq 13', ['A']],
  // OData counts from 0.
  ["indexof(description,'Sensor') eq 0", ['A']],
  ["indexof(description,'Sensor') eq -1", ['B', 'C']],
  ["substring(description,1) eq 'ensor Things'", ['A']],
  ["substring(description,2,4) eq 'nsor'", ['A']],
  ["tolower(description) eq 'sensor things'", ['A']],
  ["toupper(description) eq 'SENSOR THINGS'", ['A']],
  ["trim(description) eq 'padded'", ['B']],
  ["concat(concat(name,', '),description) eq 'A, Sensor Things'", ['A']],
  [
    "concat(concat(Datastreams/unitOfMeasurement/symbol,', '),Datastreams/unitOfMeasurement/name) eq 'degree, Celsius'",
    ['A'],
  ],
  ['properties/a/b eq 1', ['A']],
  ["properties/'odd key' eq true", ['A']],
  ["properties/list[0] eq 'x'", ['A']],
  ["Datastreams/any(d:d/name eq 'temp')", ['A']],
  ["Datastreams/any(d:d/Observations/any(o:o/result gt 30 and d/name eq 'temp'))", ['A']],
  ['Datastreams/any()', ['A']],
  ["Datastreams/all(d:d/name ne 'temp')", ['B', 'C']],
  ["name in ('A','C')", ['A', 'C']],
  ["geo.distance(Locations/location, geography'POINT(30 10)') lt 1", ['A', 'B']],
]

const PLACES: [filter: string, names: string[]][] = [
  ["geo.distance(location, geography'POINT (30 10)') eq 0", ['point', 'polygon']],
  [`geo.length(geography'${LINE}') gt 59`, ['line', 'point', 'polygon']],
  ['geo.length(location) gt 7', ['line']],
  [`geo.intersects(location, geography'${POLYGON}')`, ['point', 'polygon']],
  ["st_equals(location, geography'POINT (30 10)')", ['point']],
  [`st_disjoint(location, geography'${POLYGON}')`, ['line']],
  [`st_touches(location, geography'${LINE}')`, ['point']],
  ["st_within(location, geography'POLYGON ((0 0, 50 0, 50 50, 0 50, 0 0))')", ['point', 'polygon']],
  ["st_overlaps(location, geography'POLYGON ((20 20, 50 20, 50 50, 20 50, 20 20))')", ['polygon']],
  ["st_crosses(location, geography'LINESTRING (0 25, 50 25)')", ['polygon']],
  [`st_intersects(location, geography'${LINE}')`, ['point', 'polygon']],
  ["st_contains(location, geography'POINT (30 10)')", ['point']],
  [`st_relate(location, geography'${POLYGON}', 'T********')`, ['polygon']],
]

describe('$filter', () => {
  it.each(RESULTS)('%s', async (filter, expected) => {
    expect(await leftBy('Observations', 'result', filter)).toEqual(expected)
  })
  it.each(THINGS)('%s', async (filter, expected) => {
    expect(await leftBy('Things', 'name', filter)).toEqual(expected)
  })
  it.each(PLACES)('%s', async (filter, expected) => {
    expect(await leftBy('Locations', 'name', filter)).toEqual(expected)
  })

  it('has a case for every operator and every function', () => {
    const all = [...RESULTS, ...THINGS, ...PLACES].map(([filter]) => filter).join('\n')
    const operators = [...COMPARISON_OPERATORS, ...ARITHMETIC_OPERATORS, 'and', 'or', 'in'].map(
      (op) => ` ${op} `,
    )
    const functions = FUNCTION_NAMES.map((name) => `${name}(`)
    expect(
      [...operators, ...functions, 'not ', 'any(', 'all('].filter((part) => !all.includes(part)),
    ).toEqual([])
  })
})

it.each([
  ['result desc', [32.4, 20, 2.5, 0, -1.5]],
  ['result mod 2,result', [-1.5, 0, 20, 32.4, 2.5]],
  ['resultTime desc,result', [20, 2.5, -1.5, 0, 32.4]],
  ['Datastream/Thing/name,phenomenonTime desc', [32.4, 20, 2.5, 0, -1.5]],
  ['Datastream/properties/max,round(result) desc', [32.4, 20, 2.5, 0, -1.5]],
])('$orderby=%s', async (order, expected) => {
  const answer = await send('GET', `Observations?$select=result&$orderby=${encodeURIComponent(order)}`)
  expect(answer.json<{ value: { result: number }[] }>().value.map(({ result }) => result)).toEqual(expected)
})

it('selects into JSON, on entities and on what they are expanded with', async () => {
  const path =
    "Things?$filter=name eq 'A'&$select=properties/a/b,properties/'odd key'&$expand=Datastreams($select=unitOfMeasurement/symbol)"
  expect((await send('GET', path)).json()).toEqual({
    value: [
      {
        properties: { a: { b: 1 }, 'odd key': true },
        Datastreams: [{ unitOfMeasurement: { symbol: 'degree' } }],
      },
    ],
  })
})

it('follows next links inside $expand to the end, each row once, and gives none after the last', async () => {
  const read = async (path: string) => {
    const answer = await send('GET', path)
    expect(answer.status, answer.text).toBe(200)
    return answer.json<Record<string, unknown>>()
  }
  const inner = 'Observations($select=result;$orderby=result desc;$top=2;$count=true;$filter=result ne 0)'
  const thing = await read(`Things?$filter=name eq 'A'&$expand=Datastreams($select=name;$expand=${inner})`)
  const [
    {
      Datastreams: [datastream],
    },
  ] = thing.value as [{ Datastreams: [Record<string, unknown>] }]
  const seen = [...(datastream.Observations as { result: number }[])]
  expect(datastream['Observations@iot.count']).toBe(4)
  let next = datastream['Observations@iot.nextLink']
  while (typeof next === 'string') {
    const page = await read(next.slice(next.indexOf('/v1.1/') + '/v1.1/'.length))
    expect(page['@iot.count']).toBe(4)
    seen.push(...(page.value as { result: number }[]))
    next = page['@iot.nextLink']
  }
  expect(seen).toEqual([32.4, 20, 2.5, -1.5].map((result) => ({ result })))
})
