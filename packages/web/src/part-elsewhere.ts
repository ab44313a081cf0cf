/**
 * Whether a request is for a part of a page of another site, such as a picture of ours there. A browser sends our session cookie along from pages of
 * neighbours (`www.example.nl` of `samenspel.example.nl`), where everybody must see the same. Who follows a link comes as themselves.
 * Source: Fetch Metadata Request Headers (W3C), sections 2.1 and 2.3.
 */
export function isPartElsewhere({ headers }: Pick<Request, 'headers'>): boolean {
  const from = headers.get('sec-fetch-site')
  return (from === 'same-site' || from === 'cross-site') && headers.get('sec-fetch-dest') !== 'document'
}
