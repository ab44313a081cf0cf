/** How often the whole rule, from figures to one of four answers, says that there is an effect: where there is none, and where there is one. */
import {
  asEstimate,
  type Chance,
  drawSeries,
  type EffectAnswer,
  estimateControlledSeries,
  estimateDifference,
  estimateStaggered,
  estimateSynthetic,
  evaluateDifferenceSeries,
  evaluateSeries,
  judgeEffect,
  openChance,
  type Panel,
  type PanelArea,
} from '@samenspel/standards/effects'
import { drawCount } from './draw-count.ts'

/** Months in a year, by which the common course and the seasonal terms go. */
const SEASON = 12

/** The effect that is put in, in standard deviations of what is an area's own; of counts a share of the mean. */
const EFFECT = { difference: 2, ratio: 0.4 }

/** Counts are around this, and their mean varies by this share. */
const COUNTS = { mean: 30, spread: 0.2 }

/** So many times fewer worlds of designs of which one evaluation takes a second. */
const FEWER = 4

/** `edge`: the level of the treated area lies under that of all others; else levels are drawn. */
type World = { areas: number; treated: number; count: number; likeness: number; edge?: boolean }

type Evaluate = (panel: Panel) => EffectAnswer

const judge = (found: Parameters<typeof asEstimate>[0]) => judgeEffect(asEstimate(found)).answer
const follow = ({ areas: [area] }: Panel, isCounts: boolean) =>
  evaluateSeries({
    series: { values: area?.values ?? [], season: SEASON },
    start: area?.startedAt ?? 0,
    shape: 'level',
    ...(isCounts && { counts: {} }),
  }).answer

/** One evaluation as the platform does it. */
const DESIGNS = {
  'interrupted-series': (panel) => follow(panel, false),
  'interrupted-counts': (panel) => follow(panel, true),
  'difference-series': (panel) => evaluateDifferenceSeries(panel, { season: SEASON, shape: 'level' }).answer,
  'difference-in-differences': (panel) => judge(estimateDifference(panel)),
  'controlled-series': (panel) => judge(estimateControlledSeries(panel, { season: SEASON })),
  'group-time': (panel) => judge(estimateStaggered(panel)),
  'synthetic-control': (panel) => judge(estimateSynthetic(panel)),
} satisfies Record<string, Evaluate>
type DesignName = keyof typeof DESIGNS
export const RULE_DESIGNS = Object.keys(DESIGNS) as DesignName[]

const alone = { areas: 1, treated: 1 }
const LIKENESSES = [0, 0.4, 0.8]

/** Each design in worlds of several lengths, likenesses and numbers of areas. */
const CELLS: readonly (World & { design: DesignName })[] = [
  ...across('interrupted-series', alone, [24, 48]),
  ...across('interrupted-counts', alone, [24, 48]),
  ...across('difference-series', { areas: 4, treated: 2 }, [24, 48]),
  ...across('difference-in-differences', { areas: 20, treated: 5 }, [36, 60]),
  ...across('controlled-series', { areas: 20, treated: 5 }, [36, 60]),
  ...across('group-time', { areas: 20, treated: 6 }, [36, 60]),
  ...across('synthetic-control', { areas: 25, treated: 1 }, [36, 60]),
  ...across('synthetic-control', { areas: 25, treated: 1, edge: true }, [60]),
  ...across('synthetic-control', { areas: 60, treated: 1 }, [60]),
  ...across('synthetic-control', { areas: 60, treated: 1, edge: true }, [60]),
]

function across(
  design: DesignName,
  world: Omit<World, 'count' | 'likeness'>,
  counts: readonly number[],
): (World & { design: DesignName })[] {
  return counts.flatMap((count) => LIKENESSES.map((likeness) => ({ design, ...world, count, likeness })))
}

/** Shares of worlds in which the rule says that there is an indication of an effect, strong or not, and a strong one. */
type Said = { any: number; strong: number }
export type RuleCell = World & { design: DesignName; worlds: number; none: Said; effect: Said }

/**
 * Worlds with a season and a course that areas share, in which nothing is done, and the same with an effect.
 * @param worlds in each cell; a quarter of that where one evaluation takes a second
 */
export function measureRule(
  designs: readonly DesignName[],
  worlds: number,
  tell: (said: string) => void,
): RuleCell[] {
  return CELLS.flatMap((cell, index) => {
    if (!designs.includes(cell.design)) return []
    const { design, areas, count, likeness } = cell
    tell(`Judging ${design}: ${areas} areas, ${count} months, likeness ${likeness}`)
    const isSlow = design === 'difference-series' || areas === 1
    const runs = isSlow ? Math.ceil(worlds / FEWER) : worlds
    const chance = openChance(31_000 + index)
    const none: EffectAnswer[] = []
    const effect: EffectAnswer[] = []
    for (let run = 0; run < runs; run += 1) {
      const make = drawWorld(chance, cell)
      none.push(DESIGNS[design](make(false)))
      effect.push(DESIGNS[design](make(true)))
    }
    return { ...cell, worlds: runs, none: tally(none), effect: tally(effect) }
  })
}

function tally(answers: readonly EffectAnswer[]): Said {
  const strong = answers.filter((answer) => answer === 'strong-indication').length
  const weak = answers.filter((answer) => answer === 'indication').length
  return { any: (strong + weak) / answers.length, strong: strong / answers.length }
}

function drawWorld(chance: Chance, cell: World & { design: DesignName }): (isEffect: boolean) => Panel {
  const { areas, treated, count, likeness, edge = false, design } = cell
  const isCounts = design === 'interrupted-counts'
  const months = Array.from({ length: count }, (_, at) => at)
  const shared = areas > 1 ? drawSeries(chance, months, 0.6) : []
  const own = Array.from({ length: areas }, (_, area) => {
    const level = edge ? area : areas > 1 ? 2 * chance.normal() : 0
    const noise = drawSeries(chance, months, likeness)
    return months.map((at) => level + (shared[at] ?? 0) + (noise[at] ?? 0))
  })
  // The same chance of counting with and without an effect.
  const seed = chance.below(2 ** 31)
  return (isEffect) => {
    const counting = openChance(seed)
    return { periods: months.map(String), areas: own.map(makeArea) }

    function makeArea(values: readonly number[], area: number): PanelArea {
      const late = design === 'group-time' && area % 2 === 1 ? SEASON / 2 : 0
      const startedAt = Math.round(0.6 * count) + late
      const isDone = (at: number) => isEffect && area < treated && at >= startedAt
      const season = (at: number) => Math.sin((2 * Math.PI * at) / SEASON)
      return {
        key: String(area),
        ...(area < treated && { startedAt }),
        values: values.map((value, at) =>
          isCounts
            ? drawCount(
                COUNTS.mean *
                  (isDone(at) ? 1 - EFFECT.ratio : 1) *
                  Math.exp(COUNTS.spread * (value + season(at))),
                counting.uniform,
              )
            : 40 + 3 * season(at) + value + (isDone(at) ? -EFFECT.difference : 0),
        ),
      }
    }
  }
}

/** As a table in Markdown. */
export function describeRule(cells: readonly RuleCell[]): string[] {
  const percent = (share: number) => (100 * share).toFixed(1)
  const line = (columns: readonly (string | number)[]) => `| ${columns.join(' | ')} |`
  return [
    `How often the whole rule says that there is an effect, in % of made worlds: where nothing was done, and with an effect of ${EFFECT.difference} deviations of an area (of counts ${100 * EFFECT.ratio} %):`,
    '',
    line([
      'design',
      'areas (treated)',
      'months',
      'likeness',
      'worlds',
      'nothing done: indication or more',
      'strong',
      'effect: indication or more',
      'strong',
    ]),
    '|---|---|--:|--:|--:|--:|--:|--:|--:|',
    ...cells.map(({ design, areas, treated, edge, count, likeness, worlds, none, effect }) =>
      line([
        design,
        `${areas} (${treated}${edge ? ', under all others' : ''})`,
        count,
        likeness,
        worlds,
        percent(none.any),
        percent(none.strong),
        percent(effect.any),
        percent(effect.strong),
      ]),
    ),
  ]
}
