import { useCallback } from 'react'
import { useSearchParams } from 'react-router'
import { type Camera, readView, writeMapView } from './view.ts'

/** What the address of the page says of the map, and how to write in it what the visitor does with the map, so that a link restores it. */
export function useMapAddress() {
  const [search, setSearch] = useSearchParams()
  const remember = useCallback(
    (change: { step?: number; camera?: Camera }) =>
      setSearch(
        (before) => {
          const written = new URLSearchParams(writeMapView({ ...readView(before), ...change }))
          const next = new URLSearchParams(before)
          for (const name of ['stap', 'plek']) {
            const value = written.get(name)
            if (value === null) next.delete(name)
            else next.set(name, value)
          }
          return next
        },
        { replace: true, preventScrollReset: true },
      ),
    [setSearch],
  )
  return { search, view: readView(search), remember }
}
