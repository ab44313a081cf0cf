import { useEffect, useRef, useState } from 'react'
import { useRevalidator } from 'react-router'
import { useLatestValues } from './use-latest-values.ts'
import { useRefresh } from './use-refresh.ts'

/** Milliseconds between two times that a page asks for its data again, however often something changes. */
const PACE = 10_000

/**
 * Asks for the data of a page again when a datastream has a new value; the visitor can stop it.
 * @param possible false for a page about the past, which does not change
 */
export function useLivePage(datastream: number, possible: boolean) {
  const { revalidate } = useRevalidator()
  const [active, setActive] = useState(true)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const asked = useRef(0)
  const ask = () => {
    timer.current ??= setTimeout(
      () => {
        timer.current = undefined
        asked.current = Date.now()
        void revalidate()
      },
      Math.max(0, asked.current + PACE - Date.now()),
    )
  }
  useEffect(() => () => clearTimeout(timer.current), [])
  useLatestValues({ datastream }, possible && active, ask)
  useRefresh(possible && active)
  return { active, setActive }
}
