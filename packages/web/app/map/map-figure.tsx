import { useEffect, useRef, useState } from 'react'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { AreaLabel, MapContent } from './content.ts'
import { describePicked } from './describe.ts'
import { type DrawnMap, drawMap } from './draw-map.ts'
import { PICTURE_SIZES } from './picture-sizes.ts'
import type { RemarkSpot } from './remark-spots.ts'
import type { Camera } from './view.ts'

/**
 * The map. First it is a picture, which is there at once, also without JavaScript or WebGL; the map that moves is fetched when somebody turns
 * to it. The list on the same page tells everything.
 */
export function MapFigure({
  picture,
  content,
  tiles,
  labels,
  remarks,
  showRemarks,
  stations,
  camera,
  background,
  now,
  onMove,
  onDrawn,
}: {
  /** Address of the picture, to which the size is added. */
  picture: string
  content: MapContent
  /** Address of the tiles with what is shown; areas need none. */
  tiles: string | undefined
  labels: AreaLabel[]
  /** Where people said something. */
  remarks: readonly RemarkSpot[]
  showRemarks: boolean
  /** How many stations there are on all of the map. */
  stations: number
  camera: Camera | undefined
  background: boolean
  now: number
  onMove(camera: Camera): void
  /** Hears of the map when it can be told of new values; of undefined when it is gone. */
  onDrawn(map: Pick<DrawnMap, 'tell' | 'refresh'> | undefined): void
}) {
  const { t, language } = useLanguage()
  const container = useRef<HTMLDivElement>(null)
  const drawn = useRef<DrawnMap | undefined>(undefined)
  const [stage, setStage] = useState<'picture' | 'loading' | 'drawn' | 'failed'>('picture')
  const [withoutBackground, setWithoutBackground] = useState(false)
  const wanted = stage !== 'picture'
  /** True once scripts run: before, nothing can be asked for. */
  const [running, setRunning] = useState(false)
  useEffect(() => setRunning(true), [])
  /** Whether the map was asked for with the button, and takes over its focus. */
  const byButton = useRef(false)

  // The pop-up is filled by the map, outside React: it always reads the newest content from here.
  const shown = useRef({ content, tiles, now, labels, remarks, stations, camera, onMove, onDrawn })
  shown.current = { content, tiles, now, labels, remarks, stations, camera, onMove, onDrawn }
  const { kind, level } = content
  const label = content.kind === 'stations' ? t.map.label : t.maps.labels[LABELS[content.kind]]

  useEffect(() => {
    const element = container.current
    if (!wanted || !element) return
    let cancelled = false
    const { zoomIn, zoomOut, close } = t.map
    const first = shown.current
    const isOf = ({ content: one }: typeof first) => one.kind === kind && one.level === level
    drawMap({
      container: element,
      content: first.content,
      tiles: first.tiles,
      labels: first.labels,
      remarks: first.remarks,
      remarkWords: {
        addressOf: ({ place }) => pathsOf(language).remarks(place),
        nameOf: ({ name, count }) => t.remarks.onMap(name, count),
      },
      stations: first.stations,
      camera: first.camera,
      background,
      words: { zoomIn, zoomOut, label: `${label} ${t.maps.keys}`, close, source: t.maps.backgroundSource },
      describe: (picked) => describePicked(picked, shown.current, language),
      onMove: (place) => shown.current.onMove(place),
      onBackground: (isThere) => setWithoutBackground(!isThere),
    }).then(
      (map) => {
        if (cancelled) return map.remove()
        drawn.current = map
        setStage('drawn')
        shown.current.onDrawn(map)
        if (byButton.current) element.querySelector('canvas')?.focus({ preventScroll: true })
        byButton.current = false
        // What came in while the map was loading.
        if (shown.current.content !== first.content && isOf(shown.current)) {
          map.update(shown.current.content, shown.current.tiles)
        }
      },
      () => setStage('failed'),
    )
    return () => {
      cancelled = true
      shown.current.onDrawn(undefined)
      setWithoutBackground(false)
      drawn.current?.remove()
      drawn.current = undefined
    }
    // Not again for the same names, which come anew with each load of the page: the visitor has moved the map.
  }, [language, t, wanted, kind, level, background, label])

  useEffect(() => drawn.current?.update(content, tiles), [content, tiles])

  return (
    <>
      {stage === 'failed' ? (
        <p className="sp-map-notice" role="status">
          {t.map.unavailable}
        </p>
      ) : null}
      {withoutBackground ? (
        <p className="sp-map-notice" role="status">
          {t.maps.withoutBackground}
        </p>
      ) : null}
      <div className={showRemarks ? 'sp-map' : 'sp-map sp-map-without-remarks'}>
        {/* On paper the picture is there, also when the map that moves took its place: that cannot be printed. */}
        {stage === 'drawn' ? (
          <img className="sp-map-on-paper" src={picture} alt="" loading="lazy" {...PICTURE_SIZES.breed} />
        ) : (
          <picture>
            <source
              media="screen and (max-width: 30rem)"
              srcSet={`${picture}&maat=smal`}
              {...PICTURE_SIZES.smal}
            />
            <source
              media="screen and (max-width: 56rem)"
              srcSet={`${picture}&maat=midden`}
              {...PICTURE_SIZES.midden}
            />
            <img className="sp-map-picture" src={picture} alt={label} {...PICTURE_SIZES.breed} />
          </picture>
        )}
        {wanted && stage !== 'failed' ? <div className="sp-map-canvas" ref={container} /> : null}
        {stage === 'drawn' ? (
          <p className="sp-map-keys" aria-hidden="true">
            {t.maps.keys}
          </p>
        ) : null}
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

const LABELS = { hexagons: 'vakken', areas: 'gebieden', two: 'twee' } as const
