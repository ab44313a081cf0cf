import type { Example } from './examples.ts'
import type { World } from './world.ts'

const named = (what: string) => ({ name: what, description: what })
const unitOfMeasurement = { name: 'graad', symbol: '°C', definition: 'ucum:Cel' }
const observationType = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'
const place = {
  ...named('Plek'),
  encodingType: 'application/geo+json',
  location: { type: 'Point', coordinates: [5, 52] },
}
const sensor = { ...named('Sensor'), encodingType: 'text/plain', metadata: 'm' }
const property = { ...named('Warmte'), definition: 'https://example.org/warmte' }
const observation = {
  phenomenonTime: '2026-02-03T00:00:00Z',
  resultTime: '2026-02-03T00:00:00Z',
  validTime: '2026-02-03T00:00:00Z/2026-02-04T00:00:00Z',
  result: 4,
  resultQuality: 'goed',
  parameters: { a: 1 },
}
const station = {
  ...named('Station'),
  properties: { a: { b: 1 } },
  Locations: [place],
  Datastreams: [
    {
      ...named('Stroom'),
      unitOfMeasurement,
      observationType,
      Sensor: sensor,
      ObservedProperty: property,
      Observations: [observation],
    },
  ],
}

/** Good requests to both versions of SensorThings, by method and whole address. */
export function sensorThingsExamples(world: World): Record<string, Example> {
  return { ...versionExamples('/sta/v1.1', world), ...versionExamples('/sta/v1.0', world) }
}

function versionExamples(root: string, { datastreamId, thingId, datasetId }: World): Record<string, Example> {
  const id = datastreamId
  const headers = { dataset: datasetId }
  const list = {
    $filter: "result gt 1 and phenomenonTime lt 2027-01-01T00:00:00Z or result eq 'a'",
    $select: 'result,phenomenonTime',
    $expand: 'Datastream($select=name;$expand=Thing)',
    $orderby: 'phenomenonTime desc',
    $top: '2',
    $skip: '1',
    $count: 'true',
  }
  const batch = {
    requests: [
      { id: '1', method: 'get', url: 'Things?$top=1' },
      {
        id: '2',
        atomicityGroup: 'g',
        dependsOn: ['1'],
        method: 'patch',
        url: `Things(${thingId})`,
        body: { name: 'x' },
      },
    ],
  }
  return {
    [`GET ${root}/Observations`]: { query: list },
    [`GET ${root}/Things`]: {
      query: { $filter: "properties/a eq 1 and startswith(name,'S')", $resultFormat: 'CSV' },
    },
    [`GET ${root}/Locations`]: { query: { $filter: "geo.distance(location,geography'POINT(5 52)') lt 1" } },
    [`GET ${root}/Datastreams({id})`]: {
      path: { id: String(id) },
      query: { $select: 'name', $expand: 'Observations($top=1)' },
    },
    [`GET ${root}/Datastreams({id})/Observations`]: {
      path: { id: String(id) },
      query: { $skiptoken: 'x', $resultFormat: 'JSON' },
      once: true,
    },
    [`POST ${root}/Things`]: {
      headers,
      body: station,
      open: [
        '/properties',
        '/Locations/0/location',
        '/Datastreams/0/unitOfMeasurement',
        '/Datastreams/0/Observations/0/parameters',
      ],
    },
    [`POST ${root}/Things({id})/Datastreams`]: {
      path: { id: String(thingId) },
      body: station.Datastreams[0],
      open: ['/unitOfMeasurement', '/Observations/0/parameters'],
    },
    [`POST ${root}/Datastreams({id})/Observations`]: {
      path: { id: String(id) },
      body: observation,
      open: ['/parameters'],
    },
    [`POST ${root}/Observations`]: {
      body: { ...observation, Datastream: { '@iot.id': id } },
      open: ['/parameters'],
    },
    [`POST ${root}/CreateObservations`]: {
      body: [
        {
          Datastream: { '@iot.id': id },
          components: ['phenomenonTime', 'result'],
          'dataArray@iot.count': 1,
          dataArray: [['2026-02-05T00:00:00Z', 1]],
        },
      ],
    },
    [`PATCH ${root}/Things({id})`]: {
      path: { id: String(thingId) },
      body: { ...named('Station'), properties: {} },
      open: ['/properties'],
    },
    [`PATCH ${root}/Datastreams({id})`]: {
      path: { id: String(id) },
      body: { ...named('Stroom'), unitOfMeasurement },
      open: ['/unitOfMeasurement'],
    },
    [`PUT ${root}/Things({id})`]: {
      path: { id: String(thingId) },
      body: { ...named('Station'), properties: {} },
      open: ['/properties'],
    },
    // Besides its requests a batch may have what OData will think of; what stands in a request is answered there.
    [`POST ${root}/$batch`]: { body: batch, open: ['/requests/1/body'] },
    [`DELETE ${root}/Observations({id})`]: { path: { id: '999999' }, once: true },
    [`DELETE ${root}/Datastreams({id})/Observations`]: {
      path: { id: String(id) },
      query: { $filter: 'result eq 123456' },
    },
  }
}
