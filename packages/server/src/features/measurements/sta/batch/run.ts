import { STATUS_CODES } from 'node:http'
import {
  addressInService,
  type BatchAnswer,
  type BatchPart,
  type BatchRequest,
  type BatchResponse,
  fillAddress,
  fillBody,
  type MadeEntity,
  type ServiceRoot,
} from '@samenspel/standards/sensorthings'
import type { Actor } from '../../../../platform/actor.ts'
import { Problem } from '../../../../platform/errors.ts'
import { checkAccess } from '../../../../platform/http/access.ts'
import { asProblem, describeProblem, PROBLEM_TYPE, reportProblem } from '../../../../platform/http/problem.ts'
import { intakeWithin } from '../../ingest/intake-within.ts'
import type { Uses } from '../../uses/recording.ts'
import { WRITERS } from '../../writers.ts'
import { type Answering, answerRequest, type ServiceAnswer } from '../answer.ts'
import type { Client } from '../read.ts'
import { dependsOnFailed, noDownload, notHere, notMet, tooMuch, undone } from './problems.ts'

/** A batch that has been read, and on whose behalf it is done. */
export type BatchOrder = {
  parts: readonly BatchPart[]
  root: ServiceRoot
  actor: Actor
  /** The header `Dataset` of the batch, for requests without one. */
  dataset: string | undefined
  language: 'nl' | 'en'
  /** Go on after a request that failed (the preference `continue-on-error`). */
  continueOnError: boolean
  /** Nothing more is done once they have gone. */
  client: Client
  /** Where what is used of residents is recorded: once for the whole batch. */
  uses: Uses
}

/** Bytes of all answers together. */
const LARGEST_ANSWER = 50 * 1024 * 1024

/** The answer to a request of a batch: all of it, because the answers are sent together. */
type PartAnswer = ServiceAnswer & { body: string }

/** What is known while a batch runs. */
type Run = {
  order: BatchOrder
  made: Map<string, MadeEntity>
  /** Requests and groups that were tried, and whether they succeeded. */
  succeeded: Map<string, boolean>
  room: number
}

/**
 * Does the requests of a batch one after the other, each as if it were sent on its own: same rights, same answers. A change
 * set is one transaction. Unless asked to go on, it stops after the first failure; what was not done has no answer.
 */
export async function runBatch(platform: Answering, order: BatchOrder): Promise<BatchAnswer[]> {
  const run: Run = { order, made: new Map(), succeeded: new Map(), room: LARGEST_ANSWER }
  const answers: BatchAnswer[] = []
  for (const part of order.parts) {
    if (order.client.gone.aborted) break
    const answer =
      part.kind === 'request'
        ? { kind: 'request' as const, response: await answerOne(platform, run, part.request) }
        : await answerChangeSet(platform, run, part)
    answers.push(answer)
    if (hasFailed(answer) && !order.continueOnError) break
  }
  return answers
}

/** A request whose condition was not met was not to be done: that is no failure. */
function hasFailed(answer: BatchAnswer): boolean {
  const { status } = answer.kind === 'changeSet' ? { status: 200 } : answer.response
  return status >= 400 && status !== 412
}

async function answerOne(platform: Answering, run: Run, request: BatchRequest): Promise<BatchResponse> {
  try {
    const answer = await doRequest(platform, run, request)
    note(run, request, answer)
    return toResponse(request, answer)
  } catch (error) {
    if (request.id !== undefined) run.succeeded.set(request.id, false)
    return refuse(platform, run, request, error)
  }
}

/** All requests of a change set in one transaction; the first that fails undoes the others. */
async function answerChangeSet(
  platform: Answering,
  run: Run,
  { id, requests }: BatchPart & { kind: 'changeSet' },
): Promise<BatchAnswer> {
  // What a change set makes is known to later parts only once it is stored.
  const inside: Run = { ...run, made: new Map(run.made), succeeded: new Map(run.succeeded) }
  const group = id === undefined ? {} : { id }
  let current = requests[0]
  try {
    const responses = await platform.db.transaction().execute(async (transaction) => {
      const within = { ...platform, db: transaction, intake: intakeWithin(transaction, platform.clock) }
      const done: BatchResponse[] = []
      for (const request of requests) {
        current = request
        const answer = await doRequest(within, inside, request)
        note(inside, request, answer)
        done.push(toResponse(request, answer))
      }
      return done
    })
    for (const [key, entity] of inside.made) run.made.set(key, entity)
    for (const [key, outcome] of inside.succeeded) run.succeeded.set(key, outcome)
    if (id !== undefined) run.succeeded.set(id, true)
    return { kind: 'changeSet', ...group, responses }
  } catch (error) {
    for (const name of [id, ...requests.map((request) => request.id)]) {
      if (name !== undefined) run.succeeded.set(name, false)
    }
    const failed = current ?? requests[0]
    if (!failed) throw error
    const others = requests.filter((request) => request !== failed)
    return {
      kind: 'failed',
      ...group,
      response: refuse(platform, run, failed, error),
      others: others.map((request) => refuse(platform, run, request, undone())),
    }
  }
}

/** @throws Problem, or what the database threw */
async function doRequest(platform: Answering, run: Run, request: BatchRequest): Promise<PartAnswer> {
  const { order } = run
  if (request.condition?.some(({ id, succeeded }) => (run.succeeded.get(id) ?? false) !== succeeded)) {
    throw notMet()
  }
  const failed = request.dependsOn.find((id) => !run.succeeded.get(id))
  if (failed !== undefined) throw dependsOnFailed(failed)
  if (request.fault !== undefined) throw new Problem('invalid-json', request.fault)
  const find = (id: string) => {
    if (run.succeeded.get(id) === false) throw dependsOnFailed(id)
    return run.made.get(id)
  }
  const address = addressInService(request.url, order.root)
  if (address === undefined) throw notHere(order.root)
  if (request.method !== 'GET') checkAccess(WRITERS, order.actor, true)
  const answer = await answerRequest(platform, order.root, {
    method: request.method,
    address: fillAddress(address, find),
    actor: order.actor,
    // A download is no answer in a batch.
    resolveAgain: async () => order.actor,
    body: fillBody(request.body, find),
    contentType: request.headers.get('content-type') ?? '',
    dataset: request.headers.get('dataset') ?? order.dataset,
    accept: undefined,
    language: order.language,
    client: order.client,
    uses: order.uses,
  })
  const { body } = answer
  if (typeof body !== 'string') {
    body.destroy()
    throw noDownload()
  }
  const size = Buffer.byteLength(body)
  // What was changed has a short answer, so only what was read is ever left out.
  if (request.method === 'GET' && size > run.room) throw tooMuch()
  run.room -= size
  return { ...answer, body }
}

function note(run: Run, { id }: BatchRequest, { entity }: PartAnswer): void {
  if (id === undefined) return
  run.succeeded.set(id, true)
  if (!entity) return
  const path = entity['@iot.selfLink'].slice(run.order.root.length + 1)
  run.made.set(id, { path, id: entity['@iot.id'] })
}

function toResponse(request: BatchRequest, { status, type, body, entity }: PartAnswer): BatchResponse {
  const headers: [string, string][] = []
  if (type !== undefined && body !== '') headers.push(['Content-Type', type])
  if (entity && status === 201) headers.push(['Location', entity['@iot.selfLink']])
  return respond(request, status, headers, body)
}

function respond(
  { id }: BatchRequest,
  status: number,
  headers: BatchResponse['headers'],
  body: string,
): BatchResponse {
  return { ...(id === undefined ? {} : { id }), status, reason: STATUS_CODES[status] ?? '', headers, body }
}

function refuse(platform: Answering, { order }: Run, request: BatchRequest, error: unknown): BatchResponse {
  const problem = asProblem(error)
  const document = describeProblem(problem, order.language, request.url)
  reportProblem(platform.report, problem, { method: request.method, route: '$batch', error })
  return respond(
    request,
    document.status,
    [
      ['Content-Type', PROBLEM_TYPE],
      ['Content-Language', order.language],
      ...(problem.retryAfter === undefined ? [] : [['Retry-After', String(problem.retryAfter)] as const]),
    ],
    JSON.stringify(document),
  )
}
