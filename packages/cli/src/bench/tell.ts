import { cpus, totalmem } from 'node:os'
import type { Figure } from './measure.ts'

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
      const ratio = reference ? (value / reference.value).toFixed(2) : '–'
      const spread = all && all.length > 1 ? ` (${all.map(formatFigure).join('; ')})` : ''
      return `| ${name} | ${formatFigure(value)} ${unit}${spread} | ${beside} | ${ratio} | ${target ?? '–'} |`
    }),
  ]
}

export function formatFigure(value: number): string {
  return value.toLocaleString('en-GB', { maximumFractionDigits: value < 1 ? 3 : value < 100 ? 1 : 0 })
}
