import { useEffect, useRef } from 'react'
import { withQuery } from '../api.ts'

/** A new latest value, as the stream of the API tells it. */
export type LatestValue = {
  datastreamId: number
  thingId: number
  property: string
  unit: string
  value: number | null
  time: string | null
  quality: number | null
}

/** Milliseconds until a refused connection is tried again; a broken one the browser takes up by itself. */
const AGAIN = 60_000

/**
 * Listens to new values while the page is in view.
 * @param active false closes the stream
 * @param handle gets the values of one moment
 */
export function useLatestValues(
  { property, datastream }: { property?: string; datastream?: number },
  active: boolean,
  handle: (values: LatestValue[]) => void,
): void {
  const newest = useRef(handle)
  newest.current = handle
  useEffect(() => {
    if (!active) return
    let source: EventSource | undefined
    let timer: ReturnType<typeof setTimeout> | undefined
    const close = () => {
      clearTimeout(timer)
      source?.close()
      source = undefined
    }
    const open = () => {
      close()
      source = new EventSource(withQuery('/api/v1/latest-values', { property, datastream }))
      source.addEventListener('latest', ({ data }: MessageEvent<string>) =>
        newest.current(JSON.parse(data) as LatestValue[]),
      )
      source.addEventListener('error', () => {
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN)
      })
    }
    const follow = () => (document.visibilityState === 'visible' ? open() : close())
    follow()
    document.addEventListener('visibilitychange', follow)
    return () => {
      document.removeEventListener('visibilitychange', follow)
      close()
    }
  }, [property, datastream, active])
}
