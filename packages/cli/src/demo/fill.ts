import type { Connection } from '@samenspel/client'
import type { Content, Simulation } from '../waterrijk/index.ts'

/** What every step of the filling needs. A step makes what is missing, so a stopped one can be done again. */
export type Fill = {
  /** The public API, as an administrator of the municipality. */
  connection: Connection
  /** Id of the municipality's organisation. */
  municipalityId: string
  simulation: Simulation
  content: Content
}

/** Ids by the key that the content uses. */
export type Ids = ReadonlyMap<string, string>

/** Something of the content as it is in the database. */
export type Made = { id: string; slug: string }

/**
 * What belongs to a key of the content.
 * @throws Error when the content refers to something it does not have
 */
export function lookUp<T>(known: ReadonlyMap<string, T>, key: string): T {
  const found = known.get(key)
  if (found === undefined) throw new Error(`The example refers to “${key}”, which it does not have.`)
  return found
}

/** Sends JSON to a path of the server that is not in its API document. */
export async function postJson(
  { request }: Connection,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Response> {
  return request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })
}
