import { getAreaShapes } from '../api.ts'
import { getSite } from '../context.ts'
import { languageOfRequest } from '../language.ts'
import { contentOf } from '../map/content.ts'
import { loadMap } from '../map/load-map.server.ts'
import { drawPicture, isPictureSize } from '../map/picture.server.ts'
import type { Route } from './+types/map-picture.ts'

/** Stations that a picture has at most. */
const DRAWN = 1000

/** The map as a picture, as SVG, in the size that the address asks for. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const data = await loadMap(fetchApi, request, DRAWN)
  const content = contentOf(data, languageOfRequest(request), data.view.step)
  if (!content) throw new Response(null, { status: 404 })
  const { features } = await getAreaShapes(fetchApi, { level: data.level })
  const asked = new URL(request.url).searchParams.get('maat') ?? ''
  const picture = drawPicture({
    content,
    labels: data.labels,
    borders: features.map(({ id, geometry }) => ({ code: id, shape: geometry })),
    size: isPictureSize(asked) ? asked : 'breed',
  })
  return new Response(picture, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8', 'cache-control': 'private, max-age=60' },
  })
}
