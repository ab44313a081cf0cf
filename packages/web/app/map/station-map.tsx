import { useEffect, useRef, useState } from 'react'
import type { AreaLevel } from '../api.ts'
import { formatAge, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { AreaLabel, MapContent } from './content.ts'
import { type DrawnMap, drawMap } from './draw-map.ts'

/** The map with stations. Without JavaScript or WebGL it says so, and the list on the same page tells everything. */
export function StationMap({
  content,
  labels,
  level,
  now,
}: {
  content: MapContent
  labels: AreaLabel[]
  /** Of which areas the borders are drawn. */
  level: AreaLevel
  now: number
}) {
  const { t, language } = useLanguage()
  const container = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnMap | undefined>(undefined)
  const [failed, setFailed] = useState(false)

  // The pop-up is filled by the map, outside React: it always reads the newest content from here.
  const shown = useRef({ content, now, labels, level })
  shown.current = { content, now, labels, level }

  useEffect(() => {
    const element = container.current
    if (!element) return
    let cancelled = false
    const { zoomIn, zoomOut, label, close } = t.map
    const words = { zoomIn, zoomOut, label, close }
    const describe = (thingId: number) => {
      const reading = shown.current.content.readings.find((known) => known.thingId === thingId)
      const lines = reading
        ? {
            name: reading.name,
            title: shown.current.content.title,
            value: t.map.reading(formatValue(reading.value, reading.unit, language), reading.calibrated),
            age: [
              ...(reading.usable ? [] : [`${t.map.impossible}.`]),
              ...(reading.stale ? [`${t.map.stale}.`] : []),
              formatAge(reading.time, shown.current.now, language),
            ].join(' '),
          }
        : { name: '', title: '', value: '', age: '' }
      return describeStation(lines, t.map.toStation, pathsOf(language).station(thingId))
    }
    const { content: first, ...around } = shown.current
    drawMap({ container: element, content: first, ...around, words, describe }).then(
      (map) => {
        if (cancelled) return map.remove()
        drawn.current = map
        // What came in while the map was loading.
        if (shown.current.content !== first) map.update(shown.current.content)
      },
      () => setFailed(true),
    )
    return () => {
      cancelled = true
      drawn.current?.remove()
      drawn.current = undefined
    }
    // Not again for the same names, which come anew with each load of the page: the visitor has moved the map.
  }, [language, t])

  useEffect(() => drawn.current?.update(content), [content])

  return (
    <>
      <p className="sp-map-notice sp-without-script">{t.map.needsScript}</p>
      {failed ? (
        <p className="sp-map-notice" role="status">
          {t.map.unavailable}
        </p>
      ) : (
        <div className="sp-map sp-needs-script">
          <div className="sp-map-canvas" ref={container} />
        </div>
      )}
    </>
  )
}

function describeStation(
  { name, title, value, age }: { name: string; title: string; value: string; age: string },
  linkText: string,
  address: string,
): HTMLElement {
  const box = document.createElement('div')
  box.className = 'sp-map-popup'
  const add = (tag: string, text: string, className = '') => {
    const element = document.createElement(tag)
    element.textContent = text
    element.className = className
    box.append(element)
    return element
  }
  add('strong', name)
  add('div', title)
  add('div', value, 'sp-map-popup-value')
  add('div', age)
  add('a', linkText, 'nl-link').setAttribute('href', address)
  return box
}
