/** Sizes in which a chart is drawn, by the name they have in its address: the letters stay readable in each. */
export const CHART_SIZES = {
  breed: { width: 1080, height: 360 },
  midden: { width: 640, height: 320 },
  smal: { width: 340, height: 280 },
} as const

export type ChartSize = keyof typeof CHART_SIZES

/** The same for a chart with one line of marks. */
export const LOW_SIZES = {
  breed: { width: 1080, height: 190 },
  midden: { width: 640, height: 190 },
  smal: { width: 340, height: 200 },
} as const satisfies Record<ChartSize, unknown>
