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
}

/** The layers of a chart and its rows; the height when it is another than usual. */
export type Part = { layer: object[]; rows: object[]; height?: number }
