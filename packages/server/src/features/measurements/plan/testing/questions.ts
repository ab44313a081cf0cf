import { toWgs84 } from '@samenspel/standards/geo'
import { EXTENT, placeInTile } from '@samenspel/standards/vector-tiles'
import fc from 'fast-check'
import { randomLists } from '../../sta/testing/random-requests.ts'
import { batchOf, changeSetOf, multipartOf } from './batches.ts'

type About = {
  datasets: readonly string[]
  stations: readonly { thingId: number; datastreamId: number; x: number; y: number }[]
  indicator: string
  analysis: string
}

/** How many of each kind are asked about one world. */
const RANDOM = 20
const DIRECTED = 55

/** Lists and topics that are followed over MQTT. */
export const TOPICS = (stations: About['stations']): string[] => [
  'v1.1/Observations',
  'v1.1/Things',
  'v1.1/Locations',
  'v1.1/Datastreams',
  'v1.1/Observations?$select=result,phenomenonTime',
  'v1.1/Observations?$filter=result gt 0&$expand=Datastream($expand=Thing($expand=Locations))',
  ...stations.flatMap(({ thingId, datastreamId }) => [
    `v1.1/Datastreams(${datastreamId})/Observations`,
    `v1.1/Things(${thingId})/Locations`,
  ]),
]

/** Questions of who explores: each chart, step and place. */
function explorations({ stations, indicator }: Pick<About, 'stations' | 'indicator'>): string[] {
  const places = ['all', 'area:BU1', ...stations.slice(0, 3).map(({ thingId }) => `station:${thingId}`)]
  const where = places.map((place) => `&where=${place}`).join('')
  const period = '&from=2026-03-01&to=2026-03-02'
  const of = 'what=property:pm25'
  return [
    ...['hour', 'day', 'week', 'month'].map((step) => `${of}${where}&step=${step}`),
    ...stations.map(({ datastreamId }) => `${of}&where=datastream:${datastreamId}&step=hour`),
    `${of}&where=all&where=reference&step=hour&format=csv`,
    `chart=compare&${of}${where}&step=hour`,
    `chart=compare&${of}${where}&step=day`,
    `chart=day&${of}${where}`,
    `chart=week&${of}&where=area:BU1`,
    `chart=calendar&${of}&where=all`,
    `chart=distribution&${of}&where=all&step=hour`,
    `chart=scatter&${of}&against=property:pm25&where=all&by=area:BU1&step=hour`,
    `chart=rose&${of}&against=property:pm25&where=all`,
    `what=indicator:${indicator}&where=area:BU1`,
  ].map((query) => `/api/v1/explorations?${query}${period}`)
}

/** Addresses to ask about a world: on every path by which measurements leave, the same for the same seed; all of them without one. */
export function questionsAbout(about: About, seed: number | undefined): string[] {
  if (seed === undefined) return everyPath(about)
  const random = fc.sample(randomLists, { seed, numRuns: RANDOM }).map((path) => `/sta/v1.1/${path}`)
  const directed = fc.sample(
    fc.shuffledSubarray(everyPath(about), { minLength: DIRECTED, maxLength: DIRECTED }),
    {
      seed,
      numRuns: 1,
    },
  )
  return [
    ...random,
    multipartOf(random),
    ...(directed[0] ?? []),
    `/api/v1/indicators/${about.indicator}/values`,
  ]
}

function everyPath({ datasets, stations, indicator, analysis }: About): string[] {
  const here = "geography'POINT(5.2915 52.0920)'"
  const lists = [
    'Things?$expand=Locations,HistoricalLocations,Datastreams($expand=Observations($top=3;$orderby=phenomenonTime desc))',
    'Things?$orderby=Locations/name desc,description',
    `Things?$filter=geo.distance(Locations/location,${here}) lt 0.01`,
    `Locations?$filter=geo.distance(location,${here}) lt 0.02&$orderby=id desc`,
    `Locations?$filter=st_within(location,geography'POLYGON((5.29 52.09,5.30 52.09,5.30 52.10,5.29 52.10,5.29 52.09))')`,
    'Locations?$count=true&$orderby=name',
    'Locations?$resultFormat=GeoJSON',
    'FeaturesOfInterest?$count=true',
    'HistoricalLocations?$count=true&$expand=Locations',
    'Datastreams?$orderby=phenomenonTime desc&$count=true',
    'Datastreams?$filter=Observations/result gt 40',
    'Datastreams?$filter=phenomenonTime gt 2026-03-02T09:00:00Z',
    'Datastreams?$expand=Thing($expand=Locations),ObservedProperty,Sensor',
    'Datastreams?$filter=Thing/properties/adres ne null',
    'Observations?$count=true&$top=5&$orderby=phenomenonTime desc',
    'Observations?$filter=result gt 45&$orderby=result desc',
    'Observations?$filter=parameters/n gt 0',
    'Observations?$expand=FeatureOfInterest,Datastream($expand=Thing)&$top=5',
    'Observations?$apply=groupby((Datastream/id),aggregate(result with average as mean,$count as n))',
    'Observations?$apply=filter(phenomenonTime ge 2026-03-02T05:00:00Z)/groupby((Datastream/Thing/name),aggregate(result with max as top))',
    'Observations?$select=distinct:result&$top=200',
    'Observations?$resultFormat=dataArray&$top=50',
    'Observations?$resultFormat=CSV&$top=50',
    'Observations?$resultFormat=Parquet&$top=50',
    'Locations?$resultFormat=Parquet',
    'Observations/$count',
    'Observations/$count?$filter=result gt 40',
    'Things/$count?$filter=Locations/location ne null',
    'ObservedProperties?$expand=Datastreams',
    'Sensors?$expand=Datastreams($count=true;$top=1)',
  ].map((path) => `/sta/v1.1/${path}`)
  const each = stations.flatMap(({ thingId, datastreamId, x, y }) => [
    `/sta/v1.1/Locations?$filter=geo.distance(location,geography'POINT(${toWgs84([x, y]).join(' ')})') lt 0.0005`,
    `/sta/v1.1/Things(${thingId})?$expand=Locations`,
    `/sta/v1.1/Things(${thingId})/Datastreams?$expand=Observations($count=true;$top=2;$orderby=phenomenonTime desc)`,
    `/sta/v1.0/Datastreams(${datastreamId})`,
    `/sta/v1.1/Datastreams(${datastreamId})/Observations?$top=20&$orderby=phenomenonTime desc`,
    `/sta/v1.1/Datastreams(${datastreamId})/Observations/$count`,
    `/sta/v1.1/Datastreams(${datastreamId})/phenomenonTime/$value`,
    `/sta/v1.1/Datastreams(${datastreamId})/Observations?$resultFormat=CSV`,
    `/api/v1/stations/${thingId}`,
    `/api/v1/stations/${thingId}/health`,
    `/api/v1/coverage?datastream=${datastreamId}&from=2026-03-01T00:00:00Z&to=2026-03-03T00:00:00Z`,
    `/api/v1/calibrations?datastream=${datastreamId}`,
    `/api/v1/quality-rulings?datastream=${datastreamId}`,
    ...['raw', 'hour', 'day'].map(
      (resolution) =>
        `/api/v1/series?datastream=${datastreamId}&resolution=${resolution}&from=2026-02-28T23:00:00Z&to=2026-03-03T00:00:00Z`,
    ),
  ])
  const others = [
    '/api/v1/stations?pageSize=50',
    '/api/v1/stations?bbox=5.2,52.09,5.31,52.0945',
    '/api/v1/stations?near=5.2915,52.0920&within=3',
    '/api/v1/stations?area=BU1',
    '/api/v1/stations?property=pm25&format=csv',
    '/api/v1/station-counts',
    '/api/v1/station-counts?area=BU1',
    ...everyTile(stations),
    '/api/v1/measured-properties',
    ...explorations({ stations, indicator }),
    `/api/v1/analyses/${analysis}/preview`,
    `/api/v1/analyses/${analysis}/versions/1/rerun`,
    `/api/v1/analyses/${analysis}/versions/1/answers/0`,
    batchOf(['Observations/$count', 'Things?$expand=Locations', 'Observations?$top=3&$orderby=result desc']),
    batchOf(
      stations.flatMap(({ datastreamId: id }) => [
        `Datastreams(${id})`,
        `Datastreams(${id})/Observations/$count`,
      ]),
    ),
    multipartOf([...lists, ...each].filter((path) => path.startsWith('/sta/v1.1/'))),
    changeSetOf(stations),
    '/api/v1/datasets',
    '/api/v1/signals',
    `/api/v1/indicators/${indicator}/ranking`,
    `/api/v1/indicators/${indicator}/profiles/BU1`,
    `/api/v1/indicators/${indicator}/forecast?area=BU1`,
    `/api/v1/indicators/${indicator}/steering-check?area=BU1`,
    `/api/v1/indicators/${indicator}`,
    `/api/v1/indicators/${indicator}/values`,
    `/api/v1/indicators/${indicator}/opened-figure?area=BU1&periodStart=2026-03-01T23:00:00Z`,
    `/api/v1/indicators/${indicator}/values?format=csv`,
    `/api/v1/indicators/${indicator}/tiles/8/131/84`,
    `/api/v1/indicators/${indicator}/tiles/8/131/84?at=2026-03-01T12:00:00Z`,
    ...datasets.flatMap((id) => [
      `/api/v1/datasets/${id}`,
      `/api/v1/stations?dataset=${id}`,
      `/api/v1/station-counts?dataset=${id}`,
      `/api/v1/station-health?dataset=${id}`,
      `/api/v1/datasets/${id}/quality-limits`,
    ]),
  ]
  return [...lists, ...each, ...others]
}

/** Tiles around the stations near and far, of now and of the past; and the same as lists. Not all of each, so that they leave room for other questions. */
function everyTile(stations: About['stations']): string[] {
  const times = ['', '&day=2026-03-02', '&year=2026', '&day=2026-03-01&unit=%C2%B5g/m%C2%B3']
  const [first] = stations
  const near = stations.map(({ x, y }) => tileAt(toWgs84([x, y]), 15))
  const far = first ? [7, 11].map((zoom) => tileAt(toWgs84([first.x, first.y]), zoom)) : []
  return [
    ...near.map((tile) => `/api/v1/tiles/stations/${tile}?property=pm25`),
    ...times.flatMap((time) => [
      ...far.map((tile) => `/api/v1/tiles/stations/${tile}?property=pm25${time}`),
      `/api/v1/tiles/hexagons/${far[0]}?property=pm25&width=1000${time}`,
      `/api/v1/station-values?property=pm25${time}`,
      `/api/v1/hexagons?property=pm25&width=10000${time}`,
    ]),
    `/api/v1/tiles/hexagons/${far[1]}?property=pm25&width=250`,
    '/api/v1/hexagons?property=pm25&width=250&day=2026-03-02',
  ]
}

function tileAt(point: Parameters<typeof placeInTile>[0], z: number): string {
  const units = placeInTile(point, { z, x: 0, y: 0 })
  return [z, ...units.map((at) => Math.floor(at / EXTENT))].join('/')
}
