import fc from 'fast-check'
import { expect, it } from 'vitest'
import { SensorThingsError } from './errors.ts'
import { parseCreationTopic, parseSubscriptionTopic } from './topic.ts'

it.each([
  ['v1.1/Observations', 'collection', 'Observation'],
  ['v1.1/Datastreams(1)/Observations', 'collection', 'Observation'],
  ['v1.1/Datastreams(1)', 'entity', 'Datastream'],
  ['v1.1/Datastreams(1)/observedArea', 'property', 'Datastream'],
  ['v1.0/Things(1)/properties/owner', 'property', 'Thing'],
  ['v1.1/Datastreams(1)/Thing/Locations', 'collection', 'Location'],
])('%s is a %s of %s', (topic, kind, entityType) => {
  expect(parseSubscriptionTopic(topic)).toMatchObject({ path: { kind, entityType }, retain: true })
})

it('takes $select, $expand and $filter, written out or percent-encoded', () => {
  const plain = 'v1.1/Observations?$select=result&$expand=Datastream($select=name)&$filter=result gt 5'
  const { query } = parseSubscriptionTopic(plain)
  expect(query).toMatchObject({ select: {}, filter: { op: 'gt' }, expand: [{ link: 'Datastream' }] })
  expect(parseSubscriptionTopic(plain.replaceAll(' ', '%20')).query).toEqual(query)
  expect(parseSubscriptionTopic('v1.1/Things?retain=false').retain).toBe(false)
})

it.each([
  'Observations',
  'v1.1',
  'v1.1/',
  'v2.0/Observations',
  'v1.1/CreateObservations',
  'v1.1/Observations/$count',
  'v1.1/Things(1)/name/$value',
  'v1.1/Observations?$top=1',
  'v1.1/Observations?$orderby=result',
  'v1.1/Things(1)/name?$select=name',
  'v1.1/Things?retain=perhaps',
  'v1.1/Things?other=1',
])('refuses a subscription to %s', (topic) => {
  expect(() => parseSubscriptionTopic(topic)).toThrow(SensorThingsError)
})

it('takes what is new at a list only', () => {
  expect(parseCreationTopic('v1.1/Datastreams(5)/Observations').path.entityType).toBe('Observation')
  for (const topic of ['v1.1/Things(1)', 'v1.1/Things/$ref', 'v1.1/Things?$select=name', 'Things']) {
    expect(() => parseCreationTopic(topic)).toThrow(SensorThingsError)
  }
})

it('throws nothing else for any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.boolean(), (text, prefixed) => {
      for (const parse of [parseSubscriptionTopic, parseCreationTopic]) {
        try {
          parse(prefixed ? `v1.1/Observations?${text}` : text)
        } catch (error) {
          if (!(error instanceof SensorThingsError)) throw error
        }
      }
    }),
  )
})
