import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { measureDistance, type Point2D } from '../geo/index.ts'
import { type Flag, listFlags, toQuality } from './flags.ts'
import { findGaps, findUsualInterval } from './gaps.ts'
import { chooseLimits } from './limits.ts'
import { openOutlierTest } from './outliers.ts'
import { judgeAmongNeighbours } from './spatial.ts'
import { openStepJudge } from './steps.ts'

const data = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data', 'sensors')
const HOUR = 3_600_000

type Station = { key: string; position?: Point2D; hourly: Float64Array }

function readLines(path: string): string[][] {
  const text = gunzipSync(readFileSync(join(data, path))).toString()
  return text
    .trim()
    .split('\n')
    .map((line) => line.replaceAll('"', '').split(','))
}

/** Judges hourly series as the platform does at the end of the period; gives per station the flags of each hour. */
function judgeHours(stations: Station[], name: string, unitSymbol: string, start: number) {
  const limits = chooseLimits({ name, definition: '', unitSymbol }) ?? {}
  return stations.map(({ key, position, hourly }) => {
    const near = stations
      .flatMap((other) => {
        if (!position || !other.position || other.key === key) return []
        const metres = measureDistance(position, other.position)
        return metres <= (limits.spatial?.kilometres ?? 0) * 1000 ? [{ metres, hourly: other.hourly }] : []
      })
      .sort((a, b) => a.metres - b.metres)
      .slice(0, 20)
      .map((other) => other.hourly)
    const steps = openStepJudge(limits)
    const isOutlier = limits.outlier && openOutlierTest(hourly, near, limits.outlier)
    const verdict = limits.spatial && judgeAmongNeighbours(hourly, near, limits.spatial)
    const flags = Array.from(hourly, (value, hour): Flag[] => {
      if (Number.isNaN(value)) return []
      const quality =
        steps.judge((start + hour * HOUR) * 1000, value) |
        toQuality([
          ...(isOutlier?.(hour, value) ? (['outlier'] as const) : []),
          ...(verdict?.correlation ? (['correlation'] as const) : []),
          ...(verdict?.similarity ? (['similarity'] as const) : []),
        ])
      return listFlags(quality)
    })
    return { key, hourly, flags }
  })
}

/** The share of the values that has each flag, in percent with one decimal. */
function shareOf(
  judged: ReturnType<typeof judgeHours>,
  holds: (value: number, hour: number) => boolean = () => true,
) {
  const counts = new Map<Flag | 'any', number>()
  let total = 0
  for (const { hourly, flags } of judged) {
    for (const [hour, value] of hourly.entries()) {
      if (Number.isNaN(value) || !holds(value, hour)) continue
      total++
      const found = flags[hour] ?? []
      for (const flag of found.length > 0 ? [...found, 'any' as const] : []) {
        counts.set(flag, (counts.get(flag) ?? 0) + 1)
      }
    }
  }
  return {
    total,
    ...Object.fromEntries([...counts].map(([flag, n]) => [flag, Math.round((1000 * n) / total) / 10])),
  }
}

describe.skipIf(!existsSync(data))('real measurements', () => {
  describe('citizen sensors around New Year 2019/20 (RIVM)', () => {
    const start = Date.UTC(2019, 11, 23, 0)
    const hours = 400

    function readKits(column: string): Station[] {
      const [header = [], ...rows] = readLines('rivm-samen-analyseren/Voorbeeld_HLL_sensoren.csv.gz')
      const at = Object.fromEntries(header.map((name, index) => [name, index]))
      const kits = new Map<string, Station>()
      for (const row of rows) {
        const cell = (name: string) => row[at[name] ?? -1] ?? 'NA'
        if (cell('date') === 'NA') continue
        const key = cell('kit_id')
        const kit = kits.get(key) ?? { key, hourly: new Float64Array(hours).fill(Number.NaN) }
        kits.set(key, kit)
        if (cell('lat') !== 'NA') kit.position = [Number(cell('lon')), Number(cell('lat'))]
        const hour = (Date.parse(`${cell('date').replace(' ', 'T')}Z`) - start) / HOUR
        if (cell(column) !== 'NA') kit.hourly[hour] = Number(cell(column))
      }
      return [...kits.values()].filter(({ hourly }) => hourly.some((value) => !Number.isNaN(value)))
    }
    const isPeak = (value: number, hour: number) => {
      const time = start + hour * HOUR
      return value > 100 && time >= Date.UTC(2019, 11, 31, 23) && time < Date.UTC(2020, 0, 1, 4)
    }

    test('the peak of the fireworks is an event, not a fault', () => {
      const judged = judgeHours(readKits('pm10'), 'pm10', 'µg/m³', start)
      const all = shareOf(judged)
      const peak = shareOf(judged, isPeak)
      expect(all).toMatchInlineSnapshot(`
        {
          "any": 6.9,
          "constant": 3.3,
          "correlation": 3.6,
          "outlier": 0.8,
          "similarity": 6.3,
          "total": 41152,
        }
      `)
      expect(peak).toMatchInlineSnapshot(`
        {
          "any": 9.8,
          "constant": 1.9,
          "correlation": 1.9,
          "outlier": 6.7,
          "similarity": 3.1,
          "total": 419,
        }
      `)
      // Without asking the neighbours, the outlier test alone would call nearly all of it false.
      const alone = judgeHours(
        readKits('pm10').map(({ position: _, ...kit }) => kit),
        'pm10',
        'µg/m³',
        start,
      )
      expect(shareOf(alone, isPeak)).toMatchInlineSnapshot(`
        {
          "any": 95.9,
          "constant": 1.9,
          "outlier": 94,
          "total": 419,
        }
      `)
    })

    test('the pressures that are none, and a sentinel that was stored as a value', () => {
      const pressures = judgeHours(readKits('pres'), 'air-pressure', 'hPa', start)
      expect(shareOf(pressures)).toMatchInlineSnapshot(`
        {
          "any": 100,
          "correlation": 100,
          "outlier": 10.6,
          "range": 99.7,
          "rate": 0.3,
          "total": 3762,
        }
      `)
      const no2 = judgeHours(readKits('no2'), 'no2', 'µg/m³', start)
      expect(shareOf(no2, (value) => value === -999)).toMatchObject({ range: 100 })
      expect(shareOf(no2, (value) => value !== -999)).toMatchInlineSnapshot(`
        {
          "total": 17846,
        }
      `)
    })
  })

  test('garden rain gauges: those that never saw rain among neighbours that did', () => {
    const [header = [], ...rows] = readLines('pws-rain-amsterdam/rain_5min_wide.csv.gz')
    const places = new Map(
      readFileSync(join(data, 'pws-rain-amsterdam/stations.csv'), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(','))
        .map(([id = '', lat, lon]): [string, Point2D] => [id, [Number(lon), Number(lat)]]),
    )
    const start = Date.parse(rows[0]?.[0] ?? '')
    // A month is what the platform looks back.
    const hours = 720
    const stations = header.slice(1).map((key, place): Station => {
      const hourly = new Float64Array(hours).fill(Number.NaN)
      for (const row of rows.slice(0, hours * 12)) {
        const cell = row[place + 1] ?? ''
        const hour = Math.floor((Date.parse(row[0] ?? '') - start) / HOUR)
        if (cell !== '') hourly[hour] = (hourly[hour] || 0) + Number(cell)
      }
      const position = places.get(key)
      return { key, hourly, ...(position ? { position } : {}) }
    })
    const judged = judgeHours(stations, 'rain', 'mm', start)
    const verdicts = judged.map(({ hourly, flags }) => ({
      hours: hourly.filter((value) => !Number.isNaN(value)).length,
      total: hourly.reduce((sum, value) => sum + (value || 0), 0),
      flagged: flags.some((list) => list.includes('correlation')),
    }))
    const dry = verdicts.filter(({ hours: n, total }) => n >= 168 && total === 0)
    const wet = verdicts.filter(({ hours: n, total }) => n >= 168 && total > 0)
    expect({
      dry: dry.length,
      dryFlagged: dry.filter(({ flagged }) => flagged).length,
      wet: wet.length,
      wetFlagged: wet.filter(({ flagged }) => flagged).length,
    }).toMatchInlineSnapshot(`
      {
        "dry": 3,
        "dryFlagged": 3,
        "wet": 107,
        "wetFlagged": 4,
      }
    `)
  })

  test('groundwater: gaps of months in a series of every minute', () => {
    const rows = readLines('groundwater-brabant/B49F0026_1.csv.gz')
      .slice(1)
      .filter(([, value]) => value !== '')
    const times = rows.map(([time = '']) => Date.parse(`${time.replace(' ', 'T')}Z`) * 1000)
    const interval = findUsualInterval(times)
    const gaps = findGaps(times, interval)
    expect(interval / 60_000_000).toBe(1)
    expect(Math.max(...gaps.map(({ from, to }) => (to - from) / 86_400_000_000))).toBeCloseTo(167.1, 0)
    // From 2005 on it is by the minute in some periods and by the hour in others; each of those hours is a gap then.
    const recent = gaps.filter(({ from }) => from > Date.UTC(2005, 0, 1) * 1000)
    expect({ all: gaps.length, since2005: recent.length }).toMatchInlineSnapshot(`
      {
        "all": 57133,
        "since2005": 56291,
      }
    `)
  })
})
