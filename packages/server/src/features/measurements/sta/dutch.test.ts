import { describe, expect, it } from 'vitest'
import { signInAs } from '../../../testing/actors.ts'
import { findEnglish } from '../../../testing/english.ts'
import { useServer } from '../../../testing/server.ts'

const server = useServer()

type Refusal = { detail: string; errors?: { detail: string }[] }

async function ask(url: string, language = 'nl'): Promise<Refusal> {
  const headers = { 'accept-language': language }
  const answer = await server.request({ method: 'GET', url, headers })
  expect(answer.statusCode, `${url} ${answer.body}`).toBeGreaterThanOrEqual(400)
  return answer.json()
}

/** Each is refused for a reason of its own. */
const QUERIES = [
  'Observations?$filter=resultaat gt 5',
  'Observations?$filter=Result gt 5',
  'Observations?$filter=phenomenonTime',
  'Observations?$filter=phenomenonTime gt 5',
  "Observations?$filter=result gt 5 and phenomenonTime gt 'gisteren'",
  'Observations?$filter=result gt 5)',
  'Observations?$filter=(result gt 5',
  'Observations?$filter=result in (1,',
  "Observations?$filter=result eq 'x",
  'Observations?$filter=result in (null)',
  'Observations?$filter=result gt null',
  'Things?$filter=name eq 5',
  "Things?$filter=name add 'x' eq 5",
  'Things?$filter=-name eq 5',
  "Things?$filter=zoek(name,'x')",
  'Things?$filter=startswith(name)',
  'Things?$filter=startswith(name,5)',
  "Things?$filter=Datastreams/any(:name eq 'x')",
  'Things?$filter=Datastreams',
  'Things?$filter=name/a eq 1',
  'Things?$filter=properties/ eq 1',
  'Things?$filter=id eq 99999999999999999999',
  'Things?$filter=id eq 1e999',
  'Things?$filter=id eq 12x',
  "Locations?$filter=st_within(location,geography'CIRKEL(1 2)')",
  "Locations?$filter=st_within(location,geography'POINT(1)')",
  "Locations?$filter=st_within(location,geography'POINT(1 200)')",
  "Locations?$filter=st_within(location,geography'POLYGON((1 2))')",
  "Locations?$filter=st_within(location,geography'POINT 1 2')",
  "Locations?$filter=st_within(location,geography'SRID=1;POINT(1 2)')",
  "Locations?$filter=location gt geography'POINT(1 2)'",
  'Things?$orderby=',
  'Locations?$orderby=location',
  'Things?$select=',
  'Things?$expand=name',
  'Things?$expand=Datastreams(name)',
  'Things?$expand=Datastreams($search=x)',
  'Things?$expand=Datastreams($top=1;$top=2)',
  'Things?$top=veel',
  'Things?$top=1&$top=2',
  'Things?$count=ja',
  'Things?$Filter=id eq 1',
  'Things?$zoek=x',
  'Things(1)?$top=1',
  'Things(1)/name?$top=1',
  'Things?$resultFormat=xml',
  'Things?$resultFormat=dataArray',
  'Observations?$resultFormat=dataArray&$expand=Datastream',
  'Observations?$resultFormat=dataArray&$select=Datastream',
  'Things?$apply=aggregate(id with min as x)',
  'Observations?$apply=aggregate(result)',
  'Observations?$apply=aggregate(result with som as x)',
  'Observations?$apply=aggregate(resultTime with sum as x)',
  'Observations?$apply=filter(result gt 5)',
  'Observations?$apply=groupby(result)',
  'Observations?$apply=groupby((result,result))',
  'Observations?$apply=groupby((result))/x&$top=1',
  'Things?$filter=%ff',
  'Things?$filter=name eq %00',
  'Dingen',
  "Things('a')",
  'Things(x)',
  'Things(99999999999999999999)',
  'Things//Datastreams',
  'Things/Datastreams',
  'Things(1)/$value',
  'Things(1)/Datastream',
  'Things(1)/name/a',
  'Datastreams(1)/Thing(1)',
]

describe('a question that is wrong', () => {
  it.each(QUERIES)('is answered without a word of English when Dutch is asked: %s', async (path) => {
    const url = `/sta/v1.1/${path.replaceAll(' ', '%20')}`
    const dutch = await ask(url)
    expect(findEnglish(dutch)).toEqual([])
    const english = await ask(url, 'en')
    expect(findEnglish(english)).not.toEqual([])
    expect(english.errors?.length).toBe(dutch.errors?.length)
  })

  it('says in Dutch what is wrong where', async () => {
    const { detail, errors } = await ask('/sta/v1.1/Observations?$filter=resultaat%20gt%205')
    expect(detail).toMatch(
      /^De zoekvraag klopt niet\. \$filter, positie 0: Observation heeft geen “resultaat”\. Wel: /,
    )
    expect(errors?.[0]?.detail).toMatch(/^\$filter, positie 0: Observation heeft geen “resultaat”\. Wel: /)
  })

  it('is so for a series', async () => {
    const refused = await ask('/api/v1/series?datastream=1&from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z')
    expect(refused.errors).toHaveLength(1)
    expect(findEnglish(refused)).toEqual([])
  })
})

/** Bodies that are wrong in ways of their own, by address. */
const BODIES: [string, string, unknown][] = [
  ['POST', 'Things', []],
  ['POST', 'Things', { name: 5, extra: 1, id: 1, properties: 'x', Locations: {}, '@iot.id': 'x' }],
  ['POST', 'Datastreams', { name: null, unitOfMeasurement: 5, observationType: 'x', Thing: [] }],
  [
    'POST',
    'Datastreams',
    { unitOfMeasurement: { name: 5, soort: 1 }, phenomenonTime: '2020', observedArea: { type: 'Rondje' } },
  ],
  [
    'POST',
    'MultiDatastreams',
    { unitOfMeasurements: [], multiObservationDataTypes: [5], observationType: 'x' },
  ],
  [
    'POST',
    'Observations',
    { result: 1, phenomenonTime: 'gisteren', resultTime: '2020-01-01T00:00:00Z/2021-01-01T00:00:00Z' },
  ],
  [
    'POST',
    'Observations',
    { result: 1, phenomenonTime: '2020-13-01T00:00:00Z', Datastream: {}, MultiDatastream: {} },
  ],
  [
    'POST',
    'Observations',
    { result: 1, phenomenonTime: '2020-01-01T00:00:00', Datastream: { '@iot.id': 1e20 } },
  ],
  ['POST', 'Observations', { result: 1, Datastream: { '@iot.id': 1 } }],
  [
    'POST',
    'Locations',
    { name: 'x', encodingType: 'application/geo+json', location: { type: 'Point', coordinates: [200, 5] } },
  ],
  [
    'POST',
    'Locations',
    { encodingType: 'application/geo+json', location: { type: 'Polygon', coordinates: [[[1, 2]]] } },
  ],
  [
    'POST',
    'Locations',
    { encodingType: 'application/geo+json', location: { type: 'FeatureCollection', features: [5] } },
  ],
  [
    'POST',
    'Locations',
    { encodingType: 'application/geo+json', location: { type: 'Feature', geometry: 5, crs: 5 } },
  ],
  ['POST', 'Things', { name: 'x', description: 'x', '@iot.id': 1 }],
  ['POST', 'CreateObservations', {}],
  ['POST', 'CreateObservations', [5]],
  [
    'POST',
    'CreateObservations',
    [{ extra: 1, components: ['x'], dataArray: 5, Datastream: { '@iot.id': 1 }, MultiDatastream: {} }],
  ],
  ['POST', '$batch', {}],
  ['POST', '$batch', { requests: [{ id: '1', method: 'WIS', url: 'Things' }] }],
  ['POST', '$batch', { requests: [{ id: '1' }] }],
]

describe('a body that is wrong', () => {
  it.each(BODIES)(
    'is answered without a word of English when Dutch is asked: %s %s %j',
    async (method, path, body) => {
      const actor = await signInAs(server, 'data-expert')
      const headers = { ...actor.headers, 'accept-language': 'nl', 'content-type': 'application/json' }
      const payload = JSON.stringify(body)
      const answer = await server.request({
        method: method as 'POST',
        url: `/sta/v1.1/${path}`,
        headers,
        payload,
      })
      expect(answer.statusCode, answer.body).toBe(400)
      expect(answer.json<Refusal>().errors?.length).toBeGreaterThan(0)
      expect(findEnglish(answer.json())).toEqual([])
    },
  )

  it('says per row of CreateObservations in Dutch why it was refused', async () => {
    const actor = await signInAs(server, 'data-expert')
    const headers = { ...actor.headers, 'accept-language': 'nl' }
    const rows = [['gisteren', 1], [5], ['2020-01-01T00:00:00Z', 1]]
    const group = { Datastream: { '@iot.id': 1 }, components: ['phenomenonTime', 'result'], dataArray: rows }
    const answer = await server.request({
      method: 'POST',
      url: '/sta/v1.1/CreateObservations',
      headers,
      payload: [group],
    })
    expect(answer.json<string[]>()).toEqual([
      expect.stringMatching(/^error: Dit is geen tijdstip\./),
      'error: Een Observation is hier een lijst van 2 waarden, één voor elk van de components.',
      'error: De Datastream bestaat niet, of u mag er niet in schrijven.',
    ])
  })
})
