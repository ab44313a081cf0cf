import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { panelBenchmarks } from './testing/benchmarks.ts'

const folder = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data', 'benchmarks')
const read = (path: string) => readFileSync(join(folder, path), 'utf8')

const countDigits = (value: number) => String(value).split('.')[1]?.length ?? 0

describe.runIf(existsSync(folder))('published figures', () => {
  test.each(panelBenchmarks)('$dataSet: $method', ({ compute }) => {
    const figures = compute(read)
    expect(figures).not.toEqual([])
    for (const { name, published, ours, held } of figures) {
      expect(ours, name).toBeTypeOf('number')
      if (held) expect(Number(ours.toFixed(countDigits(published))), name).toBe(published)
      else expect(Math.sign(ours), name).toBe(Math.sign(published))
    }
  })
})
