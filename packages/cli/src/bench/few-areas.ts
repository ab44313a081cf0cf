/** How often the difference between two treated and two compared areas shows an effect, where there is none and where there is one. */
import {
  type Chance,
  drawSeries,
  estimateInterruption,
  layDesign,
  layDifference,
  openChance,
  type Panel,
} from '@samenspel/standards/effects'

/** Worlds that are simulated in each cell: a rate of 5 % is known to 0.35 %. */
const RUNS = 4000

/** The effect that is put in, in standard deviations of what is an area's own. */
const EFFECT = 2

const LENGTHS = [12, 24, 36, 48, 72, 96]
/** How alike neighbours in time are in each area; last treated and compared ones that are not alike in this. */
const LIKENESSES: readonly (readonly [treated: number, compared: number])[] = [
  ...[0, 0.2, 0.4, 0.6, 0.8].map((likeness) => [likeness, likeness] as const),
  [0.2, 0.8],
]

export type FewAreasCell = {
  count: number
  season: number
  likeness: readonly [treated: number, compared: number]
  /** Shares of worlds: a true null that is rejected, an effect that the 95 % interval holds, an effect that is shown. */
  size: number
  coverage: number
  power: number
  /** How far the estimate is off on average. */
  bias: number
}

/** Two treated and two compared areas that share a course ten times as wide as what is their own, by the length of the series. */
export function measureFewAreas(onLength: (count: number) => void): FewAreasCell[] {
  return LENGTHS.flatMap((count) => {
    onLength(count)
    return (count >= 24 ? [1, 12] : [1]).flatMap((season) => {
      const start = count / 2
      const design = layDesign({ values: Array.from({ length: count }, () => 0), season }, start, 'level', {
        isDifference: true,
      })
      if (!design) return []
      return LIKENESSES.map((likeness) => {
        const chance = openChance(9000 + 10 * count + season + Math.round(100 * likeness[0]))
        const tally = { seen: 0, held: 0, shown: 0, off: 0 }
        for (let run = 0; run < RUNS; run += 1) {
          const none = estimate(drawWorld(chance, count, likeness, 0))
          if (none && leavesOut(none, 0)) tally.seen += 1
          const found = estimate(drawWorld(chance, count, likeness, EFFECT))
          if (!found) continue
          if (!leavesOut(found, EFFECT)) tally.held += 1
          if (leavesOut(found, 0)) tally.shown += 1
          tally.off += found.estimate - EFFECT
        }
        return {
          ...{ count, season, likeness },
          size: tally.seen / RUNS,
          coverage: tally.held / RUNS,
          power: tally.shown / RUNS,
          bias: tally.off / RUNS,
        }
      })

      function estimate(panel: Panel) {
        const laid = layDifference(panel)
        if (typeof laid === 'string' || !design) return undefined
        return estimateInterruption(
          design,
          laid.difference.map((value) => value ?? 0),
        ).changes.average
      }
    })
  })
}

function drawWorld(
  chance: Chance,
  count: number,
  [ofTreated, ofCompared]: readonly [number, number],
  effect: number,
): Panel {
  const periods = Array.from({ length: count }, (_, at) => at)
  const common = drawSeries(chance, periods, 0.6)
  return {
    periods: periods.map(String),
    areas: [0, 1, 2, 3].map((area) => {
      const isTreated = area < 2
      const own = drawSeries(chance, periods, isTreated ? ofTreated : ofCompared)
      return {
        key: String(area),
        values: periods.map(
          (at) => 10 * (common[at] ?? 0) + (own[at] ?? 0) + (isTreated && at >= count / 2 ? effect : 0),
        ),
        ...(isTreated && { startedAt: count / 2 }),
      }
    }),
  }
}

function leavesOut({ low, high }: { low: number | null; high: number | null }, value: number): boolean {
  return (low ?? value) > value || (high ?? value) < value
}

/** As a table in Markdown. */
export function describeFewAreas(cells: readonly FewAreasCell[]): string[] {
  const percent = (share: number) => (100 * share).toFixed(1)
  const line = (columns: readonly (string | number)[]) => `| ${columns.join(' | ')} |`
  return [
    `The difference of two treated and two compared areas, change of level: rejections of a true null in % of ${RUNS} worlds (target 4–6), and with an effect of ${EFFECT} deviations of an area the coverage (target 92–97), bias and power:`,
    '',
    line(['values', 'season', 'likeness', 'size', 'coverage', 'bias', 'power']),
    '|--:|---|--:|--:|--:|--:|--:|',
    ...cells.map(({ count, season, likeness: [treated, compared], size, coverage, bias, power }) =>
      line([
        count,
        season > 1 ? 'yes' : 'no',
        treated === compared ? treated : `${treated} and ${compared}`,
        percent(size),
        percent(coverage),
        bias.toFixed(2),
        percent(power),
      ]),
    ),
  ]
}
