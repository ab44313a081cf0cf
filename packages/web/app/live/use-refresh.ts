import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

/** Within a minute nobody sees any more what a resident withdrew, also who has the page open. */
const PACE = 45_000

/**
 * Asks for the data of the page again now and then while it is in view. The stream tells what is new, but not what may not be seen any more, or fell
 * silent.
 */
export function useRefresh(active: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!active) return
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void revalidate()
    }, PACE)
    return () => clearInterval(timer)
  }, [active, revalidate])
}
