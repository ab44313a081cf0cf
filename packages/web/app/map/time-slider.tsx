import { Button } from '@nl-design-system-candidate/button-react'
import { useEffect, useState } from 'react'
import { useLanguage } from '../language.ts'

/** Milliseconds that a moment stays when the map plays. */
const PACE = 800

/**
 * Chooses one of several moments: with a slider, with buttons, or by having them follow each other. Without JavaScript the slider is part
 * of the form of the page.
 * @param names the moments in words
 */
export function TimeSlider({
  names,
  step,
  canPlay,
  onStep,
}: {
  names: readonly string[]
  step: number
  /** Whether all moments are loaded. */
  canPlay: boolean
  onStep(step: number): void
}) {
  const { t } = useLanguage()
  const last = names.length - 1
  const [running, setRunning] = useState(false)
  const [playing, setPlaying] = useState(false)
  /** Who asked their device for little motion sees nothing move by itself. */
  const [isStill, setStill] = useState(false)
  useEffect(() => {
    setRunning(true)
    const wish = window.matchMedia('(prefers-reduced-motion: reduce)')
    const follow = () => {
      setStill(wish.matches)
      if (wish.matches) setPlaying(false)
    }
    follow()
    wish.addEventListener('change', follow)
    return () => wish.removeEventListener('change', follow)
  }, [])
  useEffect(() => {
    if (!playing) return
    const timer = setTimeout(() => onStep(step >= last ? 0 : step + 1), PACE)
    return () => clearTimeout(timer)
  }, [playing, step, last, onStep])
  const choose = (next: number) => {
    setPlaying(false)
    onStep(Math.max(0, Math.min(last, next)))
  }
  return (
    <div className="sp-time">
      <label htmlFor="stap">
        {t.maps.slider}: <strong>{names[step]}</strong>
      </label>
      <input
        id="stap"
        name="stap"
        type="range"
        min={0}
        max={last}
        {...(running
          ? { value: step, onChange: ({ target }) => choose(Number(target.value)) }
          : { defaultValue: step })}
        aria-valuetext={names[step]}
      />
      {running ? (
        <div className="sp-time-buttons">
          <Button type="button" purpose="secondary" disabled={step <= 0} onClick={() => choose(step - 1)}>
            {t.maps.previous}
          </Button>
          <Button type="button" purpose="secondary" disabled={step >= last} onClick={() => choose(step + 1)}>
            {t.maps.next}
          </Button>
          {canPlay && !isStill ? (
            <Button type="button" purpose="primary" onClick={() => setPlaying(!playing)}>
              {playing ? t.maps.pause : t.maps.play}
            </Button>
          ) : null}
        </div>
      ) : null}
      {running && isStill ? <p className="sp-small sp-quiet">{t.maps.stillMotion}</p> : null}
      {canPlay ? null : <p className="sp-small sp-quiet">{t.maps.tooManySteps}</p>}
    </div>
  )
}
