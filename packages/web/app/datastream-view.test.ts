import { describe, expect, it } from 'vitest'
import { coverageOf, neighboursOf, periodOf, readView, summarise, writeView } from './datastream-view.ts'

const NOW = Date.parse('2026-08-20T12:00:00Z')
const read = (text: string) => readView(new URLSearchParams(text))

describe('the address of a series', () => {
  it('restores what was shown, and refuses what it does not know', () => {
    const view = { zoom: 'jaar', until: NOW } as const
    expect(read(writeView(view))).toEqual(view)
    expect(read('')).toEqual({ zoom: 'week', until: undefined })
    for (const wrong of ['periode=eeuw', 'periode=toString', 'tot=gisteren', 'tot=2026-13-01T00:00Z']) {
      expect(read(wrong), wrong).toBeUndefined()
    }
  })

  it('leads a period back, and on until now', () => {
    const latest = { zoom: 'dag', until: undefined } as const
    const { previous, next } = neighboursOf(latest, NOW)
    expect(next).toBeUndefined()
    expect(periodOf(previous, NOW)).toEqual({
      from: '2026-08-18T12:00:00.000Z',
      to: '2026-08-19T12:00:00.000Z',
    })
    expect(neighboursOf(previous, NOW).next).toEqual(latest)
    expect(neighboursOf({ ...previous, until: NOW - 3 * 86_400_000 }, NOW).next?.until).toBe(
      NOW - 2 * 86_400_000,
    )
  })
})

describe('what a series says', () => {
  it('weighs each hour by its values, and knows the extremes within it', () => {
    expect(
      summarise({
        resolution: 'hour',
        points: [
          ['2026-08-20T10:00:00Z', 10, 8, 12, 1],
          ['2026-08-20T11:00:00Z', 20, 19, 25, 3],
          ['2026-08-20T12:00:00Z', null],
        ],
      }),
    ).toEqual({ low: 8, high: 25, mean: 17.5, values: 4 })
    expect(summarise({ resolution: 'hour', points: [] })).toBeUndefined()
  })

  it('does not take the flags of a single value for its lowest', () => {
    const points: [string, number, number][] = [
      ['2026-08-20T10:00:00Z', 10, 0],
      ['2026-08-20T10:10:00Z', 14, 9],
    ]
    expect(summarise({ resolution: 'raw', points })).toEqual({ low: 10, high: 14, mean: 12, values: 2 })
  })

  it('counts the hours that have a value', () => {
    const period = { from: '2026-08-20T08:00:00Z', to: '2026-08-20T12:00:00Z' }
    const points: [string, number][] = [['2026-08-20T10:00:00Z', 1]]
    expect(coverageOf({ points, resolution: 'hour' }, period)).toBe(0.25)
    expect(coverageOf({ points, resolution: 'raw' }, period)).toBeUndefined()
  })
})
