import { ODRL, PROFILE_LIST, PROFILE_TERMS, type ProfileTerm, profileAt } from '@samenspel/standards/odrl'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { TermForms } from '../components/term-forms.tsx'
import { Paragraph } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { sendToForm } from '../send-to-form.ts'
import type { Route } from './+types/odrl-profile.ts'

const FILES = { turtle: '/ns/odrl.ttl', jsonLd: '/ns/odrl.jsonld' }

export function loader({ request, context }: Route.LoaderArgs) {
  sendToForm(request, FILES)
  return { profile: profileAt(getSite(context).publicUrl) }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).pages.odrlProfile
  return titleMeta(location.pathname, title, lead)
}

const KINDS = ['LeftOperand', 'Action', 'RightOperand'] as const

/** The words in which agreements are written, each with what it means. */
export default function OdrlProfile({ loaderData: { profile } }: Route.ComponentProps) {
  const { t } = useLanguage()
  const { title, lead, kinds, forms } = t.pages.odrlProfile
  return (
    <Page title={title} lead={lead}>
      {KINDS.map((kind) => (
        <Section key={kind} title={kinds[kind].title}>
          <Paragraph>{kinds[kind].text}</Paragraph>
          <Terms kind={kind} caption={kinds[kind].title} />
        </Section>
      ))}
      <TermForms words={forms} files={FILES}>
        <ul>
          <li>
            <code>odrl:</code> {ODRL}
          </li>
          <li>
            <code>samenspel:</code> {profile}#
          </li>
        </ul>
      </TermForms>
    </Page>
  )
}

function Terms({ kind, caption }: { kind: ProfileTerm['kind']; caption: string }) {
  const { t, language } = useLanguage()
  const { columns } = t.pages.odrlProfile
  const terms = PROFILE_LIST.filter((term) => term.kind === kind)
  return (
    <Table
      caption={caption}
      hideCaption
      columns={[{ title: columns.word }, { title: columns.meaning }, { title: columns.name }]}
      rows={terms.map(({ name, iri, label, definition }) => ({
        key: name,
        cells: [
          <span key="word" id={iri.startsWith(PROFILE_TERMS) ? name : undefined}>
            {label[language]}
          </span>,
          definition[language],
          <code key="name">{iri.replace(ODRL, 'odrl:').replace(PROFILE_TERMS, 'samenspel:')}</code>,
        ],
      }))}
    />
  )
}
