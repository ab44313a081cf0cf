import { setTimeout as pause } from 'node:timers/promises'
import { type Follower, startFollowing } from './follower.ts'
import { serveHarvest } from './harvested.ts'
import { compareWithStored, type Ledger, openLedger } from './ledger.ts'
import { DIRECT, type Kind, MAPPING, post, SENDERS, type Surroundings } from './senders.ts'

const MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'

/** A server with everything that sends to it. */
export type World = {
  readonly ledgers: readonly Ledger[]
  /** Who subscribed to the datastream of single POSTs before anything was interrupted. */
  readonly follower: Follower
  /** What is stored, compared with what the senders knew before it was read. */
  findFaults(): Promise<string[]>
  /** Takes nothing new, and resolves when all that was taken is acknowledged. */
  finish(): Promise<void>
}

/** What the harvested server and the server under test must know of each other before either is there. */
export async function prepareHarvest() {
  const ledger = openLedger('connector')
  return { ledger, ...(await serveHarvest(ledger)) }
}

/** Makes what the senders need, and lets all of them send. */
export async function startSending(
  server: { url: string; mqttUrl: string },
  harvest: { ledger: Ledger },
  { token, kinds }: { token: string; kinds: readonly Kind[] },
): Promise<World> {
  const at = { url: server.url, token }
  const datastreams = await createDatastreams(at)
  const { id: sourceId } = await make(at, '/api/v1/inbound-sources', {
    name: 'webhook',
    kind: 'chirpstack',
    mapping: [{ field: 'n', property: 'temperature', unit: 'Cel' }],
  })
  const { id: connectorId } = await make(at, '/api/v1/connectors', {
    name: 'connector',
    settings: { kind: 'sensorthings', root: 'http://harvest.test/v1.1' },
  })
  const { id: mappingId } = await make(at, '/api/v1/import-mappings', { mapping: MAPPING })
  const surroundings: Surroundings = {
    ...server,
    token,
    datastreams,
    sourceId: String(sourceId),
    mappingId: String(mappingId),
    connectorId: String(connectorId),
    stopping: false,
    resting: false,
  }
  const ledgers = kinds.map((kind) => (kind === 'connector' ? harvest.ledger : openLedger(kind)))
  const followed = ledgers.find(({ kind }) => kind === 'single POST') ?? openLedger('nothing')
  const follower = await startFollowing(server.mqttUrl, token, datastreams.get(followed.kind) ?? 0, followed)
  const sending = Promise.all(ledgers.map((ledger) => SENDERS[ledger.kind as Kind](surroundings, ledger)))
  // Whoever waits for it hears of a failure; until then it is no unhandled one.
  sending.catch(() => {})
  return {
    ledgers,
    follower,
    async findFaults() {
      const found: string[] = []
      surroundings.resting = true
      for (const ledger of ledgers) {
        const known = new Set(ledger.acknowledged)
        const id = datastreams.get(ledger.kind) ?? (await findDatastream(at, ledger.kind))
        found.push(...compareWithStored(ledger, known, id === undefined ? [] : await readStored(at, id)))
      }
      surroundings.resting = false
      return found
    },
    async finish() {
      surroundings.stopping = true
      await sending
      await follower.stop()
    },
  }
}

async function createDatastreams(at: Pick<Surroundings, 'url' | 'token'>): Promise<Map<string, number>> {
  const named = (name: string) => ({ name, description: name })
  const ids = new Map<string, number>()
  for (const kind of DIRECT) {
    const thing = await make(at, '/sta/v1.1/Things', named(kind))
    const made = await make(at, `/sta/v1.1/Things(${thing['@iot.id']})/Datastreams`, {
      ...named(kind),
      unitOfMeasurement: { name: 'one', symbol: '1', definition: 'ucum:1' },
      observationType: MEASUREMENT,
      Sensor: { ...named(kind), encodingType: 'text/plain', metadata: 'none' },
      ObservedProperty: { ...named(kind), definition: `https://example.org/${encodeURIComponent(kind)}` },
    })
    ids.set(kind, Number(made['@iot.id']))
  }
  return ids
}

async function make(at: Pick<Surroundings, 'url' | 'token'>, path: string, body: object) {
  const answer = await post(at, path, body)
  const text = await answer.text()
  if (answer.status !== 201) throw new Error(`${path}: ${text}`)
  return JSON.parse(text) as Record<string, unknown>
}

type Address = Pick<Surroundings, 'url' | 'token'>

/** The one datastream of a thing with this name; undefined when it is not made yet. */
async function findDatastream(at: Address, thing: string): Promise<number | undefined> {
  const query = `Datastreams?$select=id&$filter=${encodeURIComponent(`Thing/name eq '${thing}'`)}`
  const { value } = await read(at, `/sta/v1.1/${query}`)
  if (value.length > 1) throw new Error(`${thing} has ${value.length} datastreams.`)
  return value[0] && Number(value[0]['@iot.id'])
}

async function readStored(at: Address, id: number): Promise<{ time: string; result: number }[]> {
  const stored: { time: string; result: number }[] = []
  let path: string | undefined =
    `/sta/v1.1/Datastreams(${id})/Observations?$select=phenomenonTime,result&$orderby=phenomenonTime&$top=10000`
  while (path !== undefined) {
    const answer: Answer = await read(at, path)
    for (const { phenomenonTime, result } of answer.value) {
      stored.push({ time: String(phenomenonTime), result: Number(result) })
    }
    const next: URL | null = answer['@iot.nextLink'] ? new URL(answer['@iot.nextLink']) : null
    path = next ? next.pathname + next.search : undefined
  }
  return stored
}

type Answer = { value: Record<string, unknown>[]; '@iot.nextLink'?: string }

/** Reads when the server can answer: just after a start of its database it may not. */
async function read({ url, token }: Address, path: string): Promise<Answer> {
  for (let tries = 1; ; tries++) {
    const answer = await fetch(url + path, { headers: { authorization: `Bearer ${token}` } })
    if (answer.ok) return (await answer.json()) as Answer
    if (tries === 40) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    await pause(500)
  }
}
