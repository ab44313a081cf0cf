/** When figures reopen a decision by themselves. */
import type { ReopenLine } from '../schema/content.ts'
import type { CrossedFigure } from '../schema/decision.ts'

/** A whole period of an area, in the order of time. */
export type LineFigure = Omit<CrossedFigure, 'value'> & { periodEnd: string; value: number | null }

/**
 * The figures that are past a line: in one area, the first run of as many periods in a row. A period without a figure, or of which there is nothing at all, ends a run, for nothing is known of it.
 * @param figures of whole periods after the decision, by area and time
 */
export function findCrossing(
  { side, value: line, periods }: ReopenLine,
  figures: readonly LineFigure[],
): CrossedFigure[] | undefined {
  let run: CrossedFigure[] = []
  let ended: string | undefined
  for (const { value, periodEnd, ...figure } of figures) {
    if (run.at(-1)?.areaCode !== figure.areaCode || ended !== figure.periodStart) run = []
    ended = periodEnd
    const isPast = value !== null && (side === 'above' ? value > line : value < line)
    if (!isPast) {
      run = []
      continue
    }
    run.push({ ...figure, value })
    if (run.length === periods) return run
  }
  return undefined
}
