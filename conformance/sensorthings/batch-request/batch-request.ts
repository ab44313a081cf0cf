import { demand } from '../demand.ts'
import * as example from '../examples.ts'
import { requirement } from '../requirement.ts'
import { ask } from '../series.ts'
import type { Answer, Entity, Service } from '../service.ts'

const BATCH = 'batch_36522ad7-fc75-4b56-8c71-56071383e77b'
const CHANGES = 'changeset_77162fcd-b8da-41ac-a9f8-9357efbbd'

type Request = { method: string; path: string; body?: unknown; id?: string }

function httpPart(boundary: string, { method, path, body, id }: Request): string {
  const head = `--${boundary}\r\nContent-Type: application/http\r\n${id === undefined ? '' : `Content-ID: ${id}\r\n`}\r\n`
  const content = body === undefined ? '' : JSON.stringify(body)
  const type = body === undefined ? '' : 'Content-Type: application/json\r\n'
  return `${head}${method} ${path} HTTP/1.1\r\nHost: host\r\n${type}\r\n${content}\r\n`
}

function changeSet(requests: readonly Request[]): string {
  const parts = requests.map((request) => httpPart(CHANGES, request)).join('')
  return `--${BATCH}\r\nContent-Type: multipart/mixed;boundary=${CHANGES}\r\n\r\n${parts}--${CHANGES}--\r\n`
}

async function send(service: Service, parts: readonly string[]): Promise<Answer> {
  const body = `${parts.join('')}--${BATCH}--\r\n`
  return service.send('POST', '$batch', body, `multipart/mixed;boundary=${BATCH}`)
}

/** The status of every answer inside the answer to a batch, in order. */
function statusesOf({ text }: Answer): number[] {
  return [...text.matchAll(/^HTTP\/1\.1 (\d{3})/gm)].map(([, status]) => Number(status))
}

export default requirement(
  'batch-request/batch-request',
  'A batch answers each request in order; the requests of a change set succeed or fail together, and may refer to what they made.',
  async (service) => {
    const base = new URL(service.root).pathname
    await example.withTree(service, async ({ Thing }) => {
      const thingId = (await service.read(Thing))['@iot.id']
      const sensor = { ...example.sensor, name: 'Conformance batch sensor' }
      const stream = {
        ...example.datastream,
        ObservedProperty: { ...example.observedProperty, name: 'Conformance batch property' },
        Sensor: { '@iot.id': '$sensor1' },
      }
      const answer = await send(service, [
        httpPart(BATCH, { method: 'GET', path: `${base}/${Thing}` }),
        changeSet([
          { method: 'POST', path: `${base}/Sensors`, body: sensor, id: 'sensor1' },
          { method: 'POST', path: `${base}/Things(${thingId})/Datastreams`, body: stream, id: '2' },
        ]),
        httpPart(BATCH, { method: 'GET', path: `${base}/Things(9223372036854775807)` }),
      ])
      demand(answer.status === 200, `A batch is answered with ${answer.status}: ${answer.text.slice(0, 200)}`)
      demand(
        answer.type?.startsWith('multipart/mixed') === true,
        `The answer to a multipart batch is ${answer.type}.`,
      )
      demand(
        statusesOf(answer).join() === '200,201,201,404',
        `The requests of a batch are answered with ${statusesOf(answer).join()}.`,
      )
      demand(/^Content-ID: ?sensor1/im.test(answer.text), 'The answer in a change set has no Content-ID.')
      const made = await service.list(
        ask(`${Thing}/Datastreams`, {
          $filter: `Sensor/name eq '${sensor.name}'`,
          $expand: 'Sensor,ObservedProperty',
        }),
      )
      demand(made.length === 1, 'A request in a change set cannot refer to what another one in it made.')

      const before = (await service.list(`${Thing}/Datastreams`)).length
      const failed = await send(service, [
        changeSet([
          {
            method: 'POST',
            path: `${base}/Things(${thingId})/Datastreams`,
            body: { ...stream, Sensor: example.sensor },
            id: '1',
          },
          { method: 'POST', path: `${base}/Things`, body: { name: 'no description' }, id: '2' },
        ]),
      ])
      demand(failed.status === 200, `A batch with a failing change set is answered with ${failed.status}.`)
      demand(
        statusesOf(failed).every((status) => status >= 400) && statusesOf(failed).length > 0,
        'A change set of which a request failed is not answered with an error.',
      )
      const after = (await service.list(`${Thing}/Datastreams`)).length
      demand(after === before, 'A change set of which a request failed left something behind.')
      for (const [name, collection] of [
        ['Sensor', 'Sensors'],
        ['ObservedProperty', 'ObservedProperties'],
      ] as const) {
        const linked = made[0]?.[name] as Entity | undefined
        await service.send('DELETE', `${collection}(${linked?.['@iot.id']})`)
      }
    })
  },
)
