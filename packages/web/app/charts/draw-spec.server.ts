import * as vega from 'vega'
import { compile, type TopLevelSpec } from 'vega-lite'
import { rowExpressions } from './row-expressions.server.ts'
import { widthOfText } from './text-width.server.ts'

/** What Vega makes of a kind of chart, for the last kinds that were drawn. */
export type CompiledCharts = Map<string, vega.Runtime>

const MOST_COMPILED = 100

/** A text that Vega draws. */
type TextItem = { fontSize?: number; fontWeight?: string | number; limit?: number }

/** What Vega measures text with; its types do not have it. */
const { textMetrics } = vega as unknown as {
  textMetrics: { width: (item: TextItem, text: unknown) => number }
}
textMetrics.width = ({ fontSize = 11, fontWeight, limit = 0 }, text) => {
  const width = widthOfText(String(text ?? ''), fontSize, fontWeight === 'bold')
  // What is cut off takes no more than that.
  return limit > 0 ? Math.min(width, limit) : width
}

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
  const runtime = compiled.get(key) ?? vega.parse(compile(spec).spec, undefined, { ast: true })
  const oldest = compiled.keys().next().value
  if (!compiled.has(key) && compiled.size >= MOST_COMPILED && oldest !== undefined) compiled.delete(oldest)
  compiled.set(key, runtime)
  // Drawing keeps this thread busy for tens of milliseconds: what is answered in no time goes first, such as the style of the page.
  await new Promise((resolve) => setImmediate(resolve))
  const view = new vega.View(runtime, { expr: rowExpressions, renderer: 'none' })
  try {
    for (const [name, rows] of Object.entries(data)) view.data(name, [...rows])
    // Vega writes this as it is, and XML has it for nothing but the end of a CDATA section.
    return (await view.toSVG()).replaceAll(']]>', ']]&gt;')
  } finally {
    view.finalize()
  }
}
