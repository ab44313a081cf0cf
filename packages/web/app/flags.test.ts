import { describe, expect, it } from 'vitest'
import { countFlagged, flagsIn } from './flags.ts'
import { namePoints } from './series.ts'

describe('flags', () => {
  it('are counted by value, also those within an hour', () => {
    const single = namePoints({
      resolution: 'raw',
      points: [
        ['2026-08-20T10:00:00Z', 1, 0],
        ['2026-08-20T10:10:00Z', 99, 9],
        ['2026-08-20T10:20:00Z', 2, null],
      ],
    })
    expect(countFlagged(single)).toEqual({ values: 1, of: 3 })
    expect(flagsIn(single)).toEqual(['range', 'outlier'])
    const hours = namePoints({ resolution: 'hour', points: [['2026-08-20T10:00:00Z', 5, 1, 9, 6, 2]] })
    expect(countFlagged(hours)).toEqual({ values: 2, of: 6 })
    const rejected = namePoints({
      resolution: 'hour',
      points: [['2026-08-20T10:00:00Z', null, null, null, 6, 6]],
    })
    expect(countFlagged([...hours, ...rejected])).toEqual({ values: 8, of: 12 })
    expect(flagsIn(hours)).toEqual([])
  })
})
