import type { StationSource } from '../../things/ensure-stations.ts'
import {
  type FetchedPage,
  type FetchedRow,
  fetchJson,
  type Json,
  type Known,
  listOf,
  objectOf,
  type Reading,
  readMoment,
  readValue,
  scale,
  textOf,
  UnreadableAnswer,
} from './reader.ts'

export type SensorCommunitySettings = { latitude: number; longitude: number; kilometres: number }

const ADDRESS = 'https://data.sensor.community/airrohr/v1/filter'

/** What Sensor.Community calls a value. Particulate matter is as the sensor gave it, not calibrated. */
const KNOWN: Readonly<Record<string, Known>> = {
  P0: { property: 'pm1-uncalibrated', unit: 'ug/m3' },
  P1: { property: 'pm10-uncalibrated', unit: 'ug/m3' },
  P2: { property: 'pm25-uncalibrated', unit: 'ug/m3' },
  temperature: { property: 'temperature', unit: 'Cel' },
  humidity: { property: 'relative-humidity', unit: '%' },
  pressure: { property: 'air-pressure', unit: 'hPa', factor: 0.01 },
  noise_LAeq: { property: 'sound-level', unit: 'dB[A]' },
}

/**
 * Reads what the sensors around a place measured in the last five minutes; it gives no more, so that there is nothing to go
 * on from. Sensors inside a building are left out.
 */
export async function* readSensorCommunity({
  fetcher,
  settings,
}: Reading<SensorCommunitySettings>): AsyncGenerator<FetchedPage> {
  const { latitude, longitude, kilometres } = settings
  const url = `${ADDRESS}/area=${latitude},${longitude},${kilometres}`
  const answer = await fetchJson(fetcher, url)
  if (!Array.isArray(answer)) throw new UnreadableAnswer(url)
  const stations = new Map<string, StationSource & { streams: Map<string, Known> }>()
  const rows: FetchedRow[] = []
  for (const message of listOf(answer)) {
    const location = objectOf(message.location)
    const start = readMoment(`${textOf(message.timestamp).replace(' ', 'T')}Z`)
    if (start === undefined || Number(location.indoor) === 1) continue
    const key = `sensor-community-${String(location.id)}`
    const station = stations.get(key) ?? {
      key,
      position: positionOf(location),
      streams: new Map<string, Known>(),
    }
    stations.set(key, station)
    for (const { value_type: type, value: given } of listOf(message.sensordatavalues)) {
      const known = Object.hasOwn(KNOWN, String(type)) ? KNOWN[String(type)] : undefined
      const value = readValue(given)
      if (!known || value === undefined) continue
      const stream = `${String(objectOf(message.sensor).id)}-${String(type)}`
      station.streams.set(stream, known)
      rows.push({ station: key, stream, start, end: null, value: scale(value, known.factor ?? 1) })
    }
  }
  yield { stations: [...stations.values()].filter(({ streams }) => streams.size > 0), rows, cursor: null }
}

function positionOf({ longitude, latitude }: Json): readonly [number, number] | null {
  const [x, y] = [readValue(longitude), readValue(latitude)]
  return x === undefined || y === undefined ? null : [x, y]
}
