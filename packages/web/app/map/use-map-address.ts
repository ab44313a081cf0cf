import { useCallback, useEffect, useRef, useState } from 'react'
import { useSearchParams } from 'react-router'
import { type Camera, readView, restOf, WITHOUT_REMARKS, writeMapView } from './view.ts'

/** Milliseconds after which the address follows the slider: it moves faster than an address can be written. */
const PACE = 250

/**
 * What the address of the page says of the map, and how to write in it what the visitor does with the map, so that a link restores it. The
 * moment is shown at once; the address follows.
 */
export function useMapAddress() {
  const [search, setSearch] = useSearchParams()
  const [chosen, setChosen] = useState<{ step: number; of: string }>()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  useEffect(() => () => clearTimeout(timer.current), [])
  const write = useCallback(
    (change: { step?: number; camera?: Camera; remarks?: boolean }, of?: string) =>
      setSearch(
        (before) => {
          // Something else was chosen meanwhile.
          if (of !== undefined && restOf(before) !== of) return before
          const written = new URLSearchParams(writeMapView({ ...readView(before), ...change }))
          const next = new URLSearchParams(before)
          for (const name of ['stap', 'plek', WITHOUT_REMARKS]) {
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
  const of = restOf(search)
  const setStep = useCallback(
    (step: number) => {
      setChosen({ step, of })
      clearTimeout(timer.current)
      timer.current = setTimeout(() => write({ step }, of), PACE)
    },
    [write, of],
  )
  const setCamera = useCallback((camera: Camera) => write({ camera }), [write])
  const setRemarks = useCallback((remarks: boolean) => write({ remarks }), [write])
  const asked = readView(search)
  // What was chosen of something else is not of this.
  const view = chosen?.of === of ? { ...asked, step: chosen.step } : asked
  return { search, view, setStep, setCamera, setRemarks }
}
