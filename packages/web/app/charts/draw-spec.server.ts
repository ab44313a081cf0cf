import { parse, View } from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import type { CompiledCharts } from './line-chart.server.ts'
import { rowExpressions } from './row-expressions.server.ts'

const MOST_COMPILED = 100

/**
 * Draws a specification of Vega-Lite as SVG. Expressions are interpreted, not compiled, so that nothing needs `eval`.
 * @param spec without its rows: those are in `data`, by the name that it gives them
 * @param compiled where kinds of charts are kept: making one takes far longer than drawing its rows
 */
export async function drawSpec(
  spec: TopLevelSpec,
  data: Record<string, readonly object[]>,
  compiled: CompiledCharts,
): Promise<string> {
  const key = JSON.stringify(spec)
  const runtime = compiled.get(key) ?? parse(compile(spec).spec, undefined, { ast: true })
  const oldest = compiled.keys().next().value
  if (!compiled.has(key) && compiled.size >= MOST_COMPILED && oldest !== undefined) compiled.delete(oldest)
  compiled.set(key, runtime)
  // Drawing keeps this thread busy for tens of milliseconds: what is answered in no time goes first, such as the style of the page.
  await new Promise((resolve) => setImmediate(resolve))
  const view = new View(runtime, { expr: rowExpressions, renderer: 'none' })
  try {
    for (const [name, rows] of Object.entries(data)) view.data(name, [...rows])
    return await view.toSVG()
  } finally {
    view.finalize()
  }
}
