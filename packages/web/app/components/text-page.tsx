import { useLanguage } from '../language.ts'
import type { Messages } from '../messages/nl.ts'
import { Page, Section } from './page.tsx'
import { Paragraph } from './text.tsx'

/** A page that only has text, out of the catalogue. */
export function TextPage({
  name,
}: {
  name: Exclude<keyof Messages['pages'], 'developers' | 'odrlProfile' | 'consentTerms'>
}) {
  const { t } = useLanguage()
  const { title, lead, sections } = t.pages[name]
  return (
    <Page title={title} lead={lead}>
      {sections.map((section) => (
        <Section key={section.title} title={section.title}>
          {section.text.map((paragraph) => (
            <Paragraph key={paragraph}>{paragraph}</Paragraph>
          ))}
        </Section>
      ))}
    </Page>
  )
}
