/** Whether who asks has this already: the header `If-None-Match` with its tag, compared weakly (RFC 9110, clause 13.1.2). */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  const known = ifNoneMatch?.split(',').map((tag) => tag.trim().replace(/^W\//, ''))
  return known?.includes(etag) ?? false
}
