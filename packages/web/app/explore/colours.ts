import type { Drawing } from './drawing.ts'

/** Colours of places, that differ in lightness too (after Okabe and Ito 2008, darkened to be read on white). */
const COLOURS = ['#006fb3', '#b34700', '#00795c', '#8a3b76', '#5c4a00', '#001a40', '#a01d23', '#586c88']

/** Names above the chart, as many beside each other as fit; for lines, that of their colour and of their dashes are one. */
export const legendOf = ({ view, size }: Drawing, symbol: 'stroke' | 'circle' = 'stroke'): object | null =>
  view.places.length > 1
    ? {
        orient: 'top',
        title: null,
        columns: { breed: 4, midden: 2, smal: 1 }[size],
        symbolType: symbol,
        symbolSize: symbol === 'stroke' ? 300 : 90,
        symbolOpacity: 1,
        labelLimit: 300,
      }
    : null

/** The colour of each place, with their names above the chart when there are several. */
export function colourOf(drawing: Drawing, symbol?: 'stroke' | 'circle'): object {
  const names = drawing.view.places.map(({ title }) => title)
  return {
    field: 'name',
    type: 'nominal',
    scale: { domain: names, range: COLOURS.slice(0, Math.max(1, names.length)) },
    legend: legendOf(drawing, symbol),
  }
}
