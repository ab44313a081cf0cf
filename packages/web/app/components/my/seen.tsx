import type { ReactNode } from 'react'
import { formatNumber } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { PlacePreview } from '../../my/api.ts'
import { metresBetween, seenPoint } from '../../my/place-form.ts'
import { SQUARES } from '../../my/precision.ts'
import { cornersOf, type View, viewAround, viewOf } from '../../my/projection.ts'
import type { OnMap } from './place-map.tsx'

/** What of a place is drawn for others. */
export function seenOnMap(preview: PlacePreview, precision: string): OnMap['seen'] {
  const point = seenPoint(preview, precision)
  if (point) return { point, metres: SQUARES[precision as keyof typeof SQUARES] }
  return preview.area ? { areaCode: preview.area.code } : undefined
}

/**
 * The part of the map in which one sees what others see: the square that they see and the place in it, or the whole neighbourhood.
 * @param chosen when there is nothing to see yet
 */
export function viewOfSeen(chosen: View, { shapes, own, seen }: OnMap): View {
  if (!seen) return own ? viewAround(own, SQUARES['100m']) : chosen
  if ('point' in seen) return viewAround(seen.point, Math.max(seen.metres, SQUARES['100m']))
  const area = shapes.find(({ code }) => code === seen.areaCode)
  if (!area) return chosen
  return viewOf([...cornersOf(area.geometry), ...(own ? [own] : [])])
}

/** In words what others see of the place and the measurements; read out when it changes. */
export function Seen({
  preview,
  place,
  time,
  children,
}: {
  preview: PlacePreview | null
  place: string
  time: string
  /** The same as a drawing. */
  children: ReactNode
}) {
  const { t, language } = useLanguage()
  const words = t.my.place
  const describe = (found: PlacePreview) => {
    if (place === 'exact') return words.seenExact
    const point = seenPoint(found, place)
    if (!point) return found.area ? words.seenArea(found.area.name) : words.seenNoArea
    const metres = Math.max(10, Math.round(metresBetween(found.exact, point) / 10) * 10)
    return words.seenPoint(words.metres(metres)).replace(String(metres), formatNumber(metres, language, 0))
  }
  const times: Record<string, string> = words.seenTime
  return (
    <div className="sp-seen" role="status" id="veld-seen">
      <p>{preview ? describe(preview) : words.seenNone}</p>
      {preview ? <p>{times[time]}</p> : null}
      {preview ? children : null}
      <ul className="sp-seen-legend">
        <li className="sp-seen-own">{words.legendOwn}</li>
        <li className="sp-seen-others">{words.legendSeen}</li>
      </ul>
    </div>
  )
}
