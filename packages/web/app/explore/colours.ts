import type { AnswerView } from './view.ts'

/** Colours of places, that differ in lightness too (after Okabe and Ito 2008, darkened to be read on white). */
const COLOURS = ['#006fb3', '#b34700', '#00795c', '#8a3b76', '#5c4a00', '#001a40', '#a01d23', '#586c88']

/** Names above the chart; for lines, that of their colour and of their dashes are one. */
export const LEGEND = {
  orient: 'top',
  title: null,
  columns: 2,
  symbolType: 'stroke',
  symbolSize: 300,
  symbolOpacity: 1,
  labelLimit: 300,
} as const

/** The colour of each place, with their names above the chart when there are several. */
export function colourOf(
  { places }: Pick<AnswerView, 'places'>,
  symbol: 'stroke' | 'circle' = 'stroke',
): object {
  return {
    field: 'name',
    type: 'nominal',
    scale: { domain: places.map(({ title }) => title), range: COLOURS.slice(0, Math.max(1, places.length)) },
    legend:
      places.length > 1
        ? { ...LEGEND, ...(symbol === 'circle' && { symbolType: symbol, symbolSize: 90 }) }
        : null,
  }
}
