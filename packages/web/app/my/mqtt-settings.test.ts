import { expect, it } from 'vitest'
import { mqttServerOf, writeEspHome } from './mqtt-settings.ts'

it('takes the address for devices apart, with the usual port', () => {
  expect(mqttServerOf(['wss://samen.nl/mqtt', 'mqtt://samen.nl'])).toEqual({ host: 'samen.nl', port: '1883' })
  expect(mqttServerOf(['mqtt://samen.nl:1884'])).toEqual({ host: 'samen.nl', port: '1884' })
  expect(mqttServerOf(['wss://samen.nl/mqtt'])).toBeUndefined()
})

it('writes for ESPHome one message for each value, to its own topic', () => {
  const text = writeEspHome({
    server: { host: 'samen.nl', port: '1883' },
    user: 'meter',
    key: 'ssp_x',
    topics: [
      { stream: 'temperature', topic: 'v1.1/Datastreams(1)/Observations' },
      { stream: 'humidity', topic: 'v1.1/Datastreams(2)/Observations' },
    ],
  })
  expect(text).toMatch(/^mqtt:\n {2}broker: samen\.nl\n {2}port: 1883\n/)
  expect(text.match(/ {12}topic: v1\.1\/Datastreams\(\d\)\/Observations/g)).toHaveLength(2)
  expect(text).not.toContain('\t')
})
