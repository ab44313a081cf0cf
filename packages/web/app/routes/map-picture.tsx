import { getAreaShapes } from '../api.ts'
import { getSite } from '../context.ts'
import { languageOfRequest } from '../language.ts'
import { contentOf } from '../map/content.ts'
import { loadMap } from '../map/load-map.server.ts'
import { drawPicture, isPictureSize } from '../map/picture.server.ts'
import { spotsOf } from '../map/remark-spots.ts'
import { listRemarksBeside, MOST_ON_MAP } from '../remarks/api.ts'
import type { Route } from './+types/map-picture.ts'

/** Stations that a picture has at most. */
const DRAWN = 1000

/** The map as a picture, as SVG, in the size that the address asks for. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [data, remarks] = await Promise.all([
    loadMap(fetchApi, request, DRAWN),
    listRemarksBeside(fetchApi, { pageSize: MOST_ON_MAP }),
  ])
  const content = contentOf(data, languageOfRequest(request), data.view.step)
  if (!content) throw new Response(null, { status: 404 })
  const { features } = await getAreaShapes(fetchApi, { level: data.level })
  const asked = new URL(request.url).searchParams.get('maat') ?? ''
  const picture = drawPicture({
    content,
    labels: data.labels,
    borders: features.map(({ id, geometry }) => ({ code: id, shape: geometry })),
    remarks: spotsOf(remarks.items),
    size: isPictureSize(asked) ? asked : 'breed',
  })
  return new Response(picture, {
    headers: { 'content-type': 'image/svg+xml; charset=utf-8' },
  })
}
