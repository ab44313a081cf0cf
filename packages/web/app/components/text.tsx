import { Heading } from '@nl-design-system-candidate/heading-react'
import { Link as OutsideLink } from '@nl-design-system-candidate/link-react'
import { Paragraph } from '@nl-design-system-candidate/paragraph-react'
import type { ReactNode } from 'react'
import { Link } from 'react-router'
import { type Language, useLanguage } from '../language.ts'

export { Heading, Paragraph }

/** A link to a page of the site, or, when it starts with a scheme or `/api`, to something outside it. */
export function TextLink({
  to,
  children,
  strong,
  label,
}: {
  to: string
  children: ReactNode
  strong?: boolean
  /** Read aloud in place of the text, with which it begins. Only within the site. */
  label?: string
}) {
  const className = strong ? 'nl-link sp-link-strong' : 'nl-link'
  if (/^[a-z]+:|^\/(api|sta|catalog)\b/.test(to)) {
    return (
      <OutsideLink href={to} className={strong ? 'sp-link-strong' : ''}>
        {children}
      </OutsideLink>
    )
  }
  return (
    <Link to={to} className={className} aria-label={label}>
      {children}
    </Link>
  )
}

/** A text that people wrote: blank lines part its paragraphs. */
export function Prose({ text }: { text: string }) {
  const { t, language } = useLanguage()
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== '')
  if (paragraphs.length === 0) return <Paragraph className="sp-quiet">{t.site.notFilledIn}</Paragraph>
  return paragraphs.map((paragraph) => (
    <Paragraph key={paragraph} {...writtenIn(language)}>
      {paragraph}
    </Paragraph>
  ))
}

/** For who hears the page: what people of the municipality wrote is Dutch, also on an English page. */
export const writtenIn = (language: Language) => (language === 'nl' ? {} : { lang: 'nl' })

/** Words that say something is not there. */
export function Nothing({ children }: { children: ReactNode }) {
  return <Paragraph className="sp-quiet">{children}</Paragraph>
}

/** A short state, in colour and in words. */
export function Badge({
  children,
  tone = 'neutral',
}: {
  children: ReactNode
  tone?: 'neutral' | 'warning' | 'success' | 'danger'
}) {
  return <span className={`utrecht-status-badge utrecht-status-badge--${tone} sp-badge`}>{children}</span>
}
