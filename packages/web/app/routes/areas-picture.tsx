import { data } from 'react-router'
import { getAreaShapes, listAreas, listAreasOf } from '../api.ts'
import { getSite } from '../context.ts'
import { languageOfRequest } from '../language.ts'
import type { AreaRow } from '../map/content.ts'
import { drawPicture, isPictureSize } from '../map/picture.server.ts'
import { cornersOf } from '../my/projection.ts'
import type { Route } from './+types/areas-picture.ts'

/** Where something is, and where it is not but was looked as well. Dark and light, so that they differ without colour too. */
const COLOURS = { here: '#5b9bd0', compared: '#cfd8e3', around: '#ffffff' } as const

const MOST_AREAS = 60

/** Areas on a small map, as SVG: those that it is about, those that were compared with, and what lies around. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const asked = (name: string) => searchParams.getAll(name).slice(0, MOST_AREAS)
  const [here, compared] = await Promise.all([
    listAreasOf(fetchApi, asked('gebied')),
    listAreasOf(fetchApi, asked('vergelijk')),
  ])
  const level = here[0]?.level
  if (!level) throw data(null, { status: 404 })
  const [{ features }, around] = await Promise.all([
    getAreaShapes(fetchApi, { level }),
    listAreas(fetchApi, { level, pageSize: 200 }),
  ])
  const marked = [...here, ...compared].filter((area) => area.level === level)
  const shown = new Set(marked.map(({ code }) => code))
  const colours = new Map<string, string>([
    ...compared.map(({ code }) => [code, COLOURS.compared] as const),
    ...here.map(({ code }) => [code, COLOURS.here] as const),
  ])
  const rowOf = (code: string): AreaRow => ({
    ...{ code, name: '', value: null, low: null, high: null, coverage: 0, stations: 0 },
    ...{ periodStart: null, other: null, position: null },
    colour: colours.get(code) ?? COLOURS.around,
  })
  const size = searchParams.get('maat') ?? ''
  const picture = drawPicture({
    content: {
      ...{ kind: 'areas', title: '', unit: '', slug: '', frames: [], step: 0, classes: [] },
      language: languageOfRequest(request),
      level,
      rows: features.map(({ id }) => rowOf(id)),
    },
    // Names of what it is about first: of names that do not fit beside each other the first one stays.
    labels: [...marked, ...around.items.filter(({ code }) => !shown.has(code))],
    borders: features.map(({ id, geometry }) => ({ code: id, shape: geometry })),
    around: features.flatMap(({ id, geometry }) => (shown.has(id) ? cornersOf(geometry) : [])),
    size: isPictureSize(size) ? size : 'midden',
  })
  return new Response(picture, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'private, max-age=3600' },
  })
}
