import { type EntityType, parseQuery } from '@samenspel/standards/sensorthings'
import { expect, it } from 'vitest'
import { refuseCostly, refuseCostlyToFollow } from './cost.ts'

const judge = (entityType: EntityType, text: string) => () =>
  refuseCostly(parseQuery(text, { entityType, target: 'collection' }), true)

it.each<[EntityType, string]>([
  ['Thing', '$filter=Datastreams/Observations/result gt 5'],
  ['Thing', '$filter=Datastreams/any(d:d/Observations/any(o:o/result gt 5) and d/id gt 3)'],
  ['Thing', '$filter=Datastreams/ObservedProperty/Datastreams/id eq 1'],
  ['Observation', '$filter=Datastream/Thing/Locations/id eq 1 and result gt 5'],
  ['Thing', '$top=1000&$expand=Datastreams($expand=Observations($top=1))'],
  ['Thing', '$expand=Datastreams($expand=Observations)'],
  ['FeatureOfInterest', '$filter=Observations/result lt 0'],
])('lets through %s?%s', (type, text) => {
  expect(judge(type, text)).not.toThrow()
})

it.each<[EntityType, string]>([
  [
    'Thing',
    '$filter=Datastreams/any(d:d/Observations/any(o:d/Observations/any(p:p/result eq o/result add 0.123456789)))',
  ],
  ['Observation', '$filter=FeatureOfInterest/Observations/result lt 0'],
  ['Observation', '$filter=Datastream/Observations/any(o:o/result lt 0)'],
  ['Observation', '$orderby=Datastream/Observations/result'],
  ['Sensor', '$filter=Datastreams/Sensor/Datastreams/Sensor/Datastreams/Sensor/Datastreams/id eq 0'],
  ['Thing', `$filter=${[1, 2, 3, 4, 5].map((n) => `Datastreams/Observations/id eq ${n}`).join(' or ')}`],
  ['Datastream', '$top=1000&$expand=Observations($top=10000)'],
  ['Datastream', '$expand=Observations($filter=Datastream/Observations/result gt 1)'],
])('refuses %s?%s', (type, text) => {
  expect(judge(type, text)).toThrow(expect.objectContaining({ code: 'invalid-query' }))
})

const judgeTopic = (entityType: EntityType, text: string) => () =>
  refuseCostlyToFollow(parseQuery(text, { entityType, target: 'collection' }), true)

it.each<[EntityType, string]>([
  ['Thing', '$expand=Datastreams,Locations,HistoricalLocations'],
  ['Thing', '$expand=Datastreams($expand=ObservedProperty,Sensor),Locations'],
])('lets one follow %s?%s', (type, text) => {
  expect(judgeTopic(type, text)).not.toThrow()
})

it.each<[EntityType, string, string]>([
  ['Datastream', '$expand=Observations($top=1)', 'no lists of observations'],
  ['Thing', '$expand=Datastreams($expand=Observations)', 'no lists of observations'],
  ['Thing', '$expand=Locations($expand=HistoricalLocations)', 'messages of this topic'],
])('says what to follow instead of %s?%s', (type, text, said) => {
  expect(judgeTopic(type, text)).toThrow(
    expect.objectContaining({ detail: expect.objectContaining({ en: expect.stringContaining(said) }) }),
  )
})
