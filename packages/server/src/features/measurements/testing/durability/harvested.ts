import { createServer } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { acknowledge, type Ledger, takeNumbers, timeOf } from './ledger.ts'

const PAGE = 200
/** Observations that the other server has besides those it was asked for. */
const AHEAD = 300
/** Milliseconds that it takes to answer with a page, as a server elsewhere does. */
const SLOWNESS = 400

/**
 * Another SensorThings server, from which the connector fetches: it measures all the time. What comes before the moment that
 * the connector asks for is what it says to have. A run is under way from its first question until its last page has been sent.
 */
export async function serveHarvest(ledger: Ledger) {
  const server = createServer(async (request, response) => {
    response.on('close', () => {
      if (!response.writableFinished) ledger.underWay = 0
    })
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://harvest.test')
    response.setHeader('content-type', 'application/json')
    const answer = (value: unknown[], next?: string) =>
      response.end(
        JSON.stringify({ value, ...(next ? { '@iot.nextLink': `http://harvest.test${next}` } : {}) }),
      )
    if (pathname.endsWith('/Things')) {
      ledger.underWay = 1
      return answer([{ '@iot.id': 1, name: 'connector', Locations: [] }])
    }
    if (pathname.endsWith('/Datastreams')) {
      const unitOfMeasurement = { name: 'degree Celsius', symbol: '°C', definition: 'ucum:Cel' }
      return answer([
        { '@iot.id': 1, name: 'n', unitOfMeasurement, ObservedProperty: { name: 'temperature' } },
      ])
    }
    const asked = /gt (\S+)/.exec(searchParams.get('$filter') ?? '')?.[1]
    const start = searchParams.has('from')
      ? Number(searchParams.get('from'))
      : asked === undefined
        ? 0
        : (Date.parse(asked) - Date.parse(timeOf(0))) / 1000 + 1
    if (!searchParams.has('from')) {
      acknowledge(
        ledger,
        Array.from({ length: Math.max(0, start) }, (_, n) => n),
      )
      takeNumbers(ledger, Math.max(0, start + AHEAD - ledger.taken))
    }
    const end = Math.min(ledger.taken, start + PAGE)
    const numbers = Array.from({ length: Math.max(0, end - start) }, (_, index) => start + index)
    const isLast = end === ledger.taken
    await pause(SLOWNESS)
    response.on('finish', () => {
      if (isLast) ledger.underWay = 0
    })
    answer(
      numbers.map((n) => ({ phenomenonTime: timeOf(n), result: n })),
      isLast ? undefined : `${pathname}?from=${end}`,
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return { url: `http://127.0.0.1:${port}`, stop: () => server.close() }
}
