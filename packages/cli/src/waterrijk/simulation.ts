import { findFineDust } from './air.ts'
import { FAULTS, type Fault, isActive, spoil } from './faults.ts'
import { LOW_NEIGHBOURHOODS, NEIGHBOURHOODS, type Neighbourhood } from './neighbourhoods.ts'
import { createRain, findWaterOnStreet, type RainAt } from './rain.ts'
import { pick, pickNormal } from './random.ts'
import { placeStations, type Station, type StationProperty } from './stations.ts'
import { findExtraWarmth, findHumidity } from './warmth.ts'
import { describeWeather, type Weather } from './weather.ts'

const HOUR = 3_600_000

/** One series of a station; the place in this list is its place in every row of values. */
export interface Datastream {
  stationKey: string
  property: StationProperty
}

/** Values of consecutive hours. */
export interface Chunk {
  /** Start of the first hour, ms UTC. */
  from: number
  hours: number
  /** `values[hour * datastreams.length + datastream]`; NaN when the station sent nothing. */
  values: Float64Array
}

export interface Simulation {
  readonly stations: readonly Station[]
  readonly datastreams: readonly Datastream[]
  /** Hourly values from `from` to `to` (ms UTC, whole hours, `to` not included), a week at a time unless stated. */
  history(from: number, to: number, hoursPerChunk?: number): Generator<Chunk>
  /**
   * The values of the period that ends at `time` (ms UTC), in the order of the datastreams; NaN for nothing.
   * Default period: an hour; for a livelier demonstration a shorter one, such as 60 seconds.
   */
  next(time: number, seconds?: number): Float64Array
}

interface Source {
  station: Station
  place: Neighbourhood
  number: number
  x: number
  y: number
  lowness: number
  faults: readonly Fault[]
  /** Where the garden differs from the neighbourhood: degrees, and factors of dust and rain. */
  warmer: number
  dustier: number
  wetter: number
}

/**
 * The measurements of Waterrijk. Every value follows from the seed, the station and the moment alone, so history and the live
 * continuation fit together however they are asked for. `now` (ms UTC) is when the example was first filled: faults and
 * the fixed cloudbursts are placed relative to it, so keep it the same when the example starts again.
 */
export function createSimulation(seed: number, now: number): Simulation {
  const stations = placeStations(seed)
  const sources = describeSources(seed, stations)
  const datastreams = stations.flatMap(({ key, properties }) =>
    properties.map((property): Datastream => ({ stationKey: key, property })),
  )
  const rainAt = createRain(seed, Math.floor(now / HOUR))

  function fill(values: Float64Array, offset: number, start: number, seconds: number): void {
    const middle = (start + seconds * 500) / HOUR
    const weather = describeWeather(seed, middle)
    const conditions = new Map(
      NEIGHBOURHOODS.map((place) => [place, describeConditions(weather, middle, place)]),
    )
    const tick = Math.floor(start / (seconds * 1000))
    const daysAgo = (now - start) / (24 * HOUR)
    let index = offset
    for (const [at, source] of sources.entries()) {
      const condition = conditions.get(source.place) ?? describeConditions(weather, middle, source.place)
      const isLost = pick(seed, 500 + at, tick) < 0.006
      for (const [kind, property] of source.station.properties.entries()) {
        const noise = pickNormal(seed, 1000 + at * 8 + kind, tick)
        let value: number | null = isLost
          ? null
          : measure(property, source, condition, noise, { rainAt, middle, hours: seconds / 3600, start })
        for (const fault of source.faults) {
          if (value !== null && isActive(fault, daysAgo)) {
            value = spoil(fault, property, value, daysAgo, pick(seed, 700 + at, tick))
          }
        }
        values[index++] = value === null ? Number.NaN : round(property, value)
      }
    }
  }

  return {
    stations,
    datastreams,
    *history(from, to, hoursPerChunk = 168) {
      if (from % HOUR !== 0 || to % HOUR !== 0) throw new RangeError('History is made of whole hours.')
      for (let start = from; start < to; start += hoursPerChunk * HOUR) {
        const hours = Math.min(hoursPerChunk, (to - start) / HOUR)
        const values = new Float64Array(hours * datastreams.length)
        for (let hour = 0; hour < hours; hour++)
          fill(values, hour * datastreams.length, start + hour * HOUR, 3600)
        yield { from: start, hours, values }
      }
    },
    next(time, seconds = 3600) {
      if (!(seconds >= 1 && seconds <= 3600))
        throw new RangeError(`A period is 1 to 3600 seconds; it is ${seconds}.`)
      const values = new Float64Array(datastreams.length)
      fill(values, 0, time - seconds * 1000, seconds)
      return values
    },
  }
}

interface Condition {
  temperature: number
  dewPoint: number
  dust: number
}

function describeConditions(weather: Weather, hours: number, place: Neighbourhood): Condition {
  return {
    temperature: weather.temperature + findExtraWarmth(weather, place),
    dewPoint: weather.dewPoint - 0.6 * (place.paved / 76),
    dust: findFineDust(weather, hours, place),
  }
}

interface Moment {
  rainAt: RainAt
  /** Middle of the period, hours since 1970. */
  middle: number
  /** Length of the period in hours. */
  hours: number
  /** Start of the period, ms UTC. */
  start: number
}

function measure(
  property: StationProperty,
  source: Source,
  condition: Condition,
  noise: number,
  moment: Moment,
): number {
  switch (property) {
    case 'temperature':
      return condition.temperature + source.warmer + noise * 0.18
    case 'relative-humidity':
      return Math.min(
        100,
        findHumidity(condition.temperature + source.warmer, condition.dewPoint) + noise * 1.2,
      )
    case 'pm25':
      return Math.max(0, condition.dust * source.dustier * (1 + noise * 0.13))
    case 'rain':
      return Math.max(0, addUpRain(source, moment) * source.wetter * (1 + noise * 0.05))
    case 'water-on-street':
      return findWaterOnStreet(
        moment.rainAt,
        moment.start / HOUR + moment.hours,
        source.x,
        source.y,
        source.lowness,
      )
  }
}

/** Millimetres over the period, from four moments in it. */
function addUpRain({ x, y }: Source, { rainAt, start, hours }: Moment): number {
  const begin = start / HOUR
  let rate = 0
  for (let quarter = 0; quarter < 4; quarter++) rate += rainAt(begin + ((quarter + 0.5) / 4) * hours, x, y)
  return (rate / 4) * hours
}

/** Instruments show so much and no more: rain falls in tips of a bucket of 0.2 mm. */
function round(property: StationProperty, value: number): number {
  return property === 'rain' ? Math.round(value * 5) / 5 : Math.round(value * 10) / 10
}

function describeSources(seed: number, stations: readonly Station[]): Source[] {
  const box = findBox(stations)
  return stations.map((station, index): Source => {
    const place = NEIGHBOURHOODS.find(({ code }) => code === station.neighbourhoodCode)
    if (!place) throw new Error(`${station.name} stands in a neighbourhood that does not exist.`)
    const number = station.kind === 'garden' ? index + 1 : 0
    return {
      station,
      place,
      number,
      x: (station.position[0] - box.west) / (box.east - box.west),
      y: (station.position[1] - box.south) / (box.north - box.south),
      lowness: LOW_NEIGHBOURHOODS[0] === place ? 1 : 0.72,
      faults: FAULTS.filter((fault) => fault.station === number),
      warmer: pickNormal(seed, 61, index) * 0.35,
      dustier: 1 + pickNormal(seed, 62, index) * 0.09,
      wetter: 1 + pickNormal(seed, 63, index) * 0.05,
    }
  })
}

function findBox(stations: readonly Station[]) {
  const longitudes = stations.map(({ position }) => position[0])
  const latitudes = stations.map(({ position }) => position[1])
  return {
    west: Math.min(...longitudes),
    east: Math.max(...longitudes),
    south: Math.min(...latitudes),
    north: Math.max(...latitudes),
  }
}
