import { useEffect } from 'react'
import { useRevalidator } from 'react-router'
import { formatShare } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { Paragraph } from '../text.tsx'

/** Milliseconds between two looks at how far it is; seconds for a browser without JavaScript. */
const PACE = 1500
const PACE_OF_PAGE = 4

/** How far a computation is. The page keeps itself up to date: in place with JavaScript, without it by being asked again. */
export function Progress({ share, isWaiting }: { share: number; isWaiting: boolean }) {
  const { t, language } = useLanguage()
  const words = t.evaluationDesk.compute
  const { revalidate } = useRevalidator()
  useEffect(() => {
    const timer = setInterval(() => void revalidate(), PACE)
    return () => clearInterval(timer)
  }, [revalidate])
  const done = formatShare(share, language)
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content={String(PACE_OF_PAGE)} />
      </noscript>
      <progress className="sp-progress-bar" max={1} value={share} aria-label={words.label}>
        {done}
      </progress>
      <Paragraph>{isWaiting ? words.waiting : words.running(done)}</Paragraph>
      <Paragraph className="sp-quiet">{words.refreshes}</Paragraph>
    </>
  )
}
