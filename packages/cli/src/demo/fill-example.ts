import { type Connection, dataOf } from '@samenspel/client'
import type { Official } from '../waterrijk/content/types.ts'
import { createContent, createSimulation, type Simulation, WATERRIJK_SEED } from '../waterrijk/index.ts'
import type { ExampleAccount } from './administer.ts'
import { type Fill, lookUp } from './fill.ts'
import { fillAgreements } from './fill-agreements.ts'
import { fillAnalyses } from './fill-analyses.ts'
import { fillAreas } from './fill-areas.ts'
import { fillChallenges, publishChallenges } from './fill-challenges.ts'
import { fillDecisions } from './fill-decisions.ts'
import { fillFollowers } from './fill-followers.ts'
import { fillIndicators } from './fill-indicators.ts'
import { fillInterventions } from './fill-interventions.ts'
import { fillInvitation } from './fill-invitation.ts'
import { fillMandates, fillOrganisations, findWorkplace } from './fill-parties.ts'
import { fillRemarks } from './fill-remarks.ts'
import { fillSquares, storeNights } from './fill-squares.ts'
import { fillStations, readStations } from './fill-stations.ts'
import { cutNewestFirst, findStored, floorHour, storeStories } from './history.ts'
import type { Past } from './past.ts'
import { createValueStore, type ValueStore } from './store-values.ts'

const DAY = 86_400_000

/** How many interventions the content has. */
const INTERVENTIONS = 5

/** How the filling reaches the server, and what it is told besides. */
export type FillOptions = {
  connection: Connection
  municipalityId: string
  /** Gives the officials their accounts, each in the organisation that it works for. */
  openAccounts(workplaceOf: (official: Official) => string): Promise<ReadonlyMap<string, ExampleAccount>>
  /** The API as one of the officials. */
  signIn(email: string): Promise<Connection>
  /** The API as an administrator, at earlier moments. */
  past: Past
  now: number
  /** Days of measurements that pages need at once; the rest comes later. */
  recentDays: number
  onStep(step: string): void
}

/** The example as far as pages need it. */
export type FilledExample = {
  connection: Connection
  simulation: Simulation
  accounts: ReadonlyMap<string, ExampleAccount>
  store: ValueStore
  streams: ReadonlyMap<string, number>
  /** The moment the example was first filled (ms UTC). */
  since: number
}

/**
 * Fills a server with Waterrijk, through its public API, as far as pages need it. What is there stays, so a filling that was
 * stopped is finished by doing it again.
 */
export async function fillExample(options: FillOptions): Promise<FilledExample> {
  const { connection, municipalityId, now, onStep } = options
  onStep('Looking at what is there')
  const stored = await readStations(connection)
  const since = stored.since ?? now
  const simulation = createSimulation(WATERRIJK_SEED, since)
  onStep('Organisations and accounts of their officials')
  const organisations = await fillOrganisations(connection, municipalityId)
  const accounts = await options.openAccounts((official) => findWorkplace(organisations, official))
  if (await isFilled(connection)) {
    await storeNights(connection, stored.streams, { since, now })
    const store = createValueStore(connection, simulation, stored.streams)
    return { connection, simulation, accounts, store, streams: stored.streams, since }
  }

  onStep('Mandates')
  const content = createContent(simulation, since)
  const fill: Fill = { connection, municipalityId, simulation, content }
  const mandates = await fillMandates(fill, accounts, options.signIn)
  const emailOf = (mandateKey: string) => findHolder(fill, mandateKey, accounts)
  const signInAs = (mandateKey: string) => options.signIn(emailOf(mandateKey))
  const signInThen = (moment: number, mandateKey: string) => options.past.as(moment, emailOf(mandateKey))

  onStep('Neighbourhoods and their figures')
  const year = new Date(since).getUTCFullYear()
  await fillAreas(connection, WATERRIJK_SEED, [year - 3, year - 2, year - 1])

  onStep('Garden stations')
  const streams = await fillSquares(fill, await fillStations(fill, stored, since), since)
  const store = createValueStore(connection, simulation, streams)
  const challenges = await fillChallenges(fill, organisations, { past: options.past, since })

  await storeRecent(fill, streams, store, since, options)
  onStep('Indicators and signals')
  const { past } = options
  const as = (key: string) => lookUp(accounts, key).email
  const postponeAt = (moment: number) => past.as(moment, as('beleid-klimaat'))
  const indicators = await fillIndicators(fill, { challenges, past, postponeAt, since })
  await publishChallenges(fill, indicators)

  onStep('Analyses')
  await fillAnalyses(fill, { now: since, accounts, signIn: options.signIn })

  onStep('Agreements and decisions')
  await fillAgreements(fill, { organisations, challenges, mandates, signInAs })
  await fillInvitation(fill)
  const remarks = await fillRemarks(fill, { accounts, streams, past, signIn: options.signIn, since })
  await fillFollowers(challenges, (key) => options.signIn(as(key)))
  const context = { challenges, indicators, remarks, past, since }
  await fillDecisions(fill, { ...context, mandates, signInAs, signInThen })
  await fillInterventions(fill, { ...context, organisations })
  return { connection, simulation, accounts, store, streams, since }
}

/** The address of the official who holds a mandate. */
function findHolder(
  { content }: Fill,
  mandateKey: string,
  accounts: ReadonlyMap<string, ExampleAccount>,
): string {
  const mandate = content.mandates.find(({ key }) => key === mandateKey)
  const account = accounts.get(mandate?.officialKey ?? '')
  if (!account) throw new Error(`Nobody in the example holds the mandate ${mandateKey}.`)
  return account.email
}

/** Interventions are made last, so when all of them are there and begun, so is everything else. Texts need a year of values, so they are not made for this. */
async function isFilled({ api }: Connection): Promise<boolean> {
  const { items } = await dataOf(api.GET('/interventions', { params: { query: { mine: true } } }))
  return items.filter(({ startedOn }) => startedOn !== null).length >= INTERVENTIONS
}

/** Stores the values that the stories rest on and those of the last days, newest first. */
async function storeRecent(
  { connection, simulation }: Fill,
  streams: FilledExample['streams'],
  store: ValueStore,
  since: number,
  { recentDays, onStep }: FillOptions,
): Promise<void> {
  const end = floorHour(since)
  const begin = end - recentDays * DAY
  const there = await findStored(connection, simulation, streams)
  if (there && there.from <= begin + DAY) return
  onStep('Measurements: what the stories are about')
  await storeStories(store, WATERRIJK_SEED, since)
  const stretches = [...cutNewestFirst(begin, there?.from ?? end, () => 72)]
  for (const [index, { from, to }] of stretches.entries()) {
    onStep(`Measurements of the last ${recentDays} days: ${Math.round((100 * index) / stretches.length)}%`)
    await store.storeHours(from, to)
  }
}
