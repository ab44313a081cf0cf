import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { type Claim, checkClaim, type Place, type Point } from './index.ts'

const data = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data', 'sensors')

const readLines = (file: string) =>
  gunzipSync(readFileSync(join(data, file)))
    .toString()
    .split('\n')

/** Days of a station of the weather service, in whole units. */
function readDays(file: string, station: string, column: number): Place {
  const points = readLines(file).flatMap((line): Point[] => {
    const cells = line.split(',').map((cell) => cell.trim())
    const [code, day = ''] = cells
    if (code !== station) return []
    const time = Date.UTC(Number(day.slice(0, 4)), Number(day.slice(4, 6)) - 1, Number(day.slice(6, 8)))
    const text = cells[column] ?? ''
    return [{ time, value: text === '' ? null : Number(text) / 10 }]
  })
  return { key: station, points }
}

/** Hours of PM10 at reference stations, February 2020. */
function readReference(): Place[] {
  const places = new Map<string, Point[]>()
  for (const line of readLines('rivm-samen-analyseren/Voorbeeld_luchtmeetnet.csv.gz').slice(1)) {
    const [station = '', moment = '', , , pm10 = 'NA'] = line.replaceAll('"', '').split(',')
    if (station === '') continue
    const points = places.get(station) ?? []
    points.push({
      time: Date.parse(`${moment.replace(' ', 'T')}Z`),
      value: pm10 === 'NA' ? null : Number(pm10),
    })
    places.set(station, points)
  }
  return [...places].map(([key, points]) => ({ key, points: points.toSorted((a, b) => a.time - b.time) }))
}

const at = (year: number, month = 0) => Date.UTC(year, month, 1)
const base = { measure: 'mean', values: 'all' } as const
const temperatures = () =>
  ['278', '283', '356'].map((station) => readDays(`knmi/etmgeg_${station}.txt.gz`, station, 11))
const kindsOf = (claim: Claim, places: Place[]) => checkClaim(claim, places).findings.map(({ kind }) => kind)
const february = { from: Date.UTC(2020, 1, 3), to: Date.UTC(2020, 1, 24) }

/** Changes the values of a place. */
const plant = (
  { key, points }: Place,
  change: (point: Point & { value: number }) => Partial<Point>,
): Place => ({
  key,
  points: points.map((point) =>
    point.value === null ? point : { ...point, ...change({ ...point, value: point.value }) },
  ),
})

describe.skipIf(!existsSync(data))('on real series, tricks are caught', () => {
  test('cooling from the warm summer of 2006 to the cold December of 2010', () => {
    const claim: Claim = { kind: 'falls', window: { from: at(2006, 6), to: at(2010, 11) }, ...base }
    expect(kindsOf(claim, temperatures().slice(0, 1))).toEqual(['window'])
  })

  test('warming from January to July', () => {
    const claim: Claim = { kind: 'rises', window: { from: at(2015), to: at(2015, 6) }, ...base }
    expect(kindsOf(claim, temperatures().slice(0, 1))).toContain('window')
  })

  test('two stations that differ 0.2 degrees, in bars that begin at 10', () => {
    const claim: Claim = {
      kind: 'lower',
      place: '278',
      tried: 3,
      window: { from: at(2010), to: at(2020) },
      ...base,
    }
    expect(
      kindsOf({ ...claim, axis: { mark: 'bar', from: 10, to: 11, naturalZero: false } }, temperatures()),
    ).toEqual(['cut-axis'])
  })

  test('one of thirteen stations that stands out by chance', () => {
    const places = readReference()
    const claim: Claim = { kind: 'higher', place: 'NL49012', window: february, ...base }
    expect(kindsOf(claim, places)).toEqual([])
    expect(kindsOf({ ...claim, tried: places.length }, places)).toEqual(['many-comparisons'])
  })

  test('one station that was made to cool stands for all', () => {
    const [first, ...rest] = temperatures() as [Place, ...Place[]]
    const cooled = plant(first, ({ time, value }) => ({
      value: value - (4 * (time - at(2005))) / (at(2015) - at(2005)),
    }))
    const claim: Claim = {
      kind: 'falls',
      places: ['278'],
      everywhere: true,
      window: { from: at(2005), to: at(2015) },
      ...base,
    }
    expect(kindsOf(claim, [cooled, ...rest])).toContain('areas')
  })

  test('a fault of the sensor that was flagged, and counted all the same', () => {
    const [first] = temperatures() as [Place]
    const faulty = plant(first, ({ time, value }) =>
      time > at(2009) && (time / 86_400_000) % 3 < 1 ? { value: value + 15, flagged: true } : {},
    )
    const claim: Claim = { kind: 'rises', window: { from: at(2005), to: at(2013) }, ...base }
    expect(kindsOf(claim, [faulty])).toContain('values')
  })

  test('peaks on two days a month raise the mean', () => {
    const [first] = temperatures() as [Place]
    const peaks = plant(first, ({ time, value }) =>
      [9, 24].includes(new Date(time).getUTCDate())
        ? { value: value + (60 * Math.max(0, time - at(2005))) / (at(2013) - at(2005)) }
        : {},
    )
    const claim: Claim = { kind: 'rises', window: { from: at(2005), to: at(2013) }, ...base }
    expect(kindsOf(claim, [peaks])).toContain('measure')
  })
})

describe.skipIf(!existsSync(data))('on real series, honest analyses pass in silence', () => {
  test('it became warmer in 32 whole years', () => {
    const check = checkClaim(
      { kind: 'rises', window: { from: at(1994), to: at(2026) }, ...base },
      temperatures().slice(0, 1),
    )
    expect(check.findings).toEqual([])
    expect(check.supporting).toBe(check.curve.length)
  })

  test('a station in the east is cooler than two others, whatever is chosen', () => {
    const claim: Claim = {
      kind: 'lower',
      place: '278',
      tried: 3,
      window: { from: at(2010), to: at(2020) },
      ...base,
    }
    const check = checkClaim(claim, temperatures())
    expect(check.findings).toEqual([])
    expect(check.supporting).toBe(check.curve.length)
  })

  test('rain did not demonstrably change in 25 years', () => {
    const rain = readDays('knmi/neerslaggeg_VILSTEREN_342.txt.gz', '342', 2)
    expect(kindsOf({ kind: 'steady', window: { from: at(1990), to: at(2015) }, ...base }, [rain])).toEqual([])
  })

  test('the mean of four years lies below 11 degrees', () => {
    const claim: Claim = {
      kind: 'below',
      line: 11,
      lineMeasure: 'mean',
      window: { from: at(2010), to: at(2014) },
      ...base,
    }
    expect(kindsOf(claim, temperatures().slice(0, 1))).toEqual([])
  })

  test('the station beside the steelworks measures more dust than the twelve others', () => {
    const places = readReference()
    const claim: Claim = { kind: 'higher', place: 'NL49553', tried: places.length, window: february, ...base }
    expect(kindsOf(claim, places)).toEqual([])
  })
})
