import { Button } from '@nl-design-system-candidate/button-react'
import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useState } from 'react'
import { useLanguage } from '../../language.ts'
import { type PlacePrecision, type PlacePreview, previewAddress, type TimePrecision } from '../../my/api.ts'
import { isPlace, readPlace } from '../../my/place-form.ts'
import { cornersOf, FRAME, project, unproject, type View, viewAround, viewOf } from '../../my/projection.ts'
import { useScripts } from '../../my/use-scripts.ts'
import { writeNumber } from '../../workspace/numbers.ts'
import { textAt } from '../../workspace/values.ts'
import { Do } from '../form/buttons.tsx'
import type { Choice } from '../form/fields.tsx'
import { Radios } from '../form/fields.tsx'
import { useField, useForm } from '../form/form-context.ts'
import { SelectField, TextField } from '../form.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'
import { type OnMap, PlaceMap } from './place-map.tsx'
import { Seen, seenOnMap, viewOfSeen } from './seen.tsx'

type Parts = {
  shapes: OnMap['shapes']
  areas: Choice[]
  /** What others see of the place that stands in the form now. */
  preview: PlacePreview | null
}

/**
 * Choosing a place, and how precisely others see it, with what they see beside it. The map, a list of neighbourhoods and two numbers say
 * the same; without JavaScript a button shows what others see.
 * @param offer what one can choose from; without it only the place is asked
 */
export function PlacePicker({
  shapes,
  areas,
  preview: first,
  offer,
}: Parts & { offer?: { place: PlacePrecision[]; time: TimePrecision[] } }) {
  const { t, language } = useLanguage()
  const { values } = useForm()
  const words = t.my.place
  const [place, setPlace] = useState(() => placeIn((name) => textAt(values, name)))
  const [precision, setPrecision] = useState({ place: textAt(values, 'place'), time: textAt(values, 'time') })
  const preview = usePreview(place, first)
  const [view, setView] = useState<View>(() => startView(first, shapes))
  useEffect(() => setView((known) => (preview ? keepInView(known, preview.exact) : known)), [preview])
  const own = preview?.exact
  const put = ([longitude, latitude]: [number, number]) =>
    setPlace({
      longitude: writeNumber(longitude, language),
      latitude: writeNumber(latitude, language),
      areaCode: '',
    })
  const map = { shapes, own, seen: offer && preview ? seenOnMap(preview, precision.place) : undefined }
  return (
    <>
      <Section title={words.placeTitle}>
        <Paragraph>{words.placeText}</Paragraph>
        <PickMap view={view} setView={setView} put={put} {...map} />
        <SelectField
          {...useFrame('areaCode')}
          optional
          options={[{ value: '', label: words.noArea }, ...areas]}
          value={place.areaCode}
          onChange={({ target }) => setPlace({ longitude: '', latitude: '', areaCode: target.value })}
        />
        <div className="sp-pair">
          {(['latitude', 'longitude'] as const).map((name) => (
            <Degrees
              key={name}
              name={name}
              value={place[name]}
              set={(text) => setPlace({ ...place, [name]: text })}
            />
          ))}
        </div>
      </Section>
      {offer ? (
        <Section title={words.seenTitle}>
          <div
            className="sp-precision"
            onChange={({ target }) => {
              const { name, value } = target as unknown as HTMLInputElement
              setPrecision((known) => ({ ...known, [name]: value }))
            }}
          >
            <Radios
              name="place"
              options={offer.place.map((value) => ({ value, label: t.my.places[value] }))}
            />
            <Radios name="time" options={offer.time.map((value) => ({ value, label: t.my.times[value] }))} />
          </div>
          <Seen preview={preview} {...precision}>
            <svg viewBox={SIZE} className="sp-place-map" aria-hidden="true">
              <PlaceMap view={viewOfSeen(view, map)} {...map} />
            </svg>
          </Seen>
          <WithoutScripts>
            <Do what="preview" purpose="secondary">
              {words.preview}
            </Do>
          </WithoutScripts>
        </Section>
      ) : null}
    </>
  )
}

const SIZE = `0 0 ${FRAME.width} ${FRAME.height}`

type Typed = { longitude: string; latitude: string; areaCode: string }

const placeIn = (text: (name: string) => string): Typed => ({
  longitude: text('longitude'),
  latitude: text('latitude'),
  areaCode: text('areaCode'),
})

function useFrame(name: string) {
  const { text, mistake } = useField(name)
  return { name, label: text.label, mistake, ...(text.hint ? { hint: text.hint } : {}) }
}

function Degrees({ name, value, set }: { name: string; value: string; set: (text: string) => void }) {
  return (
    <TextField
      {...useFrame(name)}
      optional
      inputMode="decimal"
      autoComplete="off"
      value={value}
      onChange={({ target }) => set(target.value)}
    />
  )
}

/** Milliseconds after the last change until it is asked what others see. */
const PAUSE = 250

/** What others see of a place, asked anew when it changes; what the server said as long as nothing did. */
function usePreview(place: Typed, first: PlacePreview | null): PlacePreview | null {
  const [found, setFound] = useState<{ address: string; preview: PlacePreview | null }>()
  const given = readPlace(place)
  const address = isPlace(given) ? previewAddress(given) : ''
  const [start] = useState(address)
  useEffect(() => {
    if (address === '' || address === start) return
    const asking = new AbortController()
    const timer = setTimeout(async () => {
      const answer = await fetch(address, { signal: asking.signal }).catch(() => undefined)
      if (!asking.signal.aborted) setFound({ address, preview: answer?.ok ? await answer.json() : null })
    }, PAUSE)
    return () => {
      clearTimeout(timer)
      asking.abort()
    }
  }, [address, start])
  if (address === start) return first
  return found?.address === address ? found.preview : null
}

function startView(preview: PlacePreview | null, shapes: OnMap['shapes']): View {
  if (preview) return viewAround(preview.exact, CLOSE)
  return viewOf(shapes.flatMap(({ geometry }) => cornersOf(geometry)))
}

/** A quarter of what is seen of the surroundings of a place, in metres. */
const CLOSE = 550

function keepInView(view: View, place: readonly number[]): View {
  const [x, y] = project(view, place)
  const margin = 20
  const isInside = x > margin && x < FRAME.width - margin && y > margin && y < FRAME.height - margin
  const close = viewAround(place, CLOSE)
  return isInside ? view : { ...close, height: Math.min(view.height, close.height) }
}

const STEP = 6
const MOVES: Record<string, [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
}

/** The map to click in; without JavaScript a picture of the same. */
function PickMap({
  view,
  setView,
  put,
  ...map
}: { view: View; setView: (view: View) => void; put: (place: [number, number]) => void } & OnMap) {
  const { t } = useLanguage()
  const words = t.my.place
  const running = useScripts()
  const onPointerUp = ({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>) => {
    const { left, top, width, height } = currentTarget.getBoundingClientRect()
    put(
      unproject(view, [((clientX - left) / width) * FRAME.width, ((clientY - top) / height) * FRAME.height]),
    )
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const move = MOVES[event.key]
    if (!move) return
    event.preventDefault()
    const [x, y] = map.own ? project(view, map.own) : [FRAME.width / 2, FRAME.height / 2]
    const far = event.shiftKey ? 10 * STEP : STEP
    put(unproject(view, [x + move[0] * far, y + move[1] * far]))
  }
  const zoom = (factor: number) => {
    const [longitude, latitude] = (map.own ?? [view.longitude, view.latitude]) as [number, number]
    setView({ longitude, latitude, height: Math.min(Math.max(view.height * factor, 0.002), 4) })
  }
  if (!running) {
    return (
      <svg viewBox={SIZE} className="sp-place-map" role="img" aria-label={words.map}>
        <PlaceMap view={view} {...map} />
      </svg>
    )
  }
  return (
    <div>
      <svg
        viewBox={SIZE}
        className="sp-place-map sp-place-pick"
        role="application"
        aria-label={`${words.map}. ${words.mapHelp}`}
        tabIndex={0}
        onPointerUp={onPointerUp}
        onKeyDown={onKeyDown}
      >
        <PlaceMap view={view} {...map} />
      </svg>
      <div className="sp-actions sp-place-tools">
        <Button purpose="secondary" type="button" onClick={() => zoom(0.5)}>
          {words.zoomIn}
        </Button>
        <Button purpose="secondary" type="button" onClick={() => zoom(2)}>
          {words.zoomOut}
        </Button>
        <HereButton put={put} />
      </div>
    </div>
  )
}

/** Lets the browser say where it is. */
function HereButton({ put }: { put: (place: [number, number]) => void }) {
  const { t } = useLanguage()
  const [failed, setFailed] = useState(false)
  const ask = () =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => put([Number(coords.longitude.toFixed(5)), Number(coords.latitude.toFixed(5))]),
      () => setFailed(true),
    )
  if (!navigator.geolocation) return null
  return (
    <>
      <Button purpose="subtle" type="button" onClick={ask}>
        {t.my.place.here}
      </Button>
      <span role="status">{failed ? t.my.place.hereFailed : ''}</span>
    </>
  )
}

function WithoutScripts({ children }: { children: ReactNode }) {
  return useScripts() ? null : <div>{children}</div>
}
