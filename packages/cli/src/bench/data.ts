/** What the bench stores: made from numbers alone, so that client and database can make the same. */

/** How many datastreams there are, and how many observations a request has. */
export const DATASTREAMS = 1000
export const BATCH = 1000

const MINUTE = 60_000
/** Loaded values are this far apart. */
export const STEP_MINUTES = 5

/** Loaded values are before this moment, which is midnight in the Netherlands; sent ones are after it. */
export const END = Date.parse('2024-12-31T23:00:00Z')
/** The first datastream has values for a whole year, at any size. */
export const YEAR_STEPS = 366 * 24 * (60 / STEP_MINUTES)

/** Whole hours of values per datastream, of those that share what the first one leaves of a size. */
export function stepsAt(size: number): number {
  const perHour = 60 / STEP_MINUTES
  return Math.max(0, Math.round((size - YEAR_STEPS) / (DATASTREAMS - 1) / perHour)) * perHour
}

/** Rows as columns: what one request sends. */
export type Rows = { ids: number[]; times: number[]; values: number[] }

/** Shapes of what is sent, each in the order in which a real sender has it. */
export const SHAPES = {
  network: 'one value of 1,000 datastreams each',
  backlog: '1,000 values of one datastream each',
} as const
export type Shape = keyof typeof SHAPES

/**
 * The rows of the n-th request of a shape. Those of a network are a minute after the ones before; those of a backlog take
 * the datastreams in turn. Every row is later than the ones before of its datastream.
 * @param from the first moment, in milliseconds since 1970
 */
export function rowsOf(shape: Shape, datastreams: readonly number[], n: number, from: number): Rows {
  const places = Array.from({ length: BATCH }, (_, place) => place)
  const turn = Math.floor(n / DATASTREAMS)
  return shape === 'network'
    ? {
        ids: [...datastreams],
        times: places.map(() => from + n * MINUTE),
        values: places.map((place) => sampleValue(n, place)),
      }
    : {
        ids: places.map(() => datastreams[n % DATASTREAMS] ?? 0),
        times: places.map((place) => from + (turn * BATCH + place) * MINUTE),
        values: places.map((place) => sampleValue(place, n)),
      }
}

function sampleValue(step: number, datastream: number): number {
  return 5 + ((step * 7 + datastream * 3) % 200) / 10
}

/** The same value in SQL. */
export const VALUE_SQL = '5 + ((step * 7 + place * 3) % 200) / 10.0'

/** A request body for CreateObservations. */
export function writeBody({ ids, times, values }: Rows): string {
  const groups = new Map<number, string[]>()
  for (const [place, id] of ids.entries()) {
    const row = `["${new Date(times[place] ?? 0).toISOString()}",${values[place]}]`
    const group = groups.get(id)
    if (group) group.push(row)
    else groups.set(id, [row])
  }
  const written = [...groups].map(
    ([id, rows]) =>
      `{"Datastream":{"@iot.id":${id}},"components":["phenomenonTime","result"],"dataArray":[${rows.join(',')}]}`,
  )
  return `[${written.join(',')}]`
}
