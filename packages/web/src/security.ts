/** The topographic map of PDOK, which the map asks for only when the visitor wants it. */
const BACKGROUND = 'https://service.pdok.nl'

/** The policy of our own files: it is that of the map's worker, which asks the API for tiles. */
export const FILE_POLICY = `default-src 'none'; connect-src 'self' ${BACKGROUND}`

/**
 * The content security policy of a page: only our own files, and what carries this answer's nonce.
 * The map draws with images it makes itself (`blob:`) and works in a worker that is one of our own files.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${BACKGROUND}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
