import type { components } from '@samenspel/client'
import { type FetchApi, get, type PageOf, type Place } from '../api.ts'

/** What the map asks of the API. */

type Schemas = components['schemas']

export type StationValues = Omit<Schemas['StationValues'], 'location'> & { location: Place | null }
export type HexagonValues = Omit<Schemas['HexagonValues'], 'centre'> & { centre: Place }
export type MeasuredProperty = Schemas['MeasuredProperty']

/** Of what values are asked, and of which day or year; of now without them. */
export type ValuesAsked = {
  property: string
  unit: string
  day?: string | undefined
  year?: number | undefined
}

export const listMeasuredProperties = async (api: FetchApi) =>
  (await get<{ items: MeasuredProperty[] }>(api, '/api/v1/measured-properties')).items

export const listStationValues = (
  api: FetchApi,
  asked: ValuesAsked & { cursor?: string; pageSize?: number },
) => get<PageOf<StationValues> & { frames: string[] }>(api, '/api/v1/station-values', asked)

export const listHexagons = (api: FetchApi, asked: ValuesAsked & { width: number }) =>
  get<{ items: HexagonValues[]; frames: string[]; leftOut: number }>(api, '/api/v1/hexagons', asked)

export type AreaProfile = Schemas['AreaProfile']
export type ProfileStatistic = AreaProfile['statistics'][number]

/** An area beside the others of its municipality; undefined when the indicator has no figures of areas of its level. */
export const getAreaProfile = (api: FetchApi, indicator: string, code: string) =>
  get<AreaProfile>(
    api,
    `/api/v1/indicators/${encodeURIComponent(indicator)}/profiles/${encodeURIComponent(code)}`,
  )
