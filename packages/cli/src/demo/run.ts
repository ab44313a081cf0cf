import type { Server } from 'node:http'
import type { Output } from '../output.ts'
import type { Begun } from '../start/begin.ts'
import { createInternalFetch } from '../start/internal-fetch.ts'
import { type Running, reporter, serve } from '../start/serve.ts'
import { stopOnSignal } from '../start/stop-on-signal.ts'
import { createContent } from '../waterrijk/index.ts'
import { administer, endAdministration, openAccounts, signIn } from './administer.ts'
import { type ExampleClass, fillClass } from './fill-class.ts'
import { fillEvaluations } from './fill-evaluations.ts'
import { type FilledExample, fillExample } from './fill-example.ts'
import { watchForGaps } from './fill-indicators.ts'
import { simulateLive } from './live.ts'
import { catchUp, type Loading, loadYear } from './load-rest.ts'
import { openPast } from './past.ts'
import { waitWhenBusy } from './patient.ts'
import { makePassword } from './settings.ts'
import { followVisitors } from './visitors.ts'

/** Days of measurements that are stored before the address is told; more would not fit in the first minute. */
const RECENT_DAYS = 14
const SECOND = 1000
/** Milliseconds between two lines about progress. */
const PACE = 2000

/**
 * Starts the server, fills it with the example when it is empty, and lets measurements go on until it is stopped.
 * @param started when the command was given, for the time it tells
 */
export async function runDemo(output: Output, begun: Begun, started: number): Promise<void> {
  const loading = { isDone: false }
  const running = await serve(begun, { simulated: true, isLoading: () => !loading.isDone }, output.progress)
  const stopping = { asked: false, done: async () => {} }
  const before = async () => {
    stopping.asked = true
    await stopping.done()
  }
  stopOnSignal(running, { output, database: begun.config.database, before })
  try {
    await fillAndMeasure(output, begun, running, { stopping, loading }, started)
  } catch (error) {
    await running.stop()
    // What breaks off because it was asked to stop is no failure.
    if (!stopping.asked) throw error
  }
}

async function fillAndMeasure(
  output: Output,
  { config }: Begun,
  running: Running,
  {
    stopping,
    loading,
  }: { stopping: { asked: boolean; done: () => Promise<void> }; loading: { isDone: boolean } },
  started: number,
): Promise<void> {
  const send = waitWhenBusy(createInternalFetch(running.app))
  const administration = await administer(running.app, config, send)
  const password = makePassword()
  const past = await openPast(
    { config, database: running.database, report: reporter(config) },
    administration.connectTo,
    (to, email) => signIn(config.publicUrl, to, email, password),
  )
  const example = await fillExample({
    ...administration,
    past,
    openAccounts: (workplaceOf) =>
      openAccounts(running.app, administration.municipalityId, workplaceOf, password),
    signIn: (email) => signIn(config.publicUrl, send, email, password),
    now: Date.now(),
    recentDays: RECENT_DAYS,
    onStep: output.progress,
  }).finally(() => past.close())
  output.progress('A class with what its pupils made')
  const schoolClass = await fillClass(running.app, {
    url: config.publicUrl,
    send,
    password,
    now: Date.now(),
  })
  await running.siteReady
  const mailFolder = config.mail.url ? undefined : config.mail.folder
  tell(
    output,
    running,
    { example, schoolClass, password, mailFolder },
    (performance.now() - started) / SECOND,
  )
  const visitors = followVisitors(running.app.http.server as Server)
  const work = keepMeasuring(output, example, { isStopped: () => stopping.asked, visitors }, () => {
    loading.isDone = true
  })
  stopping.done = async () => {
    await (await work)()
    await endAdministration(administration)
  }
}

function tell(
  output: Output,
  running: Running,
  {
    example,
    schoolClass,
    password,
    mailFolder,
  }: {
    example: FilledExample
    schoolClass: ExampleClass
    password: string
    mailFolder: string | undefined
  },
  seconds: number,
) {
  const accounts = [...example.accounts.values()].map(({ email, function: title, role }) => ({
    email,
    title,
    role,
  }))
  const width = Math.max(...accounts.map(({ email }) => email.length))
  output.result({ url: running.url, engine: running.database.engine, password, accounts, schoolClass }, [
    '',
    `Waterrijk is ready (${Math.round(seconds)} s): ${running.url}`,
    'A municipality that does not exist: all people and measurements are made up.',
    running.mqtt,
    '',
    `Sign in at ${running.url}/inloggen with one of these accounts and the password  ${password}`,
    ...accounts.map(({ email, title, role }) => `  ${email.padEnd(width)}  ${title} (${role})`),
    `  ${schoolClass.email.padEnd(width)}  leraar van ${schoolClass.name} (geen rol)`,
    '',
    `As a pupil, go to ${running.url}/klas with the code  ${schoolClass.code}`,
    `  and choose a name, or be ${schoolClass.nickname} with the card  ${schoolClass.card}`,
    ...(mailFolder === undefined
      ? []
      : ['', `Messages to residents are not sent: read them in ${mailFolder}`]),
    '',
    'Stop with Ctrl+C; starting again goes on where it stopped, with a new password.',
  ])
}

/**
 * Evaluates what was done and loads what is missing while the site works, and stores a new value for every station each minute.
 * @param onLoaded told when nothing is loaded any more
 * @returns ends the measuring, after what is under way
 */
async function keepMeasuring(
  output: Output,
  example: FilledExample,
  { isStopped, visitors }: Pick<Loading, 'isStopped' | 'visitors'>,
  onLoaded: () => void,
): Promise<() => Promise<void>> {
  const onFailure = (error: unknown) =>
    output.line(`Measurements could not be stored: ${error instanceof Error ? error.message : String(error)}`)
  const show = tellNowAndThen(output)
  const loading = (what: string): Loading => ({
    isStopped,
    visitors,
    onFailure,
    onProgress: (part) => show(what, part),
  })
  // Seconds of computing, for which nobody has to wait.
  await fillEvaluations(example.connection, isStopped).catch((error: unknown) =>
    output.line(`The evaluations were not made: ${error instanceof Error ? error.message : String(error)}`),
  )
  if (isStopped()) return async () => {}
  await catchUp(example, Date.now(), loading('Catching up')).catch(onFailure)
  if (isStopped()) return async () => {}
  const stopLive = simulateLive(example.store, example.simulation, onFailure)
  const year = loadYear(example, loading('Loading the rest of the year'))
    .then(onLoaded)
    .then(() => (isStopped() ? undefined : watchForGaps(example.connection, listIndicators(example))))
    .catch(onFailure)
  return async () => {
    await Promise.all([stopLive(), year])
  }
}

const listIndicators = ({ simulation, since }: FilledExample) => createContent(simulation, since).indicators

/** Tells progress now and then, and always the end. */
function tellNowAndThen(output: Output) {
  let told = 0
  return (what: string, part: number) => {
    if (part < 1 && Date.now() - told < PACE) return
    told = Date.now()
    if (part < 1) output.progress(`${what} while the site works: ${Math.floor(part * 100)}%`)
    else output.line(`${what}: done`)
  }
}
