import type { Connection } from '@samenspel/client'
import type { Simulation } from '../waterrijk/index.ts'
import { postJson } from './fill.ts'
import { nameStream, type StreamIds } from './fill-stations.ts'

const HOUR = 3_600_000

/** Stores simulated values through CreateObservations, and answers how many. */
export type ValueStore = {
  /** Hour values from `from` to `to` (ms UTC, whole hours), in one request; only of these series when `isWanted` is given. */
  storeHours(from: number, to: number, isWanted?: (property: string) => boolean): Promise<number>
  /** One value per series, for a moment. */
  storeMoment(time: number, values: Float64Array): Promise<number>
}

type Group = {
  Datastream: { '@iot.id': number }
  components: readonly string[]
  'dataArray@iot.count': number
  dataArray: [string, number][]
}

const COMPONENTS = ['phenomenonTime', 'result'] as const

/** @param streams ids of the datastreams, by {@link nameStream} */
export function createValueStore(
  connection: Connection,
  simulation: Simulation,
  streams: StreamIds,
): ValueStore {
  const { datastreams } = simulation
  const ids = datastreams.map((stream) => {
    const id = streams.get(nameStream(stream))
    if (id === undefined) throw new Error(`The example has no datastream ${nameStream(stream)}.`)
    return id
  })

  async function send(groups: Group[]): Promise<number> {
    const filled = groups.filter(({ dataArray }) => dataArray.length > 0)
    if (filled.length === 0) return 0
    const response = await postJson(connection, '/sta/v1.1/CreateObservations', filled)
    const answers = (await response.json()) as string[]
    const refused = answers.filter((answer) => answer === 'error').length
    if (refused > 0) throw new Error(`The server refused ${refused} of ${answers.length} simulated values.`)
    return answers.length
  }
  const toGroup = (index: number, dataArray: [string, number][]): Group => ({
    Datastream: { '@iot.id': ids[index] ?? 0 },
    components: COMPONENTS,
    'dataArray@iot.count': dataArray.length,
    dataArray,
  })
  return {
    async storeHours(from, to, isWanted = () => true) {
      const arrays = datastreams.map((): [string, number][] => [])
      for (const { from: start, hours, values } of simulation.history(from, to)) {
        for (let hour = 0; hour < hours; hour++) {
          const period = writePeriod(start + hour * HOUR)
          for (const [index, { property }] of datastreams.entries()) {
            const value = values[hour * datastreams.length + index] ?? Number.NaN
            if (!Number.isNaN(value) && isWanted(property)) arrays[index]?.push([period, value])
          }
        }
      }
      return send(arrays.map((rows, index) => toGroup(index, rows)))
    },
    async storeMoment(time, values) {
      const moment = writeInstant(time)
      return send(
        [...values].map((value, index) => toGroup(index, Number.isNaN(value) ? [] : [[moment, value]])),
      )
    },
  }
}

function writePeriod(start: number): string {
  return `${writeInstant(start)}/${writeInstant(start + HOUR)}`
}

function writeInstant(time: number): string {
  return new Date(time).toISOString().replace('.000Z', 'Z')
}
