import { useEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'

/** Says what was just done, as the address tells; the keyboard and a screen reader go there. */
export function Notice({ texts }: { texts: Record<string, string> }) {
  const [search] = useSearchParams()
  const box = useRef<HTMLDivElement>(null)
  const done = search.get('gedaan')
  const text = done !== null && Object.hasOwn(texts, done) ? texts[done] : undefined
  useEffect(() => {
    if (text) box.current?.focus()
  }, [text])
  if (!text) return null
  return (
    <div className="utrecht-alert utrecht-alert--ok sp-notice" role="status" tabIndex={-1} ref={box}>
      <div className="utrecht-alert__content">
        <p>{text}</p>
      </div>
    </div>
  )
}
