import { setTimeout as pause } from 'node:timers/promises'
import { connect } from 'mqtt'
import { acknowledge, deliverUntilTaken, type Ledger, openLedger, takeNumbers, timeOf } from './ledger.ts'

/** Where and as whom everything sends. */
export type Surroundings = {
  url: string
  mqttUrl: string
  token: string
  /** Of the kinds that send to a datastream which is there. */
  datastreams: ReadonlyMap<string, number>
  sourceId: string
  mappingId: string
  connectorId: string
  /** True from the moment at which nothing new is taken. */
  stopping: boolean
  /** True while what is stored is compared: nothing new is taken, so that comparing does not make more to compare. */
  resting: boolean
}

type Send = (surroundings: Surroundings, ledger: Ledger) => Promise<void>

/** Every way in which measurements come in; each sends until it is told to stop, and then until all is acknowledged. */
export const SENDERS = {
  'single POST': (at, ledger) =>
    inLanes(8, at, async () => {
      const [n = 0] = takeNumbers(ledger, 1)
      const path = `/sta/v1.1/Datastreams(${idOf(at, ledger)})/Observations`
      await deliverUntilTaken(ledger, async () => (await post(at, path, observation(n))).status === 201)
      acknowledge(ledger, [n])
    }),
  'data array': (at, ledger) =>
    inLanes(2, at, async () => {
      const numbers = takeNumbers(ledger, 100)
      const body = [
        {
          Datastream: { '@iot.id': idOf(at, ledger) },
          components: ['phenomenonTime', 'result'],
          dataArray: numbers.map((n) => [timeOf(n), n]),
        },
      ]
      await deliverUntilTaken(ledger, async () => {
        const answer = await post(at, '/sta/v1.1/CreateObservations', body)
        return answer.status === 201 && !(await answer.text()).includes('error')
      })
      acknowledge(ledger, numbers)
    }),
  batch: (at, ledger) =>
    inLanes(2, at, async () => {
      const numbers = takeNumbers(ledger, 5)
      const requests = numbers.map((n) => ({
        id: String(n),
        atomicityGroup: 'g',
        method: 'POST',
        url: `Datastreams(${idOf(at, ledger)})/Observations`,
        body: observation(n),
      }))
      await deliverUntilTaken(ledger, async () => {
        const answer = await post(at, '/sta/v1.1/$batch', { requests })
        if (answer.status !== 200) return false
        const { responses } = (await answer.json()) as { responses: { status: number }[] }
        return responses.length === numbers.length && responses.every(({ status }) => status === 201)
      })
      acknowledge(ledger, numbers)
    }),
  'upload CSV': (at, ledger) => inLanes(1, at, () => upload(at, ledger, 'csv')),
  'upload NDJSON': (at, ledger) => inLanes(1, at, () => upload(at, ledger, 'ndjson')),
  'MQTT QoS 1': async (at, ledger) => {
    const client = connect(at.mqttUrl, {
      clientId: 'sender',
      clean: false,
      username: 'device',
      password: at.token,
      reconnectPeriod: 200,
    })
    client.on('error', () => {})
    const topic = `v1.1/Datastreams(${idOf(at, ledger)})/Observations`
    await inLanes(20, at, async () => {
      const [n = 0] = takeNumbers(ledger, 1)
      // The client sends it again itself, until it is acknowledged or a new connection breaks too soon.
      await deliverUntilTaken(ledger, () =>
        client.publishAsync(topic, JSON.stringify(observation(n)), { qos: 1 }).then(
          () => true,
          () => false,
        ),
      )
      acknowledge(ledger, [n])
    })
    await client.endAsync(true)
  },
  webhook: (at, ledger) =>
    inLanes(3, at, async () => {
      const [n = 0] = takeNumbers(ledger, 1)
      const uplink = {
        time: timeOf(n),
        deviceInfo: { devEui: 'webhook', deviceName: 'webhook' },
        devAddr: '01',
        fCnt: n,
        fPort: 2,
        data: '',
        object: { n },
      }
      await deliverUntilTaken(ledger, async () => {
        const answer = await post(at, `/api/v1/inbound-sources/${at.sourceId}/uplinks`, uplink)
        return answer.status === 200
      })
      acknowledge(ledger, [n])
    }),
  import: (at, ledger) =>
    inLanes(1, at, async () => {
      const numbers = takeNumbers(ledger, 3000)
      const file = `station,time,n\n${numbers.map((n) => `import,${timeOf(n)},${n}\n`).join('')}`
      await deliverUntilTaken(ledger, async () => {
        const answer = await fetch(`${at.url}/api/v1/observation-imports?mapping=${at.mappingId}`, {
          method: 'POST',
          headers: { authorization: `Bearer ${at.token}`, 'content-type': 'text/csv' },
          body: file,
        })
        if (answer.status !== 201) return false
        const { refusedRows, refusedValues } = (await answer.json()) as Record<string, number>
        return refusedRows === 0 && refusedValues === 0
      })
      acknowledge(ledger, numbers)
    }),
  /** The other server itself says what was acknowledged, and what is under way: see `serveHarvest`. */
  connector: async (at, ledger) => {
    const known = () => ledger.acknowledged.size
    const asking = openLedger('runs of the connector')
    for (let until = Number.POSITIVE_INFINITY; known() < until; ) {
      await deliverUntilTaken(asking, async () => {
        const answer = await post(at, `/api/v1/connectors/${at.connectorId}/runs`, undefined)
        await pause(300)
        return answer.status === 202
      })
      if (at.stopping && until === Number.POSITIVE_INFINITY) until = known() + 1
    }
  },
} as const satisfies Record<string, Send>

export type Kind = keyof typeof SENDERS

/** The kinds that send to a datastream which is there; the others make theirs, in a thing with the name of the kind. */
export const DIRECT = [
  'single POST',
  'data array',
  'batch',
  'upload CSV',
  'upload NDJSON',
  'MQTT QoS 1',
] as const satisfies readonly Kind[]

/** How files that are imported are to be read. */
export const MAPPING = {
  name: 'durability',
  file: { delimiter: ',', decimalMark: '.', header: true },
  time: { columns: ['time'], format: 'iso', zone: 'UTC' },
  station: { column: 'station' },
  missing: [''],
  values: { shape: 'wide', columns: [{ column: 'n', property: 'temperature', unit: 'Cel' }] },
}

/** Milliseconds between two deliveries of a lane, so that no kind leaves nothing to the others. */
const BREATH = 20

function observation(n: number) {
  return { phenomenonTime: timeOf(n), result: n }
}

function idOf({ datastreams }: Surroundings, { kind }: Ledger): number {
  return datastreams.get(kind) ?? 0
}

async function inLanes(count: number, at: Surroundings, work: () => Promise<void>) {
  const lane = async () => {
    while (!at.stopping) {
      if (!at.resting) await work()
      await pause(BREATH)
    }
  }
  await Promise.all(Array.from({ length: count }, lane))
}

export function post({ url, token }: Pick<Surroundings, 'url' | 'token'>, path: string, body: unknown) {
  return fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
}

const LINES = 1500

/** One file, in one request; after a break it goes on at the byte that the server says it has, which it must keep. */
async function upload(at: Surroundings, ledger: Ledger, format: 'csv' | 'ndjson') {
  const numbers = takeNumbers(ledger, LINES)
  const id = idOf(at, ledger)
  const lines = numbers.map((n) =>
    Buffer.from(
      format === 'csv'
        ? `${id},${timeOf(n)},${n}\n`
        : `${JSON.stringify({ datastream: id, phenomenonTime: timeOf(n), result: n })}\n`,
    ),
  )
  if (format === 'csv')
    lines[0] = Buffer.concat([Buffer.from('datastream,phenomenonTime,result\n'), lines[0] ?? Buffer.alloc(0)])
  const file = Buffer.concat(lines)
  let length = 0
  const ends = lines.map((line) => {
    length += line.length
    return length
  })
  let path = ''
  await deliverUntilTaken(ledger, async () => {
    const answer = await post(at, '/api/v1/observation-uploads', { format })
    path = answer.headers.get('location') ?? ''
    return answer.status === 201
  })
  const authorization = `Bearer ${at.token}`
  let known = 0
  const learn = (answer: Response) => {
    const offset = Number(answer.headers.get('upload-offset') ?? Number.NaN)
    if (Number.isNaN(offset)) return
    if (offset < known) throw new Error(`${ledger.kind}: the upload had ${known} bytes, and now ${offset}.`)
    known = offset
    acknowledge(ledger, numbers.slice(0, ends.filter((end) => end <= offset).length))
  }
  await deliverUntilTaken(ledger, async () => {
    const asked = await fetch(at.url + path, { headers: { authorization } })
    if (asked.status !== 200) return false
    learn(asked)
    if (known === file.length) return true
    const answer = await fetch(at.url + path, {
      method: 'PATCH',
      headers: {
        authorization,
        'content-type': 'application/offset+octet-stream',
        'upload-offset': String(known),
        'upload-complete': '?1',
      },
      body: new Uint8Array(file.subarray(known)),
    })
    learn(answer)
    return answer.status === 200 && known === file.length
  })
  acknowledge(ledger, numbers)
}
