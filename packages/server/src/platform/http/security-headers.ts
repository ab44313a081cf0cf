import helmet from '@fastify/helmet'
import { fastify } from 'fastify'

/**
 * The headers that keep browsers from what an answer to a program never needs. Helmet composes them anew for every answer, which costs as much as
 * routing it; so it is asked once.
 */
export async function securityHeaders(): Promise<Map<string, string>> {
  const asked = fastify()
  await asked.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'strict-origin-when-cross-origin' },
  })
  let headers = new Map<string, string>()
  asked.get('/', async (_, { raw }) => {
    headers = new Map(Object.entries(raw.getHeaders()).map(([name, value]) => [name, String(value)]))
    return ''
  })
  await asked.inject('/')
  await asked.close()
  return headers
}
