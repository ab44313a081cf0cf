import { CONSENT_TERMS, consentTermsAt } from '@samenspel/standards/consent'
import { Page, titleMeta } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { TermForms } from '../components/term-forms.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { sendToForm } from '../send-to-form.ts'
import type { Route } from './+types/consent-terms.ts'

const FILES = { turtle: '/ns/consent.ttl', jsonLd: '/ns/consent.jsonld' }

export function loader({ request, context }: Route.LoaderArgs) {
  sendToForm(request, FILES)
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
      <TermForms words={forms} files={FILES}>
        <p>
          <code>{terms}#</code>
        </p>
      </TermForms>
    </Page>
  )
}
