import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { INJECTIONS } from './testing/random-requests.ts'
import { describeStation, speakAs } from './testing/seed.ts'

const server = useServer()
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  send = speakAs(server, await signInAs(server, 'data-expert'))
  await send('POST', 'Things', describeStation('1', [5, 52]))
}, 60_000)

/** A value put in the place of another, somewhere in a body. */
const oddities = fc.oneof(
  fc.jsonValue({ maxDepth: 2 }),
  fc.constantFrom<unknown>(
    ...INJECTIONS,
    null,
    -1,
    1e308,
    '',
    [],
    {},
    '2026-02-30T00:00:00Z',
    '2026-01-01T00:00:00Z/2025-01-01T00:00:00Z',
  ),
  fc.constantFrom<unknown>({ '@iot.id': 1 }, { '@iot.id': 999_999 }, { '@iot.id': '9223372036854775807' }, [
    { '@iot.id': 1 },
  ]),
  fc.constantFrom<unknown>(
    { type: 'Point', coordinates: [5, 52, 3] },
    {
      type: 'Polygon',
      coordinates: [
        [
          [5, 52],
          [6, 53],
          [6, 52],
          [5, 53],
          [5, 52],
        ],
      ],
    },
    { type: 'GeometryCollection', geometries: [] },
    {
      type: 'LineString',
      coordinates: [
        [5, 52],
        [5, 52],
      ],
    },
  ),
)

function placesIn(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, inner]) => placesIn(inner, [...path, key]))]
}

function put(value: unknown, [key, ...rest]: (string | number)[], odd: unknown): unknown {
  if (key === undefined) return odd
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as Record<
    string | number,
    unknown
  >
  copy[key] = put(copy[key], rest, odd)
  return copy
}

const STATION = describeStation('fuzz', [5, 52])
const [DATASTREAM] = STATION.Datastreams
const DATA_ARRAY = [
  {
    Datastream: { '@iot.id': 1 },
    components: ['phenomenonTime', 'result'],
    dataArray: [['2026-03-05T00:00:00Z', 1]],
  },
]
const requests = fc
  .constantFrom<{ method: 'POST' | 'PATCH' | 'PUT'; path: string; body: unknown }>(
    { method: 'POST', path: 'Things', body: STATION },
    { method: 'POST', path: 'Things(1)/Datastreams', body: DATASTREAM },
    {
      method: 'POST',
      path: 'Datastreams(1)/Observations',
      body: { result: 1, phenomenonTime: '2026-03-01T09:00:00Z', parameters: {} },
    },
    { method: 'POST', path: 'CreateObservations', body: DATA_ARRAY },
    {
      method: 'PATCH',
      path: 'Things(1)',
      body: { name: 'x', properties: {}, Locations: [{ '@iot.id': 1 }] },
    },
    {
      method: 'PATCH',
      path: 'Datastreams(1)',
      body: { unitOfMeasurement: { name: 'x', symbol: 'x', definition: 'x' }, Sensor: { '@iot.id': 1 } },
    },
    { method: 'PATCH', path: 'Locations(1)', body: { location: { type: 'Point', coordinates: [5, 52] } } },
    {
      method: 'PATCH',
      path: 'Observations(1)',
      body: { result: 1, phenomenonTime: '2026-03-01T00:30:00Z', validTime: null },
    },
    {
      method: 'PUT',
      path: 'Sensors(1)',
      body: { name: 's', description: 'd', encodingType: 'e', metadata: {} },
    },
  )
  .chain((request) =>
    fc.tuple(fc.constant(request), fc.constantFrom(...placesIn(request.body)), oddities, fc.boolean()),
  )
  .map(([request, place, odd, change]) => ({
    ...request,
    body: change ? put(request.body, place, odd) : request.body,
    change,
  }))

it('takes each body as it should be, and takes or refuses any other, never with an error of ours', async () => {
  const seen = { unchanged: 0, changed: 0 }
  await fc.assert(
    fc.asyncProperty(requests, async ({ method, path, body, change }) => {
      const { status, text } = await send(method, path, body)
      const faults = server.reports.flatMap((report) =>
        report.kind === 'request-failed' ? [report.error] : [],
      )
      const allowed = change ? [200, 201, 400, 409] : [200, 201]
      if (!allowed.includes(status)) throw new Error(`${status} ${text} ${faults.at(-1)}`)
      seen[change ? 'changed' : 'unchanged'] += 1
    }),
    { numRuns: 200 },
  )
  expect(Math.min(seen.unchanged, seen.changed)).toBeGreaterThan(40)
}, 240_000)
