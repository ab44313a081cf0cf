import { Problem } from '../errors.ts'

/** Whether a path belongs to the interfaces for programs, of which the site has no pages. */
export function isForPrograms(path: string): boolean {
  return /^\/(?:api|sta)(?:\/|$)/.test(path)
}

/** Remembers which addresses there are for programs, and refuses others as they deserve. */
export function createAddresses() {
  const routes: { method: string; pattern: RegExp }[] = []
  return {
    /** @param url of a route, with `:names` and `*` */
    add(method: string, url: string): void {
      if (isForPrograms(url)) routes.push({ method, pattern: patternOf(url) })
    },
    /** The problem of a request for which there is no route: no such address, or not with this method. */
    refuse(method: string, path: string): Problem {
      const methods = routes.filter(({ pattern }) => pattern.test(path)).map((route) => route.method)
      if (methods.length === 0) return nothingAt(method, path)
      const allow = [...new Set(methods)].flatMap((name) => (name === 'GET' ? ['GET', 'HEAD'] : [name]))
      const detail = {
        nl: `${method} kan niet op dit adres. Wel: ${allow.join(', ')}.`,
        en: `${method} is not possible at this address. Possible: ${allow.join(', ')}.`,
      }
      return new Problem('method-not-allowed', detail, [], { allow })
    },
  }
}

function patternOf(url: string): RegExp {
  const parts = url.split('/').map((part) => {
    if (part.startsWith(':')) return '[^/]+'
    return part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  })
  return new RegExp(`^${parts.join('/')}$`)
}

function nothingAt(method: string, path: string): Problem {
  const hint = hintFor(path)
  return new Problem('not-found', {
    nl: `Hier is niets: ${method} ${path}. Kijk of het adres klopt${hint.nl}.`,
    en: `There is nothing here: ${method} ${path}. Check the address${hint.en}.`,
  })
}

function hintFor(path: string): { nl: string; en: string } {
  if (!isForPrograms(path)) return { nl: '', en: '' }
  return path.startsWith('/sta')
    ? { nl: '; SensorThings begint op /sta/v1.1', en: '; SensorThings begins at /sta/v1.1' }
    : {
        nl: '; alle adressen staan in /api/v1/openapi.json',
        en: '; all addresses are in /api/v1/openapi.json',
      }
}
