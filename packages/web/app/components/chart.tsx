import type { ReactNode } from 'react'
import { preload } from 'react-dom'
import { CHART_SIZES, type ChartSize } from '../charts/sizes.ts'
import { useLanguage } from '../language.ts'

/**
 * A chart with what it says in one sentence, and the same figures as a table. The picture is drawn by the server, in
 * one size for wide and one for narrow screens.
 */
export function ChartFigure({
  src,
  title,
  sentence,
  beside = false,
  isMain = false,
  sizes = CHART_SIZES,
  children,
}: {
  /** Address of the picture, to which the size is added. */
  src: string
  title: string
  sentence: string
  /** Whether it stands beside another one on a wide screen. */
  beside?: boolean
  /** Whether it is what the page is for: its picture is then fetched first. */
  isMain?: boolean
  /** In which sizes it is drawn. */
  sizes?: Record<ChartSize, { width: number; height: number }>
  /** The figures as a table. */
  children?: ReactNode
}) {
  const { t } = useLanguage()
  if (isMain) {
    // Asked before the scripts of the page, of which there are many.
    for (const [media, address] of [
      ['(width > 56rem)', src],
      ['(30rem < width <= 56rem)', `${src}&maat=midden`],
      ['(width <= 30rem)', `${src}&maat=smal`],
    ] as const)
      preload(address, { as: 'image', fetchPriority: 'high', media })
  }
  return (
    <figure className="sp-chart">
      <picture>
        <source media="(max-width: 30rem)" srcSet={`${src}&maat=smal`} {...sizes.smal} />
        <source media="(max-width: 56rem)" srcSet={`${src}&maat=midden`} {...sizes.midden} />
        {beside ? (
          <img src={`${src}&maat=midden`} alt={title} {...sizes.midden} />
        ) : (
          <img src={src} alt={title} {...sizes.breed} />
        )}
      </picture>
      <figcaption>{sentence}</figcaption>
      {children ? (
        <details className="sp-details">
          <summary>{t.site.showTable}</summary>
          {children}
        </details>
      ) : null}
    </figure>
  )
}
