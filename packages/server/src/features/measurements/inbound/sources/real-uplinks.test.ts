import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import { useServer } from '../../../../testing/server.ts'
import { DECODERS } from '../testing/decoders.ts'

/** Uplinks of real devices with the values that their makers' converters give. */
const folder = join(process.env.SAMENSPEL_SHARED ?? '../shared', 'data/sensorthings/ttn')
const readJson = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'))
const typeOf = (file: string) => file.replace(/_payload(_\d+)?\.json$/, '')

/** What a converter of another platform adds from the message itself. */
const FROM_MESSAGE = /^lora_/
/** Devices of which what is decoded is among the attributes. */
const IDENTITY = ['protocol_version', 'sn', 'hardware_version', 'firmware_version']

type Expected = Record<string, unknown>
function expectedOf(file: string): Expected {
  const result = readJson(`v3/${file.replace('_payload', '_result')}`)
  const [first] = [result].flat()
  const [telemetry] = [first.telemetry].flat()
  const values: Expected = { ...telemetry.values }
  if (Object.keys(values).length === 0) {
    for (const name of IDENTITY) values[name] = first.attributes[name]
  }
  return Object.fromEntries(Object.entries(values).filter(([name]) => !FROM_MESSAGE.test(name)))
}

describe.skipIf(!existsSync(folder))('real uplinks', () => {
  const server = useServer()
  let actor: TestActor
  beforeAll(async () => {
    actor = await signInAs(server, 'data-expert')
  })
  const post = (url: string, payload: object) =>
    server.request({
      method: 'POST',
      url,
      headers: { ...actor.headers, 'content-type': 'application/json' },
      payload,
    })

  /** Sends a message through a source made for it, and reads through SensorThings what was stored. */
  async function sendThrough(kind: string, type: string, fields: Expected, device: string, message: object) {
    const mapping = Object.entries(fields).map(([field, value]) => ({
      field,
      property: field.toLowerCase().replaceAll('_', '-'),
      unit: '1',
      result: typeof value === 'number' ? 'number' : 'text',
    }))
    const made = await post('/api/v1/inbound-sources', {
      name: device,
      kind,
      script: DECODERS[type],
      mapping,
    })
    expect([made.statusCode, made.body]).toEqual([201, expect.anything()])
    const answer = await post(`/api/v1/inbound-sources/${made.json().id}/uplinks`, message)
    expect(answer.json()).toEqual({ outcome: 'stored', stored: mapping.length, corrected: 0 })
    const url = `/sta/v1.1/Datastreams?$filter=Thing/name eq '${device}'&$top=100&$select=name&$expand=ObservedProperty($select=name),Observations($select=result,phenomenonTime)`
    const { value } = (await server.request({ url: encodeURI(url), headers: actor.headers })).json()
    return Object.fromEntries(
      value.map((stream: { ObservedProperty: { name: string }; Observations: { result: unknown }[] }) => [
        stream.ObservedProperty.name,
        stream.Observations.map(({ result }) => result),
      ]),
    )
  }
  const wanted = (fields: Expected) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, value]) => [
        name.toLowerCase().replaceAll('_', '-'),
        [typeof value === 'number' ? expect.closeTo(value, 9) : [value].flat().join(', ')],
      ]),
    )

  const files = existsSync(folder)
    ? readdirSync(join(folder, 'v3')).filter((name) => /_payload(_\d+)?\.json$/.test(name))
    : []

  it('are of 17 device types, each with a decoder', () => {
    const types = [...new Set(files.map(typeOf))].sort()
    expect(types).toHaveLength(17)
    expect(types).toEqual(Object.keys(DECODERS).sort())
  })

  it.each(files)('%s gives the expected values', async (file) => {
    const fields = expectedOf(file)
    const message = readJson(`v3/${file}`)
    const device = file.replace('.json', '')
    message.end_device_ids.dev_eui = device
    expect(await sendThrough('the-things-stack', typeOf(file), fields, device, message)).toEqual(
      wanted(fields),
    )
  })

  it.each([
    ['ERS2_Sound_payload.json', 'Elsys_ERS2_Sound'],
    ['WS302_payload.json', 'Milesight_WS302'],
  ])('of ChirpStack, %s, give the same', async (file, type) => {
    const fields = expectedOf(`${type}_payload.json`)
    const message = readJson(`chirpstack/${file}`)
    message.deviceInfo.devEui = `cs-${type}`
    expect(await sendThrough('chirpstack', type, fields, `cs-${type}`, message)).toEqual(wanted(fields))
  })
})
