import { cpus, totalmem } from 'node:os'
import { type Figure, medianOf } from './measure.ts'

/** On what was measured. */
export function describeMachine(): { machine: string; node: string } {
  const machine = `${cpus().length} cores ${cpus()[0]?.model ?? ''}, ${Math.round(totalmem() / 2 ** 30)} GiB`
  return { machine, node: process.version }
}

/** A table in Markdown. */
export function describeFigures(figures: readonly Figure[]): string[] {
  return [
    '| what | measured | reference | ratio | target |',
    '|---|--:|--:|--:|---|',
    ...figures.map(({ name, value, all, unit, reference, target }) => {
      const beside = reference ? `${formatFigure(reference.value)} ${unit} (${reference.name})` : '–'
      const ratio = reference
        ? `${(value / reference.value).toFixed(2)}${tellRounds(all, reference.all)}`
        : '–'
      const spread = all && all.length > 1 ? ` (${all.map(formatFigure).join('; ')})` : ''
      return `| ${name} | ${formatFigure(value)} ${unit}${spread} | ${beside} | ${ratio} | ${target ?? '–'} |`
    }),
  ]
}

/** The ratio of each round to what was measured directly after it: a machine can be twice as fast a second later. */
function tellRounds(all: readonly number[] = [], references: readonly number[] = []): string {
  if (references.length === 0) return ''
  const ratios = references.map((reference, round) => (all[round] ?? Number.NaN) / reference)
  return ` (by round ${ratios.map((ratio) => ratio.toFixed(2)).join('; ')}; middle ${medianOf(ratios).toFixed(2)})`
}

export function formatFigure(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 1 ? 3 : value < 100 ? 1 : 0 })
}
