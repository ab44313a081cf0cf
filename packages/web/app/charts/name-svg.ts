/** A picture that says what it is; Vega writes no name in it. */
export function nameSvg(picture: string, title: string): string {
  const text = title.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
  return picture.replace(/^<svg [^>]*>/, (start) => `${start}<title>${text}</title>`)
}
