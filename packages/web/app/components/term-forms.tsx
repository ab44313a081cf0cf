import type { ReactNode } from 'react'
import { Section } from './page.tsx'
import { Paragraph, TextLink } from './text.tsx'

/** Where machines find the words that a page explains: what comes before each name, and the files. */
export function TermForms({
  words,
  files,
  children,
}: {
  words: { title: string; text: string }
  files: { turtle: string; jsonLd: string }
  children: ReactNode
}) {
  return (
    <Section title={words.title}>
      <Paragraph>{words.text}</Paragraph>
      {children}
      <p>
        <TextLink to={files.turtle} strong>
          Turtle
        </TextLink>
      </p>
      <p>
        <TextLink to={files.jsonLd} strong>
          JSON-LD
        </TextLink>
      </p>
    </Section>
  )
}
