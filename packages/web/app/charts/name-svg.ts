/** A picture that says what it is; Vega writes no name in it. */
export function nameSvg(picture: string, title: string): string {
  const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
  return picture.replace(/^<svg [^>]*>/, (start) => `${start}<title>${text}</title>`)
}
