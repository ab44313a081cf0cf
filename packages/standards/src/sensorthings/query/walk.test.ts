import { expect, test } from 'vitest'
import { entityTypesOf, parseFilter, parseQuery, walkExpression } from '../index.ts'

test('a query names every entity type it reads', () => {
  const raw =
    '$filter=Locations/name eq properties/a&$expand=Datastreams($orderby=Sensor/name;$filter=Observations/any())'
  const types = entityTypesOf(parseQuery(raw, { entityType: 'Thing' }))
  expect([...types].sort()).toEqual(['Datastream', 'Location', 'Observation', 'Sensor', 'Thing'])
})

test('every part is visited once', () => {
  const kinds: string[] = []
  const text = "not (Datastreams/any(d:-(d/id) add 1 in (1,2)) and startswith(trim(name),'a')) or true"
  walkExpression(parseFilter(text, 'Thing'), (part) => kinds.push(part.kind))
  expect(kinds.join(' ')).toBe(
    'or not and lambda in arithmetic negate path literal literal literal call call path literal literal',
  )
})
