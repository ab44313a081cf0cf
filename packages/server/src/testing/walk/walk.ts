import { PROBLEM_TYPE } from '../../platform/http/problem.ts'
import type { TestServer } from '../server.ts'
import { ACCOUNT_EXAMPLES } from './account-examples.ts'
import { agreementExamples } from './agreement-examples.ts'
import { analysisExamples } from './analysis-examples.ts'
import { classExamples } from './class-examples.ts'
import { consentExamples } from './consent-examples.ts'
import { decisionExamples } from './decision-examples.ts'
import { evaluationExamples } from './evaluation-examples.ts'
import { examplesOf } from './examples.ts'
import { hostingExamples } from './hosting-examples.ts'
import { interventionExamples } from './intervention-examples.ts'
import { ledgerExamples } from './ledger-examples.ts'
import { lessonExamples } from './lesson-examples.ts'
import { logbookExamples, recordExamples } from './logbook-examples.ts'
import { notificationExamples } from './notification-examples.ts'
import { operationsIn, type Paths, rightRequest, type WrongRequest, wrongRequests } from './plan.ts'
import { remarkExamples } from './remark-examples.ts'
import { sensorThingsExamples } from './sensorthings-examples.ts'
import { makeWorld, type Sender } from './world.ts'

/** An answer must have come by then, whatever was asked. Far more than any needs: it is no measurement. */
const LONGEST_MILLISECONDS = 60_000

/** Refusals that need not say which field is wrong: they concern the request, or what is in a file. */
const OF_THE_WHOLE = [401, 403, 405, 406, 413, 415, 422, 429]

/** What a walk found. */
export type Walk = {
  sent: number
  /** Operations of the API document without an example, and examples that no operation has. */
  unknown: string[]
  /** Right requests that were refused: from those no wrong ones can be made. */
  refused: string[]
  /** What was wrong with an answer, by who sent what. */
  faults: string[]
}

/** Settings with which all right requests are allowed: what the examples fetch from. */
export const WALK_SETTINGS = { CONNECTOR_HOSTS: 'eu1.cloud.thethings.network,api.luchtmeetnet.nl' }

/**
 * Sends everything that can be wrong with a request, to every operation, as a stranger, an official and an administrator.
 * @param portion of how many operations, and of how many of their requests, one is taken; the same ones each time
 */
export async function walk(
  server: TestServer,
  portion: { operations: number; requests: number } = { operations: 1, requests: 1 },
): Promise<Walk> {
  const { world, senders } = await makeWorld(server)
  const { paths } = server.app.http.swagger() as { paths: Paths }
  const examples = {
    ...examplesOf(world),
    ...agreementExamples(world),
    ...consentExamples(world),
    ...decisionExamples(world),
    ...hostingExamples(world),
    ...analysisExamples(world),
    ...classExamples(world),
    ...notificationExamples(world),
    ...logbookExamples(world),
    ...remarkExamples(world),
    ...evaluationExamples(world),
    ...interventionExamples(world),
    ...lessonExamples(world),
    ...ledgerExamples(),
  }
  const documented = operationsIn(paths)
  const found: Walk = {
    sent: 0,
    unknown: [...new Set(documented).symmetricDifference(new Set(Object.keys(examples)))],
    refused: [],
    faults: [],
  }
  const administrator = senders.find(({ name }) => name === 'administrator')
  if (!administrator) throw new Error('The world has an administrator.')
  const all = Object.entries({
    ...examples,
    ...sensorThingsExamples(world),
    ...recordExamples(world),
    ...ACCOUNT_EXAMPLES,
  }).filter((_, index) => isChosen(index, portion.operations))
  for (const [operation, example] of all.filter(([, { once }]) => !once)) {
    const answer = await answerTo(server, administrator, rightRequest(operation, example))
    if (!answer || answer.status >= 300) found.refused.push(`${operation}: ${answer?.text}`)
  }
  let number = 0
  for (const [operation, example] of all) {
    const [method = '', path = ''] = operation.split(' ')
    const right = rightRequest(operation, example)
    const blind: Sender[] = []
    // A change that is right can be made by each who may: it says the same again.
    for (const sender of method === 'GET' || method === 'PATCH' ? senders : []) {
      if (await isNotThere(server, sender, right)) blind.push(sender)
    }
    for (const request of wrongRequests(operation, example, paths[path]?.[method.toLowerCase()])) {
      for (const sender of senders) {
        number += 1
        if (!isChosen(number, portion.requests)) continue
        found.sent += 1
        const fault = await tryRequest(server, sender, request, blind.includes(sender))
        if (fault !== undefined) found.faults.push(fault)
      }
    }
  }
  return found
}

/** Scatters the choice, so that each operation and each oddity gets its share. */
const isChosen = (number: number, oneIn: number) =>
  Math.floor(((Math.imul(number, 2_654_435_761) >>> 0) / 2 ** 32) * oneIn) === 0

async function isNotThere(server: TestServer, sender: Sender, right: WrongRequest): Promise<boolean> {
  return (await answerTo(server, sender, right))?.status === 404
}

/**
 * Sends a request.
 * @param isBlind whether what is asked is not there for the sender: then that may be the answer, whatever else is wrong
 * @returns what is wrong with the answer, or undefined
 */
async function tryRequest(
  server: TestServer,
  sender: Sender,
  request: WrongRequest,
  isBlind: boolean,
): Promise<string | undefined> {
  const answer = await answerTo(server, sender, request)
  const { at: _at, ...unplaced } = request
  const fault = answer && judge(isBlind && answer.status === 404 ? unplaced : request, answer)
  if (fault === undefined && answer !== undefined) return undefined
  return `${sender.name} · ${request.name} → ${fault ?? 'no answer'}${lastFailure(server, answer?.status)}`
}

/** The status and text of an answer; undefined when none came. A stream that goes on is left as soon as it begins. */
async function answerTo(server: TestServer, sender: Sender, request: WrongRequest) {
  const { method, url, payload } = request
  const headers = { ...request.headers, ...sender.headers }
  const asked = server
    .request({ method, url, headers, payloadAsStream: true, ...(payload === undefined ? {} : { payload }) })
    .then(async ({ statusCode: status, headers: { 'content-type': type = '' }, stream }) => {
      const isEndless = () => String(type).startsWith('text/event-stream')
      const body = stream()
      if (status >= 400)
        return { status, type: String(type), text: await body.reduce((all, part) => all + String(part), '') }
      if (isEndless()) body.destroy()
      else for await (const _ of body);
      return { status, type: String(type), text: '' }
    })
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), LONGEST_MILLISECONDS)
  })
  try {
    return await Promise.race([asked, late])
  } finally {
    clearTimeout(timer)
  }
}

type Answer = { status: number; type: string; text: string }
type ProblemBody = {
  type?: string
  title?: string
  detail?: string
  status?: number
  errors?: { in: string; pointer: string }[]
}

/** What a mistake says of which nobody wrote what to do. */
const SAYS_NOTHING = 'This does not fit here.'

/** What is wrong with an answer to a wrong request, or undefined. */
export function judge(
  { at, refused, isOnce }: Pick<WrongRequest, 'at' | 'refused' | 'isOnce'>,
  { status, type, text }: Answer,
): string | undefined {
  if (status < 400) return refused ? `${status}, as if it were right` : undefined
  if (status >= 500 && status !== 501) return `${status} ${text}`
  if (!type.startsWith(PROBLEM_TYPE)) return `${status} is ${type || 'nothing'}, not a problem`
  const problem = JSON.parse(text) as ProblemBody
  if (problem.status !== status || !problem.type || !problem.title || !problem.detail)
    return `incomplete: ${text}`
  if (text.includes(SAYS_NOTHING)) return `does not say what to do: ${text}`
  if (!at || OF_THE_WHOLE.includes(status)) return undefined
  if (isOnce && (status === 404 || status === 409)) return undefined
  // What is not there, or does not fit what is there, is told by the address.
  if (at.in === 'path' && status !== 400) return undefined
  if ((problem.errors ?? []).some((error) => names(error, at))) return undefined
  return `does not name ${at.in} ${at.pointer}: ${text}`
}

/** Values that contradict another one: the mistake is told at either. */
const PAIRS = [
  ['/since', '/until'],
  ['/from', '/to'],
  ['/to', '/from'],
  ['/Datastream/@iot.id', '/Datastream/name'],
  ['/baseline', '/target'],
  ['/signalRule/line', '/signalRule/clearLine'],
  ['/limits/pm25/range', '/limits/pm25/range'],
  ['/options', '/chosenOptionId'],
  ['/leftOn', '/leaveReason'],
  ['/leaveReason', '/leftOn'],
  ['/enteredOn', '/leftOn'],
  ['/validFrom', '/validThrough'],
  ['/permissions/0/from', '/permissions/0/until'],
  ['/prohibitions/0/from', '/prohibitions/0/until'],
  ['/requests/0/id', '/requests/1/dependsOn'],
  // Whatever else a link of a message brings may be right: the link is for one use.
  ['/newPassword', '/token'],
  ['/callbackURL', '/token'],
]

/** Whether a mistake is told at the field that was made wrong, inside it, or at the list of which it is one. */
function names(error: { in: string; pointer: string }, at: NonNullable<WrongRequest['at']>): boolean {
  // A mark of where a list was belongs to an address: at another one it is the mark that does not fit.
  if (at.in === 'path' && error.in === 'query' && error.pointer === '$skiptoken') return true
  if (error.in !== at.in) return false
  // SensorThings has no names for the parts of a path, and its options begin with a dollar.
  if (at.in === 'path') return true
  const pointer = error.pointer.replace(/^\/?/, '/')
  const whole = at.pointer.replace(/\/\d+$/, '')
  const pair = PAIRS.find(([one = '']) => at.pointer === one || at.pointer.startsWith(`${one}/`))?.[1]
  return (
    pointer === at.pointer || pointer.startsWith(`${at.pointer}/`) || pointer === whole || pointer === pair
  )
}

function lastFailure(server: TestServer, status: number | undefined): string {
  if (status === undefined || status < 500) return ''
  const failure = server.reports.findLast(({ kind }) => kind === 'request-failed')
  return failure?.kind === 'request-failed' ? ` ${String(failure.error)}` : ''
}
