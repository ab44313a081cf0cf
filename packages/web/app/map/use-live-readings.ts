import { useState } from 'react'
import { useLatestValues } from '../live/use-latest-values.ts'
import { useRefresh } from '../live/use-refresh.ts'
import { mergeLatest, type Reading } from './readings.ts'

/**
 * The readings of the map, kept up to date by the stream of new values; the visitor can stop it.
 * @param loaded what the page was loaded with, and when
 */
export function useLiveReadings(loaded: Reading[], loadedAt: number, property: string | undefined) {
  const [active, setActive] = useState(true)
  const [shown, setShown] = useState({ loaded, readings: loaded, now: loadedAt })
  // What the page was loaded with again is newer than what the stream told before.
  const current = shown.loaded === loaded ? shown : { loaded, readings: loaded, now: loadedAt }
  useLatestValues(property === undefined ? {} : { property }, active && property !== undefined, (values) =>
    setShown((before) => {
      const readings = before.loaded === loaded ? before.readings : loaded
      return { loaded, readings: mergeLatest(readings, values), now: Date.now() }
    }),
  )
  useRefresh(active)
  return { ...current, active, setActive }
}
