/** Real series of sensors to measure forecasts on, as far as they are on this machine. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import type { Period } from '@samenspel/standards/times'

/** A set of series of one kind; a gap is null. */
export type SeriesSet = { name: string; period: Period; series: (number | null)[][] }

type Point = readonly [time: number, value: number]

const HOUR = 3_600_000
const DAY = 24 * HOUR

/** The sets in a folder, one after the other, so that no more than one is in memory. */
export function* readSets(folder: string): Generator<SeriesSet> {
  const read = (file: string) => {
    const bytes = readFileSync(join(folder, file))
    return (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString().replaceAll('"', '').split('\n')
  }
  const knmi = (file: string, station: string, column: number): Point[] =>
    read(`knmi/${file}`).flatMap((line): Point[] => {
      const cells = line.split(',').map((cell) => cell.trim())
      const text = cells[column] ?? ''
      // Rain of less than 0.05 mm is written as −1.
      return cells[0] === station && text !== ''
        ? [[dayOf(cells[1] ?? ''), column === RAIN ? Math.max(Number(text), 0) / 10 : Number(text) / 10]]
        : []
    })
  const byKey = (file: string, names: readonly [key: string, time: string, value: string]) => {
    const [head = '', ...lines] = read(file)
    const [key = 0, time = 0, value = 0] = names.map((name) => head.trim().split(',').indexOf(name))
    const places = new Map<string, Point[]>()
    for (const line of lines) {
      const cells = line.split(',')
      const at = Date.parse(`${cells[time]?.replace(' ', 'T')}Z`)
      const text = cells[value]?.trim() ?? ''
      if (Number.isNaN(at) || text === '' || text === 'NA') continue
      const points = places.get(cells[key] ?? '') ?? []
      points.push([at, Number(text)])
      places.set(cells[key] ?? '', points)
    }
    return [...places.values()].map((points) => toGrid(points, HOUR))
  }
  const temperatures = ['278', '283', '356'].map((code) => knmi(`etmgeg_${code}.txt.gz`, code, TEMPERATURE))
  yield {
    name: 'temperature, days',
    period: 'day',
    series: temperatures.map((points) => toGrid(points, DAY)),
  }
  yield {
    name: 'temperature, months',
    period: 'month',
    series: temperatures.map((points) => toMonths(points, 'mean')),
  }
  const hours = read('knmi/uurgeg_260_1991-2000.txt.gz').flatMap((line): Point[] => {
    const cells = line.split(',').map((cell) => cell.trim())
    return cells[0] === '260'
      ? [[dayOf(cells[1] ?? '') + (Number(cells[2]) - 1) * HOUR, Number(cells[7]) / 10]]
      : []
  })
  yield { name: 'temperature, hours', period: 'hour', series: [toGrid(hours, HOUR)] }
  const rain = [
    ['neerslaggeg_VILSTEREN_342.txt.gz', '342'],
    ['neerslaggeg_ESBEEK_831.txt.gz', '831'],
    ['precipitation_st_anthonis.txt.gz', '905'],
  ].map(([file = '', code = '']) => knmi(file, code, RAIN))
  yield { name: 'rain, days', period: 'day', series: rain.map((points) => toGrid(points, DAY)) }
  yield { name: 'rain, months', period: 'month', series: rain.map((points) => toMonths(points, 'sum')) }
  yield {
    name: 'rain in gardens, hours',
    period: 'hour',
    series: readGardens(read('pws-rain-amsterdam/rain_5min_wide.csv.gz')),
  }
  yield { name: 'groundwater, days', period: 'day', series: readWells(folder, read) }
  const samen = 'rivm-samen-analyseren'
  for (const [name, file, columns] of [
    ['PM2.5 at New Year, hours', 'Voorbeeld_HLL_sensoren', ['kit_id', 'date', 'pm25']],
    ['PM10 at New Year, hours', 'Voorbeeld_HLL_sensoren', ['kit_id', 'date', 'pm10']],
    ['PM2.5 in February, hours', 'Voorbeeld_sensoren', ['kit_id', 'date', 'pm25']],
    ['PM10 of stations, hours', 'Voorbeeld_luchtmeetnet', ['station_number', 'date', 'pm10']],
    ['NO2 of stations, hours', 'Voorbeeld_luchtmeetnet', ['station_number', 'date', 'NO2']],
  ] as const) {
    yield { name, period: 'hour', series: byKey(`${samen}/${file}.csv.gz`, columns) }
  }
}

const TEMPERATURE = 11
const RAIN = 2

function dayOf(text: string): number {
  return Date.UTC(Number(text.slice(0, 4)), Number(text.slice(4, 6)) - 1, Number(text.slice(6, 8)))
}

/** Five-minute values of many gauges, as hours in millimetres per hour. */
function readGardens([head = '', ...lines]: string[]): (number | null)[][] {
  const gauges: Point[][] = head
    .split(',')
    .slice(1)
    .map(() => [])
  for (const line of lines) {
    const [moment = '', ...cells] = line.split(',')
    cells.forEach((cell, gauge) => {
      if (cell.trim() !== '') gauges[gauge]?.push([Date.parse(moment), 12 * Number(cell)])
    })
  }
  return gauges.map((points) => toGrid(points, HOUR))
}

/** Wells since they are measured every hour. */
function readWells(folder: string, read: (file: string) => string[]): (number | null)[][] {
  const since = Date.UTC(2011, 8)
  return readdirSync(join(folder, 'groundwater-brabant'))
    .filter((name) => /^B\d\d[A-Z]\d+_\d+\.csv\.gz$/.test(name))
    .map((name) => {
      const points = read(`groundwater-brabant/${name}`).flatMap((line): Point[] => {
        const [moment = '', value = ''] = line.split(',')
        const time = Date.parse(`${moment.replace(' ', 'T')}Z`)
        return time > since && value.trim() !== '' ? [[time, Number(value)]] : []
      })
      return toGrid(points, DAY)
    })
}

/** The mean of each step from the first value to the last. */
function toGrid(points: readonly Point[], step: number): (number | null)[] {
  return toSlots(points, (time) => Math.floor(time / step), 1, 'mean')
}

function toMonths(points: readonly Point[], measure: 'mean' | 'sum'): (number | null)[] {
  const monthOf = (time: number) => {
    const day = new Date(time)
    return day.getUTCFullYear() * 12 + day.getUTCMonth()
  }
  return toSlots(points, monthOf, 25, measure)
}

function toSlots(
  points: readonly Point[],
  slotOf: (time: number) => number,
  least: number,
  measure: 'mean' | 'sum',
): (number | null)[] {
  const slots = new Map<number, { total: number; count: number }>()
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const [time, value] of points) {
    const slot = slotOf(time)
    const { total, count } = slots.get(slot) ?? { total: 0, count: 0 }
    slots.set(slot, { total: total + value, count: count + 1 })
    first = Math.min(first, slot)
    last = Math.max(last, slot)
  }
  return Array.from({ length: Math.max(last - first + 1, 0) || 0 }, (_, index) => {
    const held = slots.get(first + index)
    if (!held || held.count < least) return null
    return measure === 'sum' ? held.total : held.total / held.count
  })
}
