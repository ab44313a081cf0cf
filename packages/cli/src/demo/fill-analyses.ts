import { type Connection, dataOf } from '@samenspel/client'
import {
  askSmoke,
  compareGreen,
  compareHeat,
  compareHeatByHour,
  compareSmoke,
  type Days,
  type ExampleAnalysis,
} from '../waterrijk/content/analyses.ts'
import type { ExampleAccount } from './administer.ts'
import { type Fill, lookUp } from './fill.ts'

const DAY = 86_400_000
/** How many days they are about: whole ones, of which the measurements are there at once. */
const LONG = 12

/** What writing analyses needs. */
export type AnalysisContext = {
  now: number
  accounts: ReadonlyMap<string, ExampleAccount>
  /** The API as one of the officials. */
  signIn(email: string): Promise<Connection>
}

/** Has officials write and publish the analyses that are missing: one in two versions, a copy of that by another, and one more. */
export async function fillAnalyses({ connection }: Fill, context: AnalysisContext): Promise<void> {
  const { items } = await dataOf(connection.api.GET('/analyses', { params: { query: { pageSize: 200 } } }))
  const titles = new Set(items.map(({ title }) => title))
  const days = daysBefore(context.now)
  const as = (key: string) => context.signIn(lookUp(context.accounts, key).email)
  if (!titles.has(compareHeat(days).title))
    await writeHeat(await as('data-expert'), await as('beleid-klimaat'), days)
  if (!titles.has(compareSmoke(days, 0).title)) await writeSmoke(await as('ggd-directeur'), days)
}

function daysBefore(now: number): Days {
  const day = (back: number) => new Date(now - back * DAY).toISOString().slice(0, 10)
  return { from: day(LONG), to: day(1) }
}

async function writeHeat(first: Connection, second: Connection, days: Days): Promise<void> {
  const slug = await publishNew(first, compareHeat(days))
  const path = { key: slug }
  await dataOf(first.api.POST('/analyses/{key}/versions', { params: { path } }))
  await dataOf(first.api.PATCH('/analyses/{key}', { params: { path }, body: compareHeatByHour(days) }))
  await publish(first, slug)
  const copy = await dataOf(
    second.api.POST('/analyses/{key}/versions/{number}/forks', { params: { path: { ...path, number: 2 } } }),
  )
  const { slug: copied } = copy
  await dataOf(
    second.api.PATCH('/analyses/{key}', { params: { path: { key: copied } }, body: compareGreen(days) }),
  )
  await publish(second, copied)
}

async function writeSmoke(author: Connection, days: Days): Promise<void> {
  const response = await author.request(`/api/v1/explorations?${askSmoke(days)}`)
  const { rows } = (await response.json()) as { rows: [place: string, value: number | null][] }
  const [village, town] = rows.map(([, value]) => value ?? 0)
  await publishNew(author, compareSmoke(days, (village ?? 0) - (town ?? 0)))
}

async function publishNew(author: Connection, body: ExampleAnalysis): Promise<string> {
  const { slug } = await dataOf(author.api.POST('/analyses', { body }))
  await publish(author, slug)
  return slug
}

async function publish({ api }: Connection, key: string): Promise<void> {
  await dataOf(api.POST('/analyses/{key}/publication', { params: { path: { key } } }))
}
