import type { DBAdapter, DBAdapterInstance, Where } from 'better-auth'
import { hashSecret } from '../token-secret.ts'

/** What is kept of the token of a session. The token is random, so it needs no salt or slow hash. */
export function hashSessionToken(token: string): string {
  return hashSecret(token).toString('base64url')
}

type Methods = Omit<DBAdapter, 'transaction'>

/**
 * A database of better-auth in which sessions are kept under the hash of their token, so that who has a copy of the database
 * can be nobody. What is looked up or made by its token is given back with it.
 */
export function hashSessions(open: DBAdapterInstance): DBAdapterInstance {
  return (options) => {
    const adapter = open(options)
    return {
      ...adapter,
      ...hashing(adapter),
      transaction: (work) => adapter.transaction((inside) => work({ ...inside, ...hashing(inside) })),
    }
  }
}

function hashing(adapter: Methods): Partial<Methods> {
  return {
    create: async (query) => {
      const made = await adapter.create({ ...query, data: hashed(query.model, query.data) })
      return withToken(made as never, query.model, query.data.token)
    },
    findOne: async (query) => {
      const { where, token } = hashedWhere(query.model, query.where)
      return withToken(await adapter.findOne({ ...query, where }), query.model, token)
    },
    findMany: (query) =>
      adapter.findMany({ ...query, ...(query.where && hashedWhere(query.model, query.where)) }),
    update: async (query) => {
      const { where, token } = hashedWhere(query.model, query.where)
      const update = hashed(query.model, query.update)
      return withToken(await adapter.update({ ...query, where, update }), query.model, token)
    },
    updateMany: (query) =>
      adapter.updateMany({ ...query, where: hashedWhere(query.model, query.where).where }),
    delete: (query) => adapter.delete({ ...query, where: hashedWhere(query.model, query.where).where }),
    deleteMany: (query) =>
      adapter.deleteMany({ ...query, where: hashedWhere(query.model, query.where).where }),
    consumeOne: async (query) => {
      const { where, token } = hashedWhere(query.model, query.where)
      return withToken(await adapter.consumeOne({ ...query, where }), query.model, token)
    },
  }
}

function hashed<T extends Record<string, unknown>>(model: string, data: T): T {
  return model === 'session' && typeof data.token === 'string'
    ? { ...data, token: hashSessionToken(data.token) }
    : data
}

/** The conditions as they are stored, and the token that they ask for. */
function hashedWhere(model: string, where: Where[]): { where: Where[]; token: unknown } {
  if (model !== 'session') return { where, token: undefined }
  let token: unknown
  const stored = where.map((each): Where => {
    if (each.field !== 'token') return each
    const { value } = each
    if (Array.isArray(value)) return { ...each, value: value.map((one) => hashSessionToken(String(one))) }
    token = value
    return { ...each, value: hashSessionToken(String(value)) }
  })
  return { where: stored, token }
}

function withToken<T>(found: T, model: string, token: unknown): T {
  return model === 'session' && found && token !== undefined ? { ...found, token } : found
}
