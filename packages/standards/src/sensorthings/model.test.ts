import { expect, test } from 'vitest'
import {
  COLLECTIONS,
  ENTITY_TYPES,
  entityTypeOfCollection,
  isEntityType,
  linkOf,
  linksOf,
  propertyOf,
} from './index.ts'

test('every link has a link back that points to it', () => {
  for (const type of ENTITY_TYPES) {
    for (const [name, link] of linksOf(type)) {
      const back = linkOf(link.target, link.inverse)
      expect(back, `${type}.${name}`).toMatchObject({ target: type, inverse: name })
    }
  }
})

test('entity sets and entity types name each other', () => {
  expect(COLLECTIONS.map(entityTypeOfCollection)).toEqual([...ENTITY_TYPES])
  expect(new Set(COLLECTIONS).size).toBe(ENTITY_TYPES.length)
})

test('a name and a link never coincide within a type', () => {
  for (const type of ENTITY_TYPES) {
    for (const name of linksOf(type).keys()) expect(propertyOf(type, name)).toBeUndefined()
  }
})

test('names of JavaScript itself are not found', () => {
  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
    expect(propertyOf('Thing', name)).toBeUndefined()
    expect(linkOf('Thing', name)).toBeUndefined()
    expect(entityTypeOfCollection(name)).toBeUndefined()
    expect(isEntityType(name)).toBe(false)
  }
})

// Clause 10.4, table "Integrity constraints when deleting an entity".
test('what is deleted with an entity', () => {
  const cascades = ENTITY_TYPES.flatMap((type) =>
    [...linksOf(type)].filter(([, link]) => link.cascade).map(([name]) => `${type} → ${name}`),
  )
  expect(cascades).toMatchInlineSnapshot(`
    [
      "Thing → HistoricalLocations",
      "Thing → Datastreams",
      "Thing → MultiDatastreams",
      "Location → HistoricalLocations",
      "Datastream → Observations",
      "MultiDatastream → Observations",
      "Sensor → Datastreams",
      "Sensor → MultiDatastreams",
      "ObservedProperty → Datastreams",
      "ObservedProperty → MultiDatastreams",
      "FeatureOfInterest → Observations",
    ]
  `)
})
