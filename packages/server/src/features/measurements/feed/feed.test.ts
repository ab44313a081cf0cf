import { beforeAll, expect, it, vi } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { describeStation, speakAs } from '../sta/testing/seed.ts'
import { createFeed, type FeedChange, type Subscriber } from './feed.ts'

const server = useServer()
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  send = speakAs(server, await signInAs(server, 'data-expert'))
  await send('POST', 'Things', describeStation('1', [5, 52]))
}, 60_000)

const SOON = { timeout: 10_000, interval: 10 }

/** Subscribes, does something, waits until what is asked for is there, and ends. */
async function watch(work: () => Promise<unknown>, until: (changes: FeedChange[]) => void) {
  const changes: FeedChange[] = []
  const stop = await createFeed(server.app.platform).subscribe({
    handle: (more) => void changes.push(...more),
  })
  await work()
  await vi.waitFor(() => until(changes), SOON)
  stop()
  return changes
}

it('tells which observations are new or corrected, with their values, and which are gone', async () => {
  const observe = (result: number) =>
    send('POST', 'Datastreams(1)/Observations', { result, phenomenonTime: '2026-03-01T12:00:00Z' })
  const changes = await watch(
    async () => {
      const made = await observe(1.5)
      await observe(1.5)
      await observe(2.5)
      await send('DELETE', `Observations(${made.json()['@iot.id']})`)
    },
    (seen) => expect(seen).toHaveLength(3),
  )
  const key = { datastreamId: 1, start: '2026-03-01T12:00:00.000Z' }
  expect(changes).toMatchObject([
    { kind: 'observations', datastreamIds: [1], added: { firstId: expect.any(Number) }, corrected: [] },
    { kind: 'observations', added: undefined, corrected: [{ datastreamId: 1 }] },
    { kind: 'observations', added: undefined, corrected: [] },
  ])
  const other = await watch(
    () => observe(7),
    (seen) => expect(seen).toHaveLength(1),
  )
  const [change] = other
  if (change?.kind !== 'observations') throw new Error('An observation was stored.')
  expect(await change.rows()).toEqual([
    { ...key, id: expect.any(Number), thingId: 1, datasetId: expect.any(String), result: 7, quality: null },
  ])
})

it('tells of every entity that a request creates, updates or deletes', async () => {
  const changes = await watch(
    async () => {
      await send('POST', 'Things', describeStation('2', [5.1, 52]))
      await send('PATCH', 'Sensors(1)', { name: 'other' })
      await send('DELETE', 'Things(2)')
    },
    (seen) => expect(seen.at(-1)).toMatchObject({ what: 'deleted', type: 'Thing' }),
  )
  const told = changes.flatMap((each) => (each.kind === 'entities' ? [`${each.what} ${each.type}`] : []))
  expect([...new Set(told)]).toEqual([
    'created Thing',
    'created Location',
    'created HistoricalLocation',
    'created Sensor',
    'created ObservedProperty',
    'created Datastream',
    'created FeatureOfInterest',
    'created MultiDatastream',
    'updated Sensor',
    'deleted Datastream',
    'deleted MultiDatastream',
    'deleted Thing',
  ])
})

it('lets a slow subscriber skip, without holding up others or those who store', async () => {
  const feed = createFeed(server.app.platform, 3)
  const skipped: number[] = []
  const quick: FeedChange[] = []
  let release = () => {}
  const held = new Promise<void>((resolve) => {
    release = resolve
  })
  const slow: Subscriber = { handle: () => held, onSkip: (count) => void skipped.push(count) }
  const stops = [
    await feed.subscribe(slow),
    await feed.subscribe({ handle: (changes) => void quick.push(...changes) }),
  ]
  for (const number of [0, 1, 2, 3, 4, 5, 6, 7]) {
    await send('PATCH', 'Sensors(1)', { name: `sensor ${number}` })
    await vi.waitFor(() => expect(quick).toHaveLength(number + 1), SOON)
  }
  release()
  await vi.waitFor(() => expect(skipped).toEqual([4]), SOON)
  for (const stop of stops) stop()
})
