import { HEXAGON_WIDTHS, type HexagonWidth } from '@samenspel/standards/geo'
import {
  type AreaLevel,
  type AreaSummary,
  type FetchApi,
  getIndicatorValues,
  listAll,
  listAllIndicators,
  listAreas,
  listAreasOf,
} from '../api.ts'
import { type Language, languageOfRequest } from '../language.ts'
import { startOf } from '../paths.ts'
import { nameProperty } from '../property-names.server.ts'
import {
  type HexagonValues,
  listHexagons,
  listMeasuredProperties,
  listStationValues,
  type ValuesAsked,
} from './api.ts'
import { figuresByArea, type MappedIndicator } from './figures.ts'
import { framesOf, MOST_PLAYED } from './frames.ts'
import { listProperties, type MappedProperty } from './readings.ts'
import { type MapView, readView } from './view.ts'

/** What the map and its picture show, as the address says it. */
export type MapData = Awaited<ReturnType<typeof loadMap>>

/**
 * Loads what the address asks for.
 * @param pageSize how many stations are in the list; the map itself has all of them
 */
export async function loadMap(fetchApi: FetchApi, request: Request, pageSize: number) {
  const asked = readView(new URL(request.url).searchParams)
  const language = languageOfRequest(request)
  const [properties, indicators, neighbourhoods] = await Promise.all([
    loadProperties(fetchApi, language),
    loadIndicators(fetchApi),
    listAll((from) => listAreas(fetchApi, { level: 'neighbourhood', pageSize: 200, ...from })),
  ])
  const property = properties.find(({ name }) => name === asked.property) ?? properties[0] ?? null
  const isOfStations = asked.kind === 'punten' || asked.kind === 'vakken'
  const shown = isOfStations
    ? await loadStations(fetchApi, asked, property, { ...startOf(request), pageSize })
    : await loadFigures(fetchApi, asked, indicators, neighbourhoods)
  const level = shown.kind === 'areas' ? shown.indicator.level : undefined
  return {
    view: asked,
    properties,
    property,
    indicators,
    shown,
    ...(await namesFor(fetchApi, neighbourhoods, level)),
  }
}

async function loadProperties(fetchApi: FetchApi, language: Language): Promise<MappedProperty[]> {
  return listProperties(await listMeasuredProperties(fetchApi), (title) => nameProperty(title, language))
}

async function loadIndicators(fetchApi: FetchApi): Promise<MappedIndicator[]> {
  const all = await listAllIndicators(fetchApi)
  // Groups of sensors have no borders to draw.
  return all.flatMap(({ published, slug, title, unit, period, level, property }) =>
    published && level !== 'group' ? [{ slug, title, unit, period, level, property }] : [],
  )
}

const NOTHING = { kind: 'nothing' } as const

async function loadStations(
  fetchApi: FetchApi,
  { kind, width, day, year }: MapView,
  property: MappedProperty | null,
  page: { cursor?: string; pageSize: number },
) {
  if (!property) return NOTHING
  const asked = {
    property: property.name,
    unit: property.unit,
    day,
    year: day === undefined ? year : undefined,
  }
  if (kind === 'vakken') {
    const { items, frames, leftOut } = await listHexagons(fetchApi, { ...asked, width })
    const tooSmall =
      items.length === 0 || hasMean(items) ? null : { wider: await firstWithMean(fetchApi, asked, width) }
    return { kind: 'hexagons', items, frames, leftOut, tooSmall } as const
  }
  const { items, frames, next } = await listStationValues(fetchApi, { ...asked, ...page })
  return { kind: 'stations', items, frames, next } as const
}

const hasMean = (items: readonly HexagonValues[]) =>
  items.some(({ values }) => values.some((value) => value !== null))

/** The smallest hexagons, larger than these, of which one has a mean. */
async function firstWithMean(
  fetchApi: FetchApi,
  asked: ValuesAsked,
  width: HexagonWidth,
): Promise<HexagonWidth | undefined> {
  for (const wider of HEXAGON_WIDTHS.filter((one) => one > width)) {
    if (hasMean((await listHexagons(fetchApi, { ...asked, width: wider })).items)) return wider
  }
  return undefined
}

async function loadFigures(
  fetchApi: FetchApi,
  view: MapView,
  indicators: readonly MappedIndicator[],
  neighbourhoods: readonly AreaSummary[],
) {
  const asked = indicators.find(({ slug }) => slug === view.indicator)
  const indicator = asked ?? (await firstWithFigures(fetchApi, indicators))
  if (!indicator) return NOTHING
  const { level, period } = indicator
  const others = indicators.filter((one) => one.level === level && one.slug !== indicator.slug)
  const other =
    view.kind === 'twee'
      ? (others.find(({ slug }) => slug === view.other) ?? (await firstWithFigures(fetchApi, others)))
      : undefined
  const areas =
    level === 'neighbourhood'
      ? neighbourhoods
      : await listAll((from) => listAreas(fetchApi, { level, pageSize: 200, ...from }))
  // Moments of two indicators are only the same when both have the same steps.
  const frames = other && other.period !== period ? undefined : framesOf(view, period)
  const isPlayed = frames !== undefined && frames.starts.length * areas.length <= MOST_PLAYED
  const ask = async ({ slug }: MappedIndicator) => {
    if (frames === undefined) {
      const { items } = await getIndicatorValues(fetchApi, slug, { latest: true })
      return figuresByArea(areas, items, [])
    }
    const from = frames.starts[isPlayed ? 0 : view.step]
    const to = isPlayed ? frames.end : (frames.starts[view.step + 1] ?? frames.end)
    const { items } = await getIndicatorValues(fetchApi, slug, { from: from ?? frames.end, to })
    return figuresByArea(areas, items, frames.starts)
  }
  const [figures, otherFigures] = await Promise.all([ask(indicator), other ? ask(other) : null])
  const moments = frames?.starts ?? []
  return {
    kind: 'areas',
    indicator,
    figures,
    other,
    otherFigures,
    others,
    frames: moments,
    isPlayed,
  } as const
}

/** Indicators that are looked into for one with figures. */
const MOST_TRIED = 4

/** The one to begin with when none was chosen: the first with figures, since one that has none yet shows nothing. */
export async function firstWithFigures<T extends { slug: string }>(
  fetchApi: FetchApi,
  indicators: readonly T[],
): Promise<T | undefined> {
  for (const indicator of indicators.slice(0, MOST_TRIED)) {
    const { items } = await getIndicatorValues(fetchApi, indicator.slug, { latest: true })
    if (items.some(({ value }) => value !== null)) return indicator
  }
  return indicators[0]
}

/**
 * The areas that the map draws and names: those of the indicator, else neighbourhoods when any are known, else what is next.
 * @param level of the indicator that is shown
 */
async function namesFor(fetchApi: FetchApi, neighbourhoods: AreaSummary[], asked: AreaLevel | undefined) {
  const levels: AreaLevel[] = asked ? [asked] : ['neighbourhood', 'district', 'municipality']
  for (const level of levels) {
    const areas =
      level === 'neighbourhood'
        ? neighbourhoods
        : await listAll((from) => listAreas(fetchApi, { level, pageSize: 200, ...from }))
    if (areas.length === 0) continue
    return { level, labels: areas.map(({ name, labelPoint }) => ({ name, labelPoint })) }
  }
  return { level: levels.at(-1) ?? 'municipality', labels: [] }
}

/** The names of the areas of stations. */
export async function nameAreas(fetchApi: FetchApi, codes: readonly (string | null)[]) {
  const areas = await listAreasOf(fetchApi, [...new Set(codes.filter((code) => code !== null))])
  return areas.map(({ code, name }) => ({ code, name }))
}
