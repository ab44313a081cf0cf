import { useEffect } from 'react'
import { useRevalidator } from 'react-router'

const MINUTE = 60_000
/** Minutes between two times: new values also come by the stream, but what fell silent does not tell. */
const PACE = { streaming: 5, alone: 1 }

/** Asks for the data of the page again now and then while it is in view. */
export function useRefresh(active: boolean, streaming: boolean): void {
  const { revalidate } = useRevalidator()
  useEffect(() => {
    if (!active) return
    const timer = setInterval(
      () => {
        if (document.visibilityState === 'visible') void revalidate()
      },
      (streaming ? PACE.streaming : PACE.alone) * MINUTE,
    )
    return () => clearInterval(timer)
  }, [active, streaming, revalidate])
}
