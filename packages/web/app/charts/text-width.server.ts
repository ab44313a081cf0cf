/**
 * How wide text in a chart is, so that names get the room that they take. Without a screen Vega reckons each letter at 0.8 of the height, half as much
 * again as what is written: charts for a phone were left half empty.
 */

/** Widths of letters as parts of the height, of Arial and the fonts with its measures; others are as wide as most letters. */
const WIDTHS: readonly (readonly [width: number, letters: string])[] = [
  [0.22, "'ijl|"],
  [0.28, ' !,./:;I[]\\ft\u00a0’‘'],
  [0.34, '"()-`r{}³²'],
  [0.5, 'Jcksvxyz^*'],
  [0.61, 'FTZ+<=>~'],
  [0.67, '&ABEKPSVXY'],
  [0.74, 'CDHNRUw'],
  [0.81, 'GOQMm'],
  [0.94, '%W@'],
]
const MOST = 0.56
const WIDTH_BY_LETTER = new Map(
  WIDTHS.flatMap(([width, letters]) => [...letters].map((each) => [each, width])),
)

/** Noto Sans and what else a reader may have is wider than Arial, and bold letters are wider than others. */
const ROOM = 1.08
const BOLD = 1.08

/** The width of a text of one line in pixels, of the widest font that a reader is likely to have. */
export function widthOfText(text: string, size: number, isBold = false): number {
  let width = 0
  for (const letter of text) width += WIDTH_BY_LETTER.get(letter) ?? MOST
  return Math.ceil(width * size * ROOM * (isBold ? BOLD : 1))
}
