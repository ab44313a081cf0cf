/** What designs with many areas make of worlds of which the effect is known. */
import type { SimulatedRow } from '@samenspel/standards/effects'

/** As a table in Markdown. */
export function describePanels(rows: readonly SimulatedRow[]): string[] {
  const percent = (share: number) => (100 * share).toFixed(1)
  const line = (columns: readonly (string | number)[]) => `| ${columns.join(' | ')} |`
  return [
    `Designs with many areas, an effect of one deviation: bias with its standard error, coverage and the level it should have, rejections of a true null and power in % of ${rows[0]?.runs ?? 0} worlds:`,
    '',
    line([
      ...['method', 'treated of areas', 'before and after', 'likeness', 'bias', 'coverage', 'level'],
      ...['size', 'power', 'lowest p'],
    ]),
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...rows.map((row) =>
      line([
        row.method,
        `${row.treated} of ${row.areas}`,
        `${row.before} and ${row.after}`,
        row.likeness,
        `${row.bias.toFixed(3)} ± ${row.biasError.toFixed(3)}`,
        percent(row.coverage),
        percent(row.level),
        percent(row.size),
        percent(row.power),
        row.smallestP.toFixed(4),
      ]),
    ),
  ]
}
