/** The policy of our own files: it is that of the map's worker, which asks the API for the borders of areas. */
export const FILE_POLICY = "default-src 'none'; connect-src 'self'"

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
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
