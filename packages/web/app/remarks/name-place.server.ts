import { data } from 'react-router'
import { type FetchApi, getArea, getStation, getStationOf } from '../api.ts'
import { capitalise } from '../format.ts'
import type { RemarkPlace } from './api.ts'

/** What a remark is about, as the page names it: a station, one of its series, or an area. @throws an error page with 404 for none */
export async function namePlace(api: FetchApi, { thing, datastream, area }: RemarkPlace): Promise<string> {
  if (datastream !== undefined) {
    const { name, latest } = await getStationOf(api, String(datastream))
    const title = latest[0]?.title
    return title === undefined ? name : `${capitalise(title)}, ${name}`
  }
  if (thing !== undefined) return (await getStation(api, String(thing))).name
  if (area !== undefined) return (await getArea(api, area)).name
  throw data(null, { status: 404 })
}
