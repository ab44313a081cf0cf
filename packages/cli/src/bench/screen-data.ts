/** What is on screen in `bench-screen`: a year of hours of one station, and many stations with a value of now. */
import type { Caller } from './caller.ts'
import { BATCH, type Rows, writeBody } from './data.ts'
import { describeStation } from './datastreams.ts'

const AT_ONCE = 20
const HOUR = 3_600_000
const YEAR = 366 * 24

/** Stores a value of each hour of a year at one station; gives its datastream. */
export async function storeYear(caller: Caller): Promise<number> {
  await post(caller, '/sta/v1.1/Things', describeStation(0, placeIn(0, 1)))
  const [year = 0] = await listDatastreams(caller)
  const hour = Math.floor(Date.now() / HOUR)
  const hours = Array.from({ length: YEAR }, (_, ago) => YEAR - ago)
  await store(caller, {
    ids: hours.map(() => year),
    times: hours.map((ago) => (hour - ago) * HOUR),
    values: hours.map(temperatureAt),
  })
  return year
}

/** Makes stations with a value of now each; gives what makes a new value of a batch of them, later than those before. */
export async function storeStations(caller: Caller, stations: number): Promise<() => Rows> {
  for (let from = 0; from < stations; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, stations - from) }, (_, index) => from + index)
    await Promise.all(
      some.map((place) => post(caller, '/sta/v1.1/Things', describeStation(place, placeIn(place, stations)))),
    )
  }
  const ids = await listDatastreams(caller)
  const now = Date.now()
  await store(caller, { ids, times: ids.map(() => now), values: ids.map(temperatureAt) })
  let sent = 0
  return () => {
    sent += 1
    const some = ids.slice(0, BATCH)
    return {
      ids: some,
      times: some.map(() => now + sent * 1000),
      values: some.map((id) => temperatureAt(id + 100 * sent)),
    }
  }
}

/** Days and a year that go up and down, and weather between. */
function temperatureAt(hour: number): number {
  const wave = (period: number) => Math.sin((2 * Math.PI * hour) / period)
  return Math.round(10 * (11 + 8 * wave(YEAR) + 4 * wave(24) + 3 * wave(131) + ((hour * 7) % 13) / 10)) / 10
}

async function store(caller: Caller, { ids, times, values }: Rows): Promise<void> {
  for (let from = 0; from < ids.length; from += BATCH) {
    const part = <T>(all: T[]) => all.slice(from, from + BATCH)
    await post(
      caller,
      '/sta/v1.1/CreateObservations',
      writeBody({ ids: part(ids), times: part(times), values: part(values) }),
    )
  }
}

async function post({ call }: Caller, path: string, body: string | object): Promise<void> {
  const answer = await call('POST', path, typeof body === 'string' ? body : JSON.stringify(body))
  if (answer.status !== 201) {
    throw new Error(`${path} was answered with ${answer.status}: ${answer.body.toString().slice(0, 500)}`)
  }
}

async function listDatastreams({ call }: Caller): Promise<number[]> {
  const ids: number[] = []
  let path: string | undefined = '/sta/v1.1/Datastreams?$select=id&$top=1000&$orderby=id'
  while (path) {
    const { body } = await call('GET', path)
    const page: { value: { '@iot.id': number }[]; '@iot.nextLink'?: string } = JSON.parse(body.toString())
    ids.push(...page.value.map((each) => each['@iot.id']))
    const next = page['@iot.nextLink']
    path = next && `${new URL(next).pathname}${new URL(next).search}`
  }
  return ids
}

/** Stations in a square, a hundred metres apart, as a dense network in one city. */
function placeIn(place: number, stations: number) {
  const side = Math.ceil(Math.sqrt(stations))
  return [5.2 + (place % side) / 700, 52.05 + Math.floor(place / side) / 1100] as const
}
