/** How long whole evaluations take, as an evaluation of an intervention computes them: with placebos, checks and the picture. */
import {
  drawSeries,
  estimateDifference,
  estimateStaggered,
  estimateSynthetic,
  evaluateDifferenceSeries,
  evaluateSeries,
  openChance,
  type Panel,
} from '@samenspel/standards/effects'
import { drawCount } from './draw-count.ts'

const SEASON = 12
const PLACEBOS = 1000
const FEW_AREAS = 8
const MANY_AREAS = 50
const LIKENESS = 0.4

export type EvaluationTime = { count: number; of: string; milliseconds: number; processor: number }

/** Each kind of evaluation of so many months. Of one series: some forty thousand simulated ones for its lines, twenty pretended starts, and the alternatives. */
export function timeEvaluations(counts: readonly number[]): EvaluationTime[] {
  return counts.flatMap((count) => {
    const chance = openChance(count)
    const start = Math.floor(0.6 * count)
    const places = Array.from({ length: count }, (_, place) => place)
    const draw = () => [...drawSeries(chance, places, LIKENESS)]
    const one = draw()
    const single = { start, shape: 'level-and-slope' } as const
    const counted = one.map((value) => drawCount(40 * Math.exp(0.2 * value), chance.uniform))
    const layPanel = (size: number): Panel => ({
      periods: places.map(String),
      areas: Array.from({ length: size }, (_, area) => ({
        key: `area ${area}`,
        values: draw(),
        ...(area < size / 4 && { startedAt: start }),
      })),
    })
    const [few, many] = [layPanel(FEW_AREAS), layPanel(MANY_AREAS)]
    const oneTreated = {
      ...many,
      areas: many.areas.map(({ startedAt, ...area }, at) =>
        at === 0 ? { ...area, startedAt: start } : area,
      ),
    }
    const kinds: Record<string, () => unknown> = {
      'one series': () => evaluateSeries({ series: { values: one, season: SEASON }, ...single }),
      'one series of counts': () =>
        evaluateSeries({ series: { values: counted, season: SEASON }, ...single, counts: {} }),
      [`the difference of ${FEW_AREAS} areas`]: () =>
        evaluateDifferenceSeries(few, { season: SEASON, shape: 'level' }),
      [`difference-in-differences, ${MANY_AREAS} areas`]: () => estimateDifference(many, { runs: PLACEBOS }),
      [`group-time effects, ${MANY_AREAS} areas`]: () => estimateStaggered(many, { runs: PLACEBOS }),
      [`synthetic control, ${MANY_AREAS} areas`]: () => estimateSynthetic(oneTreated, { runs: PLACEBOS }),
    }
    return Object.entries(kinds).map(([of, evaluate]) => ({ count, of, ...timed(evaluate) }))
  })
}

function timed(evaluate: () => unknown) {
  const [started, used] = [performance.now(), process.cpuUsage()]
  evaluate()
  return { milliseconds: performance.now() - started, processor: process.cpuUsage(used).user / 1000 }
}

/** The times as lines of a table. */
export function describeTimes(times: readonly EvaluationTime[]): string[] {
  const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`
  return [
    '| months | of | time | of the processor | target |',
    '|--:|---|--:|--:|---|',
    ...times.map(
      ({ count, of, milliseconds, processor }) =>
        `| ${count} | ${of} | ${seconds(milliseconds)} | ${seconds(processor)} | ≤ 5 s |`,
    ),
  ]
}
