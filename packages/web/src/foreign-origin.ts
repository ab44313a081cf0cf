const SAFE = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Whether a request that changes something comes from a page of another site. A browser sends our session cookie along
 * with such a form; the site passes that cookie on to the API inside the process, so the API cannot see where the form
 * came from and the site must refuse it.
 * @param publicUrl address at which visitors reach the site
 */
export function isForeign(request: Pick<Request, 'method' | 'headers'>, publicUrl: string): boolean {
  if (SAFE.has(request.method)) return false
  const origin = request.headers.get('origin')
  if (origin === null) return request.headers.get('sec-fetch-site') === 'cross-site'
  if (origin === publicUrl) return false
  return !URL.canParse(origin) || new URL(origin).host !== request.headers.get('host')
}
