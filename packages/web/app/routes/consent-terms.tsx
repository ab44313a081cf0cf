import { CONSENT_TERMS, consentTermsAt } from '@samenspel/standards/consent'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { sendToForm } from '../send-to-form.ts'
import type { Route } from './+types/consent-terms.ts'

const TURTLE = '/ns/consent.ttl'
const JSON_LD = '/ns/consent.jsonld'

export function loader({ request, context }: Route.LoaderArgs) {
  sendToForm(request, { turtle: TURTLE, jsonLd: JSON_LD })
  return { terms: consentTermsAt(getSite(context).publicUrl) }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).pages.consentTerms
  return titleMeta(location.pathname, title, lead)
}

/** The words of our own in a receipt of consent, each with what it means. */
export default function ConsentTerms({ loaderData: { terms } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const { title, lead, columns, forms } = t.pages.consentTerms
  return (
    <Page title={title} lead={lead}>
      <Table
        caption={title}
        hideCaption
        columns={[{ title: columns.word }, { title: columns.meaning }, { title: columns.name }]}
        rows={CONSENT_TERMS.map(({ name, label, definition }) => ({
          key: name,
          cells: [
            <span key="word" id={name}>
              {label[language]}
            </span>,
            definition[language],
            <code key="name">{name}</code>,
          ],
        }))}
      />
      <Section title={forms.title}>
        <Paragraph>{forms.text}</Paragraph>
        <p>
          <code>{terms}#</code>
        </p>
        <p>
          <TextLink to={TURTLE} strong>
            Turtle
          </TextLink>
        </p>
        <p>
          <TextLink to={JSON_LD} strong>
            JSON-LD
          </TextLink>
        </p>
      </Section>
    </Page>
  )
}
