import { FONT, INK, QUIET } from './theme.ts'

/** What is written around a picture that leaves its page: above it what, where and when, below it whence and when made. */
export type Caption = {
  title: string
  above: string[]
  below: string[]
  /** The same for programs: where it comes from, of what data, and under what licences (addresses). */
  about: { address: string; sources: string[]; licences: string[] }
}

const MARGIN = 16
const TITLE = { size: 20, line: 26 }
const TEXT = { size: 14, line: 20 }
/** Width of a letter as part of its height, on the wide side: a line never runs out of the picture. */
const LETTER = 0.6

/**
 * A picture with its caption in it, on white, so that it says what it is wherever it ends up.
 * @param picture SVG with a width and height, as Vega gives it
 * @returns SVG as wide as the picture with its margin, and as much higher as the texts need
 */
export function captionSvg(picture: string, { title, above, below, about: origin }: Caption): string {
  const width = sizeOf(picture, 'width')
  const lines = (texts: readonly string[], { size, line }: typeof TEXT, start: number, more: string) => {
    const wrapped = texts.flatMap((text) => wrap(text, Math.floor(width / (size * LETTER))))
    const written = wrapped.map(
      (text, index) =>
        `<text x="${MARGIN}" y="${start + index * line + size}" font-size="${size}" ${more}>${escapeText(text)}</text>`,
    )
    return { svg: written.join(''), end: start + wrapped.length * line }
  }
  const quiet = `fill="${QUIET}"`
  const head = lines([title], TITLE, MARGIN, `fill="${INK}" font-weight="bold"`)
  const about = lines(above, TEXT, head.end, quiet)
  const top = about.end + MARGIN / 2
  const foot = lines(below, TEXT, top + sizeOf(picture, 'height') + MARGIN / 2, quiet)
  const [whole, height] = [width + 2 * MARGIN, foot.end + MARGIN]
  const inner = picture.replace(/^<svg /, `<svg x="${MARGIN}" y="${top}" `)
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${whole}" height="${height}" viewBox="0 0 ${whole} ${height}">` +
    `${describeOrigin(title, origin)}<rect width="${whole}" height="${height}" fill="#ffffff"/>` +
    `<g font-family="${FONT.replaceAll('"', '&quot;')}">${head.svg}${about.svg}${foot.svg}</g>${inner}</svg>`
  )
}

/** Metadata as drawing programs and search engines read them: Dublin Core and the vocabulary of Creative Commons, in RDF. */
function describeOrigin(title: string, { address, sources, licences }: Caption['about']): string {
  const text = (name: string, value: string) => `<dc:${name}>${escapeText(value)}</dc:${name}>`
  const licence = (url: string) => `<cc:license rdf:resource="${escapeText(url).replaceAll('"', '&quot;')}"/>`
  return (
    '<metadata><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:cc="http://creativecommons.org/ns#">' +
    `<cc:Work rdf:about="">${[text('title', title), text('identifier', address), ...sources.map((each) => text('source', each)), ...licences.map(licence)].join('')}</cc:Work>` +
    '</rdf:RDF></metadata>'
  )
}

function sizeOf(picture: string, name: 'width' | 'height'): number {
  const [, found] = new RegExp(`^<svg [^>]*\\b${name}="([\\d.]+)"`).exec(picture) ?? []
  return Number(found ?? 0)
}

/** A text in lines of at most so many letters; a word that is longer, such as an address, is broken. */
export function wrap(text: string, most: number): string[] {
  const words = text.split(' ').flatMap((word) => word.match(new RegExp(`.{1,${most}}`, 'gu')) ?? [])
  const lines: string[] = []
  for (const word of words) {
    const last = lines.at(-1)
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`
    else lines.push(word)
  }
  return lines
}

const escapeText = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
