import { type Connection, dataOf } from '@samenspel/client'
import { type ExampleRemark, REMARKS } from '../waterrijk/content/remarks.ts'
import type { ExampleAccount } from './administer.ts'
import { type Fill, type Ids, lookUp } from './fill.ts'
import { nameStream, type StreamIds } from './fill-stations.ts'
import type { Past } from './past.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const MODERATOR = 'griffier'

/** The API as someone who has this account. */
type SignIn = (key: string) => Promise<Connection>

/**
 * Has people of the example say something of its measurements, when nobody did yet: others support and dispute it, report it, and the clerk
 * judges.
 * @returns ids of the remarks that decisions cite, by their key
 */
export async function fillRemarks(
  { connection, simulation }: Fill,
  {
    accounts,
    streams,
    past,
    signIn,
    since,
  }: {
    accounts: ReadonlyMap<string, ExampleAccount>
    streams: StreamIds
    past: Past
    signIn: (email: string) => Promise<Connection>
    since: number
  },
): Promise<Ids> {
  const { items } = await dataOf(connection.api.GET('/remarks'))
  if (items.length > 0) return keysOf(items)
  const known = new Map<string, Promise<Connection>>()
  const signInAs: SignIn = (key) => {
    const connected = known.get(key) ?? signIn(lookUp(accounts, key).email)
    known.set(key, connected)
    return connected
  }
  for (const remark of REMARKS) {
    const place = await findPlace(connection, streams, remark, (key) => {
      const station = simulation.stations.find((each) => each.key === key)
      return nameStream({ stationKey: key, property: station?.properties[0] ?? '' })
    })
    const { by, writtenOn } = remark
    const writer = await (writtenOn === undefined
      ? signInAs(by)
      : past.as(since + writtenOn * DAY, lookUp(accounts, by).email))
    await writeRemark({ writer, signInAs }, remark, place, since)
  }
  return keysOf((await dataOf(connection.api.GET('/remarks'))).items)
}

const keysOf = (stored: readonly { id: string; text: string | null }[]): Ids =>
  new Map(
    REMARKS.flatMap(({ key, text }) => {
      const found = stored.find((each) => each.text === text)
      return key !== undefined && found ? [[key, found.id] as const] : []
    }),
  )

async function writeRemark(
  { writer: { api }, signInAs }: { writer: Connection; signInAs: SignIn },
  { kind, text, name, fromHours, toHours, voices = [], report, hidden }: ExampleRemark,
  place: object,
  since: number,
): Promise<void> {
  const before = (hours: number) => new Date(since - hours * HOUR).toISOString()
  const { id } = await dataOf(
    api.POST('/remarks', {
      body: {
        ...{ kind, text, name, ...place },
        ...(fromHours === null ? {} : { from: before(fromHours) }),
        ...(toHours === undefined ? {} : { to: before(toHours) }),
      },
    }),
  )
  for (const { by: voter, ...voice } of voices) {
    const voting = await signInAs(voter)
    await dataOf(voting.api.PUT('/remarks/{id}/voice', { params: { path: { id } }, body: voice }))
  }
  if (report) {
    const { by: reporter, rule, note } = report
    const reporting = await signInAs(reporter)
    await dataOf(reporting.api.POST('/moderation-reports', { body: { kind: 'remark', id, rule, note } }))
  }
  if (hidden) {
    const judging = await signInAs(MODERATOR)
    const body = { kind: 'remark', id, verdict: 'hidden', ...hidden } as const
    await dataOf(judging.api.POST('/moderation-judgements', { body }))
  }
}

/** What a remark is on, as the API names it. */
async function findPlace(
  { api }: Connection,
  streams: StreamIds,
  { at }: ExampleRemark,
  firstOf: (station: string) => string,
): Promise<object> {
  if ('area' in at) return { area: at.area }
  if ('property' in at) {
    return { datastream: lookUp(streams, nameStream({ stationKey: at.station, property: at.property })) }
  }
  const datastream = lookUp(streams, firstOf(at.station))
  const { items } = await dataOf(api.GET('/stations', { params: { query: { datastream } } }))
  return { thing: items[0]?.thingId }
}
