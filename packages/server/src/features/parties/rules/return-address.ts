/** Parameters in which someone says to which page to go afterwards. */
const RETURNS = ['callbackURL', 'errorCallbackURL', 'redirectTo'] as const

/**
 * The parameters with a page to return to that is not one of this site: a path, or an address below `publicUrl`. As strict as
 * what better-auth checks after it, which writes what it refuses in the log as an error of ours.
 */
export function foreignReturns(parameters: unknown, publicUrl: string): string[] {
  const given = (parameters ?? {}) as Partial<Record<string, unknown>>
  return RETURNS.filter((name) => {
    const address = given[name]
    return typeof address === 'string' && address !== '' && !isHere(address, publicUrl)
  })
}

function isHere(address: string, publicUrl: string): boolean {
  if (/\p{Cc}|\\/u.test(address)) return false
  const [path = ''] = address.split(/[?#]/)
  if (path.startsWith('/')) return !path.startsWith('//') && !/%2f|%5c/i.test(path)
  return URL.canParse(address) && new URL(address).origin === new URL(publicUrl).origin
}
