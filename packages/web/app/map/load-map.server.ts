import {
  type AreaLevel,
  type AreaSummary,
  type FetchApi,
  listAll,
  listAreas,
  listAreasOf,
  listStations,
  type Station,
} from '../api.ts'
import { languageOfRequest } from '../language.ts'
import { nameProperty } from '../property-names.server.ts'
import { listProperties, readingsOf } from './readings.ts'

/** What the map and its picture show: the newest values of the property that the address asks for, or of the most measured one. */
export async function loadMap(fetchApi: FetchApi, request: Request) {
  const [stations, areas] = await Promise.all([
    listAll((from) => listStations(fetchApi, { pageSize: 1000, ...from })),
    listAll((from) => listAreas(fetchApi, { level: 'neighbourhood', pageSize: 200, ...from })),
  ])
  const language = languageOfRequest(request)
  const properties = listProperties(stations, (title) => nameProperty(title, language))
  const asked = new URL(request.url).searchParams.get('grootheid')
  const property = properties.find(({ name }) => name === asked) ?? properties[0]
  return {
    properties,
    property: property ?? null,
    ...(property ? readingsOf(stations, property) : { readings: [], inOtherUnit: 0 }),
    ...(await namesFor(fetchApi, stations, areas)),
  }
}

/**
 * The areas that the map draws and names, and those that the list names. The map has one level: neighbourhoods when any are known,
 * else the districts or municipalities in which there are stations.
 */
async function namesFor(fetchApi: FetchApi, stations: Station[], neighbourhoods: AreaSummary[]) {
  const known = new Set(neighbourhoods.map(({ code }) => code))
  const others = new Set(
    stations.flatMap(({ areaCode }) => (areaCode && !known.has(areaCode) ? [areaCode] : [])),
  )
  const areas = [...neighbourhoods, ...(await listAreasOf(fetchApi, [...others]))]
  const levels: AreaLevel[] = ['neighbourhood', 'district']
  const level = levels.find((one) => areas.some((area) => area.level === one)) ?? 'municipality'
  return {
    areas: areas.map(({ code, name }) => ({ code, name })),
    labels: areas.flatMap((area) =>
      area.level === level ? [{ name: area.name, labelPoint: area.labelPoint }] : [],
    ),
    level,
  }
}
