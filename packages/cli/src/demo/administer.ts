import { ApiError, type Connection, connect, dataOf, listAll, type Send } from '@samenspel/client'
import { type App, type Config, createAccount, createToken } from '@samenspel/server'
import { OFFICIALS } from '../waterrijk/content/parties.ts'
import { RESIDENTS } from '../waterrijk/content/remarks.ts'
import type { Official } from '../waterrijk/content/types.ts'

const MUNICIPALITY = 'Gemeente Waterrijk'
const TOKEN_NAME = 'Demonstratie'

/** The administrator for whom the example fills the server, through the public API. */
export type Administration = {
  connection: Connection
  municipalityId: string
  tokenId: string
  /** The same administrator at another server on the same database. */
  connectTo(send: Send): Connection
}

/**
 * Makes an administrator token for this run, and ends those of earlier runs. On an empty database the first organisation
 * is the municipality.
 * @throws Error when the database holds other organisations than those of the example
 */
export async function administer(app: App, config: Config, send: Send): Promise<Administration> {
  const municipalityId = await findMunicipality(config, send)
  const { db } = app.platform
  const { id, secret } = await createToken(db, {
    organisationId: municipalityId,
    name: TOKEN_NAME,
    role: 'administrator',
  })
  const connectTo = (to: Send) => connect({ url: config.publicUrl, token: secret, send: to })
  const connection = connectTo(send)
  await revokeTokens(connection, ({ id: each, name }) => name === TOKEN_NAME && each !== id)
  return { connection, municipalityId, tokenId: id, connectTo }
}

/** Ends the token of this run. */
export async function endAdministration({
  connection,
  tokenId,
}: Pick<Administration, 'connection' | 'tokenId'>): Promise<void> {
  await connection.api.DELETE('/tokens/{id}', { params: { path: { id: tokenId } } })
}

async function findMunicipality(config: Config, send: Send): Promise<string> {
  const { api } = connect({ url: config.publicUrl, send })
  const organisations = await listAll((cursor) =>
    api.GET('/organisations', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  const found = organisations.find(({ name }) => name === MUNICIPALITY)
  if (found) return found.id
  const first = connect({ url: config.publicUrl, token: config.bootstrapToken, send })
  const bootstrapped = await findBootstrapped(first)
  if (bootstrapped === undefined || organisations.length !== 1) {
    throw new Error(
      'This database holds other organisations than those of the example. The demo only fills an empty database: leave out DATABASE_URL, or name an empty one.',
    )
  }
  await first.api.PATCH('/organisations/{id}', {
    params: { path: { id: bootstrapped } },
    body: { name: MUNICIPALITY },
  })
  return bootstrapped
}

/** The organisation that was made for the bootstrap token; undefined when the token was not taken. */
async function findBootstrapped({ api }: Connection): Promise<string | undefined> {
  try {
    const me = await dataOf(api.GET('/me'))
    return me.kind === 'token' ? me.memberships[0]?.organisation.id : undefined
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) return undefined
    throw error
  }
}

async function revokeTokens(
  { api }: Connection,
  isOld: (token: { id: string; name: string }) => boolean,
): Promise<void> {
  const tokens = await listAll((cursor) =>
    api.GET('/tokens', { params: { query: cursor === undefined ? {} : { cursor } } }),
  )
  for (const { id } of tokens.filter(isOld)) await api.DELETE('/tokens/{id}', { params: { path: { id } } })
}

/** An account that anyone who sees the terminal can use. */
export type ExampleAccount = {
  name: string
  function: string
  email: string
  role: string
  personId: string
  organisationId: string
}

/**
 * Gives the officials of the example an account with this password. Those of the municipality work for the whole of it, so that they
 * can work on each other's challenges; the one of a partner also keeps its mandates. Residents get one too, without a role.
 * @param workplaceOf the organisation that an official works for
 */
export async function openAccounts(
  app: App,
  municipalityId: string,
  workplaceOf: (official: Official) => string,
  password: string,
): Promise<Map<string, ExampleAccount>> {
  const opened = OFFICIALS.map(async (official): Promise<[string, ExampleAccount]> => {
    const { key, name, email, role, function: title } = official
    const organisationId = workplaceOf(official)
    const roles = organisationId === municipalityId ? [role] : [role, 'administrator' as const]
    const memberships = roles.map((each) => ({ organisationId, role: each }))
    const personId = await createAccount(app.platform.db, { name, email, password, memberships })
    return [key, { name, function: title.nl, email, role, personId, organisationId }]
  })
  const residents = RESIDENTS.map(async ({ key, name, email }): Promise<[string, ExampleAccount]> => {
    const personId = await createAccount(app.platform.db, { name, email, password, memberships: [] })
    const account = {
      name,
      function: 'Inwoner',
      email,
      role: 'resident',
      personId,
      organisationId: municipalityId,
    }
    return [key, account]
  })
  return new Map<string, ExampleAccount>(await Promise.all([...opened, ...residents]))
}

/** Signs in as a person would, and gives the API as that person. */
export function signIn(url: string, send: Send, email: string, password: string): Promise<Connection> {
  return enterAs(url, send, '/api/auth/sign-in/email', { email, password })
}

/** Sends what a browser would to come in, and gives the API with the cookies of the answer. */
export async function enterAs(url: string, send: Send, path: string, body: object): Promise<Connection> {
  const { request } = connect({ url, send })
  const response = await request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const cookie = response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return connect({
    url,
    send(asked) {
      const signed = new Request(asked)
      signed.headers.set('cookie', cookie)
      return send(signed)
    },
  })
}
