import { expect, test } from 'vitest'
import {
  ENTITY_TYPES,
  linkTemplates,
  navigationLink,
  nextLink,
  parsePath,
  parseQuery,
  REQUIREMENTS_1_1,
  selfLink,
  serviceDocument,
  serviceRoot,
} from './index.ts'

const root = serviceRoot('https://data.example.nl/sta/', 'v1.1')

// http://www.opengis.net/spec/iot_sensing/1.1/req/datamodel/entity-control-information/common-control-information
test('every link an entity can have', () => {
  const links = ENTITY_TYPES.map((type) => {
    const { before, links: after } = linkTemplates(root, type)
    return [`${before}1)`, ...after.map((link) => `${link.field}: ${before}1${link.after}`)].join('\n')
  })
  expect(links.join('\n\n')).toMatchSnapshot()
})

test('links agree with their templates, with ids of 64 bits', () => {
  expect(selfLink(root, 'FeatureOfInterest', 9223372036854775807n)).toBe(
    'https://data.example.nl/sta/v1.1/FeaturesOfInterest(9223372036854775807)',
  )
  expect(navigationLink(root, 'Thing', 1, 'Datastreams')).toBe(
    'https://data.example.nl/sta/v1.1/Things(1)/Datastreams',
  )
})

test('a next link is read back as the same query', () => {
  const context = { entityType: 'Observation' } as const
  const query = parseQuery(
    "$filter=result gt 3 and parameters/a eq 'b %26 c%2Bd#e'&$skiptoken=abc%2B%3D%26",
    context,
  )
  const link = nextLink(root, parsePath('Datastreams(1)/Observations'), { ...query, top: 10 })
  expect(link).toMatch(
    /^https:\/\/data\.example\.nl\/sta\/v1\.1\/Datastreams\(1\)\/Observations\?\$filter=[^ #]+$/,
  )
  expect(parseQuery(link.split('?')[1] ?? '', context)).toEqual({ ...query, top: 10 })
})

test('the service root of 1.0 lists entity sets only', () => {
  const document = serviceDocument(serviceRoot('https://x.nl', 'v1.0'), 'v1.0', { conformance: [] })
  expect(Object.keys(document)).toEqual(['value'])
  expect(document.value[0]).toEqual({ name: 'Things', url: 'https://x.nl/v1.0/Things' })
  expect(document.value).toHaveLength(8)
})

test('the service root of 1.1 says what the server supports', () => {
  const conformance = [`${REQUIREMENTS_1_1}datamodel`]
  expect(serviceDocument(root, 'v1.1', { conformance }).serverSettings).toEqual({ conformance })
})
