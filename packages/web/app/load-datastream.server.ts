import { data } from 'react-router'
import { getSeries, getStationOf, listAllIndicators, listCalibrations, type Series } from './api.ts'
import type { Site } from './context.ts'
import { periodOf, readView, ZOOMS } from './datastream-view.ts'
import { languageOfRequest } from './language.ts'
import { normsFor } from './norms.ts'
import { inLanguage } from './property-names.server.ts'
import { listRemarksBeside } from './remarks/api.ts'

/** One datastream of a station, and its values in the period that the address asks for. */
export async function loadDatastream({ fetchApi, now }: Site, id: string | undefined, request: Request) {
  const view = readView(new URL(request.url).searchParams)
  if (!view) throw data(null, { status: 404 })
  const found = await getStationOf(fetchApi, id ?? '')
  const { latest: all, ...station } = inLanguage(found, languageOfRequest(request))
  const [latest] = all
  if (!latest) throw data(null, { status: 404 })
  const period = periodOf(view, now())
  const [series, indicators, calibration, remarks] = await Promise.all([
    loadSeries(
      fetchApi,
      latest.datastreamId,
      coarsest(ZOOMS[view.zoom].resolution, station.precision.time),
      period,
    ),
    listAllIndicators(fetchApi),
    findCalibration(fetchApi, latest.datastreamId),
    listRemarksBeside(fetchApi, {
      datastream: latest.datastreamId,
      property: latest.property,
      ...period,
    }),
  ])
  const beside = calibration ? await loadBeside(fetchApi, calibration.other, period, series.resolution) : null
  return {
    station,
    latest,
    view,
    period,
    series,
    norms: normsFor(latest, indicators),
    calibration,
    beside,
    remarks,
  }
}

/** What else there is of what this datastream measures: the raw values of calibrated ones, or the other way round. */
export type Calibrated = {
  /** The other datastream. */
  other: number
  /** What this one is. */
  is: 'raw' | 'calibrated'
  uncertainty: number
  validFrom: string | null
}

async function findCalibration(fetchApi: Site['fetchApi'], datastream: number): Promise<Calibrated | null> {
  const { items } = await listCalibrations(fetchApi, datastream).catch(() => ({ items: [] }))
  for (const { status, derivedId, sourceId, fit, validFrom } of items) {
    if (status !== 'accepted' || derivedId === null) continue
    const is = derivedId === datastream ? 'calibrated' : 'raw'
    return { other: is === 'raw' ? derivedId : sourceId, is, uncertainty: fit.uncertainty, validFrom }
  }
  return null
}

/** The other series in the same period; nothing when it may not be read, or has too many values for one answer. */
function loadBeside(
  fetchApi: Site['fetchApi'],
  datastream: number,
  period: { from: string; to: string },
  resolution: Series['resolution'],
): Promise<Series | null> {
  return getSeries(fetchApi, { datastream, ...period, resolution }).catch(() => null)
}

const RESOLUTIONS: readonly Series['resolution'][] = ['raw', 'hour', 'day']

/** What a zoom shows, and no finer than the reader may see. */
function coarsest(one: Series['resolution'], other: Series['resolution']): Series['resolution'] {
  return RESOLUTIONS.indexOf(one) > RESOLUTIONS.indexOf(other) ? one : other
}

/** The values at this resolution; when there are too many single values for one answer, their hours. */
async function loadSeries(
  fetchApi: Site['fetchApi'],
  datastream: number,
  resolution: Series['resolution'],
  period: { from: string; to: string },
): Promise<Series> {
  const ask = (each: Series['resolution']) => getSeries(fetchApi, { datastream, ...period, resolution: each })
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
