import { useEffect, useState } from 'react'
import { useRevalidator } from 'react-router'

const MINUTE = 60_000

/** Fetches the page's data again every minute while the page is in view; the visitor can stop it. */
export function useRefresh() {
  const { revalidate } = useRevalidator()
  const [active, setActive] = useState(true)
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void revalidate()
    }, MINUTE)
    return () => clearInterval(timer)
  }, [active, revalidate])
  return { active, setActive }
}
