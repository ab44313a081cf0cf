import { data } from 'react-router'
import { getSeries, getStationOf, type Series } from './api.ts'
import type { Site } from './context.ts'
import { type DatastreamView, periodOf, readView, ZOOMS } from './datastream-view.ts'

/** One datastream of a station, and its values in the period that the address asks for. */
export async function loadDatastream({ fetchApi, now }: Site, id: string | undefined, request: Request) {
  const view = readView(new URL(request.url).searchParams)
  if (!view) throw data(null, { status: 404 })
  const { latest: all, ...station } = await getStationOf(fetchApi, id ?? '')
  const [latest] = all
  if (!latest) throw data(null, { status: 404 })
  const period = periodOf(view, now())
  const series = await loadSeries(fetchApi, latest.datastreamId, view, period)
  return { station, latest, view, period, series }
}

/** The values as fine as the zoom shows them; when there are too many single values for one answer, their hours. */
async function loadSeries(
  fetchApi: Site['fetchApi'],
  datastream: number,
  { zoom }: DatastreamView,
  period: { from: string; to: string },
): Promise<Series> {
  const ask = (resolution: Series['resolution']) => getSeries(fetchApi, { datastream, ...period, resolution })
  const { resolution } = ZOOMS[zoom]
  if (resolution !== 'raw') return ask(resolution)
  return ask(resolution).catch((refusal: unknown) => {
    if (isTooMuch(refusal)) return ask('hour')
    throw refusal
  })
}

function isTooMuch(refusal: unknown): boolean {
  const { init } = (refusal ?? {}) as { init?: ResponseInit | null }
  return init?.status === 400
}
