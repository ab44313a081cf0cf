import { Page, Section, titleMeta } from '../components/page.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/developers.ts'

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).pages.developers
  return titleMeta(location.pathname, title, lead)
}

/** For who wants to use the data in a program: the addresses that are not pages for people, with what each gives. */
export default function Developers() {
  const { t, language } = useLanguage()
  const { title, lead, files, interfaces, more } = t.pages.developers
  return (
    <Page title={title} lead={lead}>
      <Section title={files.title}>
        <Paragraph>{files.text}</Paragraph>
        <p>
          <TextLink to={pathsOf(language).datasets()} strong>
            {files.link}
          </TextLink>
        </p>
      </Section>
      <Section title={interfaces.title}>
        <Paragraph>{interfaces.text}</Paragraph>
        <Interface to="/sta/v1.1" {...interfaces.measurements} />
        <Interface to="/api/v1/openapi.json" {...interfaces.everything} />
      </Section>
      <Section title={more.title}>
        {more.text.map((paragraph) => (
          <Paragraph key={paragraph}>{paragraph}</Paragraph>
        ))}
      </Section>
    </Page>
  )
}

function Interface({ to, title, text, link }: { to: string; title: string; text: string; link: string }) {
  return (
    <Section level={3} title={title}>
      <Paragraph>{text}</Paragraph>
      <p>
        <TextLink to={to}>{link}</TextLink>
      </p>
    </Section>
  )
}
