import type { ReactNode } from 'react'
import { formatNumber } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { PlacePreview } from '../../my/api.ts'
import { metresBetween, seenPoint } from '../../my/place-form.ts'
import { SQUARES } from '../../my/precision.ts'
import type { OnMap } from './place-map.tsx'

/** What of a place is drawn for others. */
export function seenOnMap(preview: PlacePreview, precision: string): OnMap['seen'] {
  const point = seenPoint(preview, precision)
  if (point) return { point, metres: SQUARES[precision as keyof typeof SQUARES] }
  return preview.area ? { areaCode: preview.area.code } : undefined
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
