import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { panelBenchmarks } from './panel/testing/benchmarks.ts'
import { seriesBenchmarks } from './series/testing/benchmarks.ts'
import { roundAsPrinted } from './testing/benchmark.ts'

const folder = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data', 'benchmarks')
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

describe.runIf(existsSync(folder))('published figures', () => {
  test.each([...seriesBenchmarks, ...panelBenchmarks])('$dataSet: $method', ({ compute }) => {
    const figures = compute(read)
    expect(figures).not.toEqual([])
    for (const figure of figures) {
      const { name, published, ours, near } = figure
      if (near === undefined) expect(roundAsPrinted(figure).ours, name).toBe(published)
      else expect(Math.abs(ours - published), name).toBeLessThan(near)
    }
  })
})
