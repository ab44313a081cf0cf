import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openZone } from './zone.ts'

function zone(name: string) {
  const found = openZone(name)
  if (!found) throw new Error(`no zone ${name}`)
  return found
}

const amsterdam = zone('Europe/Amsterdam')

test.each([
  ['UTC', 0],
  ['Z', 0],
  ['+01:00', 3_600_000],
  ['+0530', 19_800_000],
  ['-2', -7_200_000],
  ['Etc/GMT-1', 3_600_000],
])('%s is a zone with a fixed offset', (name, offset) => {
  expect(zone(name).offsetAt(0)).toBe(offset)
})

test.each(['', 'Amsterdam', 'Europe/Zwolle', '+25:00', '+01:75', '1', "'; drop table"])(
  '%j is no zone',
  (name) => {
    expect(openZone(name)).toBeNull()
  },
)

test('summer and winter in Amsterdam', () => {
  expect(amsterdam.offsetAt(Date.UTC(2024, 0, 1))).toBe(3_600_000)
  expect(amsterdam.offsetAt(Date.UTC(2024, 6, 1))).toBe(7_200_000)
  expect(amsterdam.offsetAt(Date.UTC(2024, 2, 31, 1) - 1)).toBe(3_600_000)
  expect(amsterdam.offsetAt(Date.UTC(2024, 2, 31, 1))).toBe(7_200_000)
})

test('the clock going forward leaves a gap, going back an overlap', () => {
  expect(amsterdam.fromLocal(Date.UTC(2024, 2, 31, 2, 30))).toEqual({
    kind: 'gap',
    resumesAt: Date.UTC(2024, 2, 31, 1),
  })
  expect(amsterdam.fromLocal(Date.UTC(2024, 9, 27, 2, 30))).toEqual({
    kind: 'overlap',
    earlier: Date.UTC(2024, 9, 27, 0, 30),
    later: Date.UTC(2024, 9, 27, 1, 30),
  })
  expect(amsterdam.fromLocal(Date.UTC(2024, 2, 31, 3))).toEqual({
    kind: 'unique',
    utc: Date.UTC(2024, 2, 31, 1),
  })
  expect(amsterdam.fromLocal(Date.UTC(2024, 9, 27, 3))).toEqual({
    kind: 'unique',
    utc: Date.UTC(2024, 9, 27, 2),
  })
})

test('every instant is one of the meanings of its own wall-clock time', () => {
  const zones = [
    'Europe/Amsterdam',
    'America/New_York',
    'Asia/Kolkata',
    'America/Sao_Paulo',
    'Australia/Lord_Howe',
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...zones.map(zone)),
      fc.integer({ min: Date.UTC(1950, 0, 1) / 1000, max: Date.UTC(2060, 0, 1) / 1000 }),
      (place, seconds) => {
        const utc = seconds * 1000
        const meaning = place.fromLocal(place.toLocal(utc))
        if (meaning.kind === 'unique') expect(meaning.utc).toBe(utc)
        else if (meaning.kind === 'overlap') expect([meaning.earlier, meaning.later]).toContain(utc)
        else expect.unreachable('an instant that happened is in no gap')
      },
    ),
    { numRuns: 300 },
  )
})

test('the offsets agree with the runtime', () => {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Amsterdam',
    dateStyle: 'short',
    timeStyle: 'medium',
  })
  fc.assert(
    fc.property(fc.integer({ min: 0, max: Date.UTC(2060, 0, 1) / 1000 }), (seconds) => {
      const local = new Date(amsterdam.toLocal(seconds * 1000)).toISOString()
      expect(`${local.slice(0, 10)} ${local.slice(11, 19)}`).toBe(format.format(seconds * 1000))
    }),
    { numRuns: 300 },
  )
})
