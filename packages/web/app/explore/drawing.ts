import type { ChartSize } from '../charts/sizes.ts'
import type { Language } from '../language.ts'
import type { AnswerView } from './view.ts'

/** What the parts of a specification are made from. */
export type Drawing = {
  view: AnswerView
  size: ChartSize
  language: Language
  /** What stands at the axis of values. */
  valueTitle: string
  /** Whether every row must be there, as in a text that others check; a picture has only those that can be seen. */
  isWhole: boolean
}

/** The layers of a chart and its rows. */
export type Part = {
  layer: object[]
  rows: object[]
  /** Rows of remarks, when the chart has any. */
  marks?: object[]
  /** When it is another than usual. */
  height?: number
  /** Room around a chart of a fixed size; without it the chart takes what titles and legends leave. */
  margins?: { top: number; bottom: number; side: number }
  /** What stands above the chart: the title of its values when left out, nothing when null. */
  title?: string | null
}
