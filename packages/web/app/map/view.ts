import { HEXAGON_WIDTHS, type HexagonWidth } from '@samenspel/standards/geo'
import { RANKING } from '../ranking-view.ts'

/** What the map shows: stations, hexagons of stations, an indicator by area, or two of them against each other. */
export const MAP_KINDS = ['punten', 'vakken', 'gebieden', 'twee'] as const
export type MapKind = (typeof MAP_KINDS)[number]

/** Where the map is: longitude, latitude and zoom. */
export type Camera = [longitude: number, latitude: number, zoom: number]

/** All that the page of the map shows, as its address says it. What was not chosen is undefined. */
export type MapView = {
  kind: MapKind
  /** Name of an observed property, for stations and hexagons. */
  property: string | undefined
  width: HexagonWidth
  /** Slugs of indicators, for areas. */
  indicator: string | undefined
  other: string | undefined
  /** The day whose hours, or the year whose months or days are shown; the day goes before. Without them it is now. */
  day: string | undefined
  year: number | undefined
  /** Which of these hours, days or months, from 0. */
  step: number
  camera: Camera | undefined
  /** Whether the topographic map of PDOK lies under it. */
  background: boolean
  /** Whether remarks of people are shown on it and below it. */
  remarks: boolean
}

/** The part of the address that leaves remarks out. */
export const WITHOUT_REMARKS = 'opmerkingen'

const USUAL_WIDTH: HexagonWidth = 1000

/** Reads the address of a page; what it does not understand counts as not chosen. */
export function readView(search: URLSearchParams): MapView {
  const get = (name: string) => search.get(name)?.trim() || undefined
  const kind = MAP_KINDS.find((one) => one === get('soort')) ?? 'punten'
  const width = HEXAGON_WIDTHS.find((one) => String(one) === get('breedte')) ?? USUAL_WIDTH
  const day = get('dag')
  const year = Number(get('jaar'))
  const step = Number(get('stap'))
  return {
    kind,
    property: get('grootheid'),
    width,
    indicator: get('indicator'),
    other: get('met'),
    day: day && isDay(day) ? day : undefined,
    year: Number.isInteger(year) && year >= 1900 && year <= 2200 ? year : undefined,
    step: Number.isInteger(step) && step >= 0 ? step : 0,
    camera: readCamera(get('plek')),
    background: get('ondergrond') === 'pdok',
    remarks: get(WITHOUT_REMARKS) !== 'weg',
  }
}

/** The query of the address, without what is usual. */
export function writeMapView(view: Partial<MapView>): string {
  const { kind = 'punten', property, width, indicator, other, day, year, step, camera, background } = view
  const { remarks = true } = view
  const query = new URLSearchParams()
  const set = (name: string, value: string | number | undefined) => {
    if (value !== undefined && value !== '') query.set(name, String(value))
  }
  const isOfStations = kind === 'punten' || kind === 'vakken'
  set('soort', kind === 'punten' ? undefined : kind)
  set('grootheid', isOfStations ? property : undefined)
  set('breedte', kind === 'vakken' ? width : undefined)
  set('indicator', isOfStations ? undefined : indicator)
  set('met', kind === 'twee' ? other : undefined)
  set('dag', day)
  set('jaar', day === undefined ? year : undefined)
  set('stap', step || undefined)
  set('plek', camera && [camera[1].toFixed(5), camera[0].toFixed(5), camera[2].toFixed(2)].join(','))
  set('ondergrond', background ? 'pdok' : undefined)
  set(WITHOUT_REMARKS, remarks ? undefined : 'weg')
  return query.size > 0 ? `?${query}` : ''
}

/** What of an address decides over what is asked of the API: all but the moment that is shown, where the map is, whether remarks are on it, and the order of a list. */
export function restOf(search: URLSearchParams): string {
  const rest = [...search].filter(([name]) => !['stap', 'plek', WITHOUT_REMARKS, RANKING.sort].includes(name))
  return new URLSearchParams(rest.toSorted()).toString()
}

function isDay(text: string): boolean {
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) &&
    !Number.isNaN(Date.parse(text)) &&
    new Date(text).toISOString().startsWith(text)
  )
}

/** Latitude first, as people write a place; `52.2,5.4,12`. */
function readCamera(text: string | undefined): Camera | undefined {
  const [latitude, longitude, zoom] = text?.split(',').map(Number) ?? []
  if (latitude === undefined || longitude === undefined || zoom === undefined) return undefined
  const isRight = Math.abs(latitude) <= 85 && Math.abs(longitude) <= 180 && zoom >= 0 && zoom <= 22
  return isRight ? [longitude, latitude, zoom] : undefined
}
