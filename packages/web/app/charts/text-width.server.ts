/**
 * How wide text in a chart is, so that names get the room that they take. Without a screen Vega reckons each letter at 0.8 of the height, half as much
 * again as what is written: charts for a phone were left half empty.
 */

/**
 * Widths of letters as parts of the height: for each the widest of Noto Sans, which stands first in our fonts, and Arial, whose measures most others
 * that a reader may have share.
 */
const WIDTHS: readonly (readonly [width: number, letters: string])[] = [
  [0.22, "'’‘"],
  [0.28, ' !,.:;·ijl\u00a0'],
  [0.34, '()-[]`If³²'],
  [0.37, 't/\\{}'],
  [0.42, '"r₂°'],
  [0.52, 'Jcszvykx'],
  [0.61, 'FTZbdgpqohnuµ+<=>~'],
  [0.67, '#ABEKPSVXY'],
  [0.74, 'CR&DUHN'],
  [0.79, 'GOQw'],
  [0.92, '%Mm'],
  [1.02, 'W—…@'],
]
const MOST = 0.57
const WIDTH_BY_LETTER = new Map(
  WIDTHS.flatMap(([width, letters]) => [...letters].map((each) => [each, width])),
)

/** How much wider bold letters are. */
const BOLD = 1.08

/** The width of a text of one line in pixels, whichever of those fonts the reader has. */
export function widthOfText(text: string, size: number, isBold = false): number {
  let width = 0
  for (const letter of text) width += WIDTH_BY_LETTER.get(letter) ?? MOST
  return Math.ceil(width * size * (isBold ? BOLD : 1))
}
