import {
  type Limits,
  parsePath,
  parseQuery,
  type QueryTarget,
  type ResourcePath,
  SensorThingsError,
  type ServiceRoot,
} from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../platform/actor.ts'
import { type Db, unlessGone } from '../../../platform/database/connect.ts'
import type { Askable } from '../../../platform/database/written.ts'
import { refuseCostly } from '../query/cost.ts'
import { isGrouped } from '../query/groups.ts'
import { compileRead, compileUses, type ReadAnswer, type ReadRequest } from '../query/statement.ts'
import type { Uses } from '../uses/recording.ts'
import { missingFor, noteEmpty } from './absence.ts'
import { brokenOff, missingEntity, misunderstood, tooManyToGroup, unanswerable } from './problems.ts'

/** An answer whose body was made by the database. */
export type Reply = { status: 200 | 204; type: string; body: string }

/** What a request asks, before it is known who asks. */
export type Address = { path: ResourcePath; queryText: string }

/** Reads the part of an address after the service root. @throws Problem */
export function readAddress(rest: string, limits?: Limits): Address {
  const mark = rest.indexOf('?')
  const pathText = mark < 0 ? rest : rest.slice(0, mark)
  try {
    return { path: parsePath(pathText, limits), queryText: mark < 0 ? '' : rest.slice(mark + 1) }
  } catch (error) {
    throw error instanceof SensorThingsError ? misunderstood(error, 'path') : error
  }
}

const JSON_TYPE = 'application/json; charset=utf-8'
const TEXT_TYPE = 'text/plain; charset=utf-8'

/** Understands a read request completely. @throws Problem */
export function readRequest(
  { path, queryText }: Address,
  root: ServiceRoot,
  actor: Actor,
  now: Date,
): ReadRequest {
  if (path.kind === 'root' || path.kind === 'action') throw missingEntity()
  return understand(() => {
    const query = parseQuery(queryText, { entityType: path.entityType, target: targetOf(path) })
    refuseCostly(query, path.kind === 'collection')
    return { path, query, root, actor, now: BigInt(now.getTime()) * 1000n }
  })
}

/** Does work that may find a query that cannot be answered. @throws Problem */
export function understand<T>(work: () => T): T {
  try {
    return work()
  } catch (error) {
    throw error instanceof SensorThingsError ? misunderstood(error, 'query') : error
  }
}

function targetOf(path: ReadRequest['path']): QueryTarget {
  if (path.kind === 'property') return 'property'
  if (path.kind === 'entity') return path.suffix === '$ref' ? 'property' : 'entity'
  return path.suffix === '$count' ? 'count' : path.suffix === '$ref' ? 'references' : 'collection'
}

/** A client that waits for an answer: a few of its statements are at work at once, and none is begun when it has gone. */
export type Client = {
  gone: AbortSignal
  /** Whether a statement is stopped when the client has gone. */
  cancels: boolean
  inTurn<T>(work: () => Promise<T>): Promise<T>
}

/**
 * Asks a statement that was made of a query, for a client when there is one.
 * @param onFailure what comes first when it fails after it was begun
 * @throws Problem when it cannot be computed, or what `onFailure` throws
 */
export async function ask<R>(
  db: Db,
  statement: Askable<R>,
  client?: Client,
  onFailure = async () => {},
): Promise<R[]> {
  let isBegun = false
  const run = async () => {
    client?.gone.throwIfAborted()
    isBegun = true
    return statement.execute(db, unlessGone(client?.cancels ? client.gone : undefined))
  }
  try {
    const { rows } = await (client ? client.inTurn(run) : run())
    return rows
  } catch (error) {
    if (isBegun) await onFailure()
    throw client?.gone.aborted ? brokenOff() : (unanswerable(error) ?? error)
  }
}

/**
 * Records what a read request for a purpose can tell of without an answer: that a value cannot be computed with, or how long it took, says
 * something of it. What anybody can read is counted when it is answered.
 * @throws Problem unavailable when that is not possible
 */
export async function recordUnanswered(db: Db, request: ReadRequest, uses: Uses | undefined): Promise<void> {
  if (!uses || !('purpose' in request.actor && request.actor.purpose)) return
  const { rows } = await understand(() => compileUses(request)).execute(db)
  await uses.record(rows[0]?.uses ?? null)
}

/**
 * Answers a read request with one statement; what it uses of residents is recorded before.
 * @param uses where; absent for who changes an entity, which only its owner can
 * @param compile gives the statement, when others asked for the same before
 * @param language of the note in a list in which nothing is; without one there is no note
 * @throws Problem not-found, invalid-query when it cannot be computed, or unavailable when it cannot be recorded
 */
export async function answerRead(
  db: Db,
  request: ReadRequest,
  {
    client,
    uses,
    language,
    compile = () => compileRead(request),
  }: { client?: Client; uses?: Uses; language?: 'nl' | 'en'; compile?: () => Askable<ReadAnswer> } = {},
): Promise<Reply> {
  const statement = understand(compile)
  const [row] = await ask(db, statement, client, () => recordUnanswered(db, request, uses))
  if (!row) throw await missingFor(db, request)
  await uses?.record(row.uses)
  if (row.body === null && isGrouped(request.query)) throw tooManyToGroup()
  if (row.body === null) return { status: 204, type: TEXT_TYPE, body: '' }
  const body = language ? await noteEmpty(db, request, row.body, language) : row.body
  return { status: 200, type: typeOf(request), body }
}

function typeOf({ path }: ReadRequest): string {
  if (path.kind === 'collection' && path.suffix === '$count') return TEXT_TYPE
  if (path.kind !== 'property' || path.suffix !== '$value') return JSON_TYPE
  const isJson = ['object', 'array', 'geometry', 'any'].includes(path.propertyType) && path.json.length === 0
  return isJson ? JSON_TYPE : TEXT_TYPE
}
