import {
  type FetchApi,
  getArea,
  getDataset,
  getSeries,
  getStation,
  getStationHealth,
  listAll,
  listIndicators,
  listStations,
  type Station,
} from './api.ts'
import type { Site } from './context.ts'
import { capitalise } from './format.ts'
import { boxAround, type Neighbour, nearestTo } from './nearby.ts'
import { normsFor } from './norms.ts'
import { lastWeek } from './series.ts'

/** The last day of hour values goes into the table; the chart shows the week. */
const MOST_ROWS = 24
/** How far a station still is a neighbour, and a reference still says something of the same air, in kilometres. */
const NEAR = { neighbours: 5, reference: 30 }
const MOST_NEIGHBOURS = 5
const MOST_STATIONS = 1000

/** Everything that the page of a station shows. */
export async function loadStation({ fetchApi, now }: Site, id: string) {
  const station = await getStation(fetchApi, id)
  const week = lastWeek(now())
  const [area, dataset, health, around, indicators, series] = await Promise.all([
    station.areaCode ? getArea(fetchApi, station.areaCode).catch(() => null) : null,
    getDataset(fetchApi, station.datasetId).catch(() => null),
    getStationHealth(fetchApi, station.thingId).catch(() => null),
    findAround(fetchApi, station),
    listAll((cursor) => listIndicators(fetchApi, cursor ? { cursor } : {})),
    Promise.all(station.latest.map((latest) => loadWeek(fetchApi, latest, week))),
  ])
  return {
    station: { ...station, latest: [] },
    area: area ? { code: area.code, name: area.name } : null,
    dataset: dataset ? { slug: dataset.slug, title: dataset.title } : null,
    health,
    ...around,
    series: series.map((one) => ({ ...one, norms: normsFor(one, indicators) })),
    week,
    now: now(),
  }
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

/** The nearest stations, and the nearest that is a reference and measures something that this one measures too. */
async function findAround(
  fetchApi: FetchApi,
  station: Station,
): Promise<{ neighbours: Neighbour[]; reference: Neighbour | null }> {
  if (!station.location) return { neighbours: [], reference: null }
  const within = (kilometres: number, reference: boolean) =>
    listStations(fetchApi, {
      bbox: boxAround(station.location ?? [0, 0], kilometres),
      reference,
      pageSize: MOST_STATIONS,
    }).then(
      ({ items }) => items,
      () => [],
    )
  const [others, references] = await Promise.all([
    within(NEAR.neighbours, false),
    within(NEAR.reference, true),
  ])
  const own = new Set(station.latest.map(({ property }) => property))
  const alike = (items: Station[]) =>
    items.filter(({ latest }) => latest.some(({ property }) => own.has(property)))
  const [reference = null] = nearestTo(station, alike(references), 1)
  return { neighbours: nearestTo(station, alike(others), MOST_NEIGHBOURS), reference }
}
