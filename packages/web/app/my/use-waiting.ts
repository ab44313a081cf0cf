import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

/** Asks for the data of a page again every so many milliseconds, while it is in view. */
export function useWaiting(milliseconds: number): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') void revalidate()
    }, milliseconds)
    return () => clearInterval(timer)
  }, [milliseconds, revalidate])
}
