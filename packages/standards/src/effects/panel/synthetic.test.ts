import { Worker } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { estimateSynthetic, type Panel, type SyntheticEffect } from './index.ts'
import { assess, makePanel } from './testing/panels.ts'

/** The first area is 0.6 of the second and 0.4 of the third, until something is done. */
function mix(panel: Panel, effect: number): Panel {
  const [one, other] = [panel.areas[1]?.values ?? [], panel.areas[2]?.values ?? []]
  const areas = panel.areas.map((area, index) =>
    index > 0
      ? area
      : {
          ...area,
          values: area.values.map(
            (value, at) =>
              0.6 * (one[at] ?? 0) +
              0.4 * (other[at] ?? 0) +
              (at >= 16 ? effect : 0) +
              0.01 * ((value ?? 0) % 1),
          ),
        },
  )
  return { ...panel, areas }
}

const find = ({ checks }: SyntheticEffect, kind: string) => checks.find((check) => check.kind === kind)

test('finds the areas that an area is made of, and what was done to it', () => {
  const found = assess(estimateSynthetic(mix(makePanel({ areas: 24 }), 5)))
  expect(found.weights.slice(0, 2)).toEqual([
    { key: 'area-1', weight: expect.closeTo(0.6, 2) },
    { key: 'area-2', weight: expect.closeTo(0.4, 2) },
  ])
  expect(found.estimate).toBeCloseTo(5, 1)
  expect(found.ratio.rank).toBe(1)
  expect(found.test).toMatchObject({ kind: 'exact', tried: 24, pValue: 1 / 24 })
  expect(found.interval.low).toBeGreaterThan(4)
  expect(found.interval.high).toBeLessThan(6)
  expect(found.placeboGaps).toHaveLength(23)
  expect(found.placeboGaps[0]?.gaps).toHaveLength(24)
  expect(found.withoutDonor.map(({ key }) => key)).toContain('area-1')
  expect(find(found, 'fit')?.verdict).toBe('passed')
  expect(JSON.parse(JSON.stringify(found))).toEqual(found)
})

test('an effect that is added is found whole, with the interval around it', () => {
  const plain = assess(estimateSynthetic(makePanel()))
  const more = assess(estimateSynthetic(makePanel({ effect: 7 })))
  expect(more.estimate - plain.estimate).toBeCloseTo(7, 9)
  expect((more.interval.low ?? 0) - (plain.interval.low ?? 0)).toBeCloseTo(7, 6)
  expect(more.weights).toEqual(plain.weights)
})

test('does not believe a fit far from the area, unless its level is taken off', () => {
  const above = makePanel({ noise: 0.5, add: (area) => (area === 0 ? 200 : 0), effect: 3 })
  expect(find(assess(estimateSynthetic(above, { levels: 'match' })), 'fit')?.verdict).toBe('failed')
  const shifted = assess(estimateSynthetic(above))
  expect(find(shifted, 'fit')?.verdict).toBe('passed')
  expect(shifted.estimate).toBeCloseTo(3, 0)
})

test.each(['remove', 'match'] as const)(
  'takes each area alike where nothing was done: p values are ranks (%s)',
  (levels) => {
    const { periods, areas } = makePanel({ areas: 12, treated: 0 })
    const ranks = areas.map((_, treated) => {
      const panel = {
        periods,
        areas: areas.map((area, place) => (place === treated ? { ...area, startedAt: 16 } : area)),
      }
      return Math.round(12 * assess(estimateSynthetic(panel, { levels })).test.pValue)
    })
    expect(ranks.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 12 }, (_, at) => at + 1))
  },
)

test('weighs predictors so that the figures from before are followed, or as it is told', () => {
  const panel = mix(makePanel(), 0)
  const values = (of: (index: number) => number) =>
    Object.fromEntries(panel.areas.map(({ key }, index) => [key, of(index)]))
  const level = values((index) => panel.areas[index]?.values[0] ?? 0)
  const noise = values((index) => (index * 7919) % 13)
  const predictors = [
    { name: 'level', values: level },
    { name: 'noise', values: noise },
  ]
  const searched = assess(estimateSynthetic(panel, { predictors }))
  const [useful, useless] = searched.predictorWeights ?? []
  expect((useful?.weight ?? 0) + (useless?.weight ?? 0)).toBeCloseTo(1)
  const even = assess(estimateSynthetic(panel, { predictors, predictorWeights: [1, 1] }))
  expect(even.predictorWeights?.map(({ weight }) => weight)).toEqual([0.5, 0.5])
  expect(searched.fit.before).toBeLessThanOrEqual(even.fit.before)
})

test('compares groups of areas with groups of others', () => {
  const found = assess(estimateSynthetic(makePanel({ treated: 2, effect: 6 }), { runs: 100 }))
  expect(found.test).toMatchObject({ kind: 'sampled', tried: 101, possible: 154 })
  expect(found.placebos).toHaveLength(18)
  expect(found.test.pValue).toBeLessThanOrEqual(0.05)
})

test.each([
  [makePanel({ areas: 2 }), 'too-few-compared-areas'],
  [makePanel({ start: 2 }), 'too-few-periods-before'],
  [makePanel({ treated: 0 }), 'no-treated-areas'],
])('cannot tell with too little', (panel, reason) => {
  expect(estimateSynthetic(panel)).toMatchObject({ assessable: false, reason })
})

test('runs in a worker thread, and tells it how far it is', async () => {
  const panel = mix(makePanel(), 5)
  const code = `
    import { parentPort, workerData } from 'node:worker_threads'
    const { estimateSynthetic } = await import(workerData.door)
    const onProgress = (share) => parentPort.postMessage({ share })
    parentPort.postMessage({ result: estimateSynthetic(workerData.panel, { onProgress }) })`
  const door = new URL('./index.ts', import.meta.url).href
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(code)}`), {
    workerData: { panel, door },
  })
  const shares: number[] = []
  const result = await new Promise((resolve, reject) => {
    worker.on('error', reject)
    worker.on('message', (message) => {
      if ('share' in message) shares.push(message.share)
      else resolve(message.result)
    })
  })
  await worker.terminate()
  expect(result).toEqual(estimateSynthetic(panel))
  expect(shares.length).toBeGreaterThan(10)
  expect(shares).toEqual(shares.toSorted((one, other) => one - other))
})

test('of areas that are followed without any error the ratio is a number too', () => {
  const even = (after: number): Panel => {
    const panel = makePanel({ areas: 8 })
    return {
      ...panel,
      areas: panel.areas.map((area, index) => ({
        ...area,
        values: area.values.map((_, at) => (index === 0 && at >= 16 ? after : 0)),
      })),
    }
  }
  expect(assess(estimateSynthetic(even(0))).ratio.value).toBe(0)
  const { value } = assess(estimateSynthetic(even(1))).ratio
  expect(Number.isFinite(value)).toBe(true)
  expect(value).toBeGreaterThan(0)
})
