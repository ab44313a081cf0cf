import {
  type FetchApi,
  getDataset,
  getSeries,
  getStation,
  getStationHealth,
  listAllIndicators,
  listAreasOf,
  listStations,
  type Station,
  type StationHealth,
} from './api.ts'
import type { Site } from './context.ts'
import { capitalise } from './format.ts'
import type { Language } from './language.ts'
import { type Neighbour, nearestTo } from './nearby.ts'
import { normsFor } from './norms.ts'
import { inLanguage, nameProperty } from './property-names.server.ts'
import { listRemarksBeside } from './remarks/api.ts'
import { lastWeek } from './series.ts'

/** The last day of hour values goes into the table; the chart shows the week. */
const MOST_ROWS = 24
/** How far a station still is a neighbour, and a reference still says something of the same air, in kilometres. */
const NEAR = { neighbours: 5, reference: 30 }
const MOST_NEIGHBOURS = 5
/** As many as the API takes. */
const MOST_PROPERTIES = 50

/** Everything that the page of a station shows. */
export async function loadStation({ fetchApi, now }: Site, id: string, language: Language) {
  const station = inLanguage(await getStation(fetchApi, id), language)
  const week = lastWeek(now())
  const [areas, dataset, health, around, indicators, series, remarks] = await Promise.all([
    listAreasOf(fetchApi, station.areaCode ? [station.areaCode] : []).catch(() => []),
    getDataset(fetchApi, station.datasetId).catch(() => null),
    getStationHealth(fetchApi, station.thingId).catch(() => null),
    findAround(fetchApi, station),
    listAllIndicators(fetchApi),
    Promise.all(station.latest.map((latest) => loadWeek(fetchApi, latest, week))),
    listRemarksBeside(fetchApi, { thing: station.thingId }),
  ])
  return {
    station: { ...station, latest: [] },
    area: areas.map(({ code, name }) => ({ code, name }))[0] ?? null,
    dataset: dataset ? { slug: dataset.slug, title: dataset.title } : null,
    health: health && nameMeasured(health, language),
    ...around,
    series: series.map((one) => ({ ...one, norms: normsFor(one, indicators) })),
    week,
    remarks,
    now: now(),
  }
}

/** How a station is, with what it measures named in the language of the page. */
function nameMeasured(health: StationHealth, language: Language): StationHealth {
  const datastreams = health.datastreams.map((one) => ({ ...one, title: nameProperty(one.title, language) }))
  return { ...health, datastreams }
}

async function loadWeek(
  fetchApi: FetchApi,
  latest: Station['latest'][number],
  week: { from: string; to: string },
) {
  const { points } = await getSeries(fetchApi, {
    datastream: latest.datastreamId,
    ...week,
    resolution: 'hour',
  })
  const values = points.flatMap(([, value]) => (value === null ? [] : [value]))
  return {
    ...latest,
    title: capitalise(latest.title),
    range: values.length > 0 ? { low: Math.min(...values), high: Math.max(...values) } : null,
    newest: points.slice(-MOST_ROWS).toReversed(),
  }
}

/** The nearest stations, and the nearest reference, that measure something that this one measures too. */
async function findAround(
  fetchApi: FetchApi,
  station: Station,
): Promise<{ neighbours: Neighbour[]; reference: Neighbour | null }> {
  const { location, latest } = station
  if (!location || latest.length === 0) return { neighbours: [], reference: null }
  // One more than is shown: it can be among them itself.
  const nearest = (within: number, reference: boolean, most: number) =>
    listStations(fetchApi, {
      near: location.join(','),
      within,
      reference,
      property: latest.map(({ property }) => property).slice(0, MOST_PROPERTIES),
      pageSize: most + 1,
    }).then(
      ({ items }) => nearestTo(station, items, most),
      () => [],
    )
  const [neighbours, [reference = null]] = await Promise.all([
    nearest(NEAR.neighbours, false, MOST_NEIGHBOURS),
    nearest(NEAR.reference, true, 1),
  ])
  return { neighbours, reference }
}
