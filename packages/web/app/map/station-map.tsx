import { useEffect, useRef, useState } from 'react'
import type { AreaLevel } from '../api.ts'
import { formatAge, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { AreaLabel, MapContent } from './content.ts'
import { type DrawnMap, drawMap } from './draw-map.ts'
import { PICTURE_SIZES } from './picture-sizes.ts'

/**
 * The map with stations. First it is a picture, which is there at once, also without JavaScript or WebGL; the map that moves is fetched
 * when somebody turns to it. The list on the same page tells everything.
 */
export function StationMap({
  picture,
  content,
  labels,
  level,
  now,
}: {
  /** Address of the picture, to which the size is added. */
  picture: string
  content: MapContent
  labels: AreaLabel[]
  /** Of which areas the borders are drawn. */
  level: AreaLevel
  now: number
}) {
  const { t, language } = useLanguage()
  const container = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnMap | undefined>(undefined)
  const [stage, setStage] = useState<'picture' | 'loading' | 'drawn' | 'failed'>('picture')
  const wanted = stage !== 'picture'
  /** True once scripts run: before, nothing can be asked for. */
  const [running, setRunning] = useState(false)
  useEffect(() => setRunning(true), [])
  /** Whether the map was asked for with the button, and takes over its focus. */
  const byButton = useRef(false)

  // The pop-up is filled by the map, outside React: it always reads the newest content from here.
  const shown = useRef({ content, now, labels, level })
  shown.current = { content, now, labels, level }

  useEffect(() => {
    const element = container.current
    if (!wanted || !element) return
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
        setStage('drawn')
        if (byButton.current) element.querySelector('canvas')?.focus({ preventScroll: true })
        // What came in while the map was loading.
        if (shown.current.content !== first) map.update(shown.current.content)
      },
      () => setStage('failed'),
    )
    return () => {
      cancelled = true
      drawn.current?.remove()
      drawn.current = undefined
    }
    // Not again for the same names, which come anew with each load of the page: the visitor has moved the map.
  }, [language, t, wanted])

  useEffect(() => drawn.current?.update(content), [content])

  return (
    <>
      {stage === 'failed' ? (
        <p className="sp-map-notice" role="status">
          {t.map.unavailable}
        </p>
      ) : null}
      <div className="sp-map">
        {stage === 'drawn' ? null : (
          <picture>
            <source media="(max-width: 30rem)" srcSet={`${picture}&maat=smal`} {...PICTURE_SIZES.smal} />
            <source media="(max-width: 56rem)" srcSet={`${picture}&maat=midden`} {...PICTURE_SIZES.midden} />
            <img className="sp-map-picture" src={picture} alt={t.map.label} {...PICTURE_SIZES.breed} />
          </picture>
        )}
        {wanted && stage !== 'failed' ? <div className="sp-map-canvas" ref={container} /> : null}
        {running && stage === 'picture' ? (
          <button
            type="button"
            className="sp-map-start"
            onPointerMove={({ pointerType }) => pointerType === 'mouse' && setStage('loading')}
            onClick={() => {
              byButton.current = true
              setStage('loading')
            }}
          >
            <span>{t.map.start}</span>
          </button>
        ) : null}
        {stage === 'loading' ? (
          <p className="sp-map-start" role="status">
            <span>{t.map.loading}</span>
          </p>
        ) : null}
      </div>
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
