import { type RefObject, useRef, useState } from 'react'
import { type LatestValue, useLatestValues } from '../live/use-latest-values.ts'
import { useRefresh } from '../live/use-refresh.ts'
import type { DrawnMap } from './draw-map.ts'
import type { MapData } from './load-map.server.ts'

/** The part of a drawn map that is told of what comes in. */
export type LiveMap = Pick<DrawnMap, 'tell' | 'refresh'>

/**
 * New values of what the map shows now, as the stream of the API tells them; the map hears of them at once. The visitor can stop it.
 * @param data what the page was loaded with, and when
 */
export function useLiveMap(data: MapData & { now: number }, drawn: RefObject<LiveMap | undefined>) {
  const [active, setActive] = useState(true)
  const [told, setTold] = useState<{ data: unknown; values: LatestValue[]; now: number }>()
  /** The same list each time, so that nothing is worked out anew for it. */
  const none = useRef<LatestValue[]>([]).current
  // What the page was loaded with again is newer than what the stream told before.
  const current = told?.data === data ? told : { values: none, now: data.now }
  const possible = data.shown.kind === 'stations' && data.shown.frames.length === 0
  const property = data.property?.name
  useLatestValues(
    property === undefined ? {} : { property },
    active && possible && property !== undefined,
    (values) => {
      drawn.current?.tell(values)
      setTold((before) => {
        const known = before?.data === data ? before.values : none
        const merged = new Map([...known, ...values].map((value) => [value.datastreamId, value]))
        return { data, values: [...merged.values()], now: Date.now() }
      })
    },
  )
  useRefresh(active && possible)
  return { ...current, active, setActive, possible }
}
