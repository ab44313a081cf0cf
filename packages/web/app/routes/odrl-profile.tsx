import { ODRL, PROFILE_LIST, PROFILE_TERMS, type ProfileTerm } from '@samenspel/standards/odrl'
import { redirect } from 'react-router'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Table } from '../components/table.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import type { Route } from './+types/odrl-profile.ts'

const TURTLE = '/ns/odrl.ttl'
const JSON_LD = '/ns/odrl.jsonld'

/** People get the page; a program that asks for another form is sent on to it (W3C, Cool URIs for the Semantic Web, 4.4). */
export function loader({ request }: Route.LoaderArgs) {
  const accept = request.headers.get('accept') ?? ''
  if (accept.includes('text/html')) return null
  if (accept.includes('application/ld+json')) throw redirect(JSON_LD, 303)
  if (accept.includes('text/turtle')) throw redirect(TURTLE, 303)
  return null
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).pages.odrlProfile
  return titleMeta(location.pathname, title, lead)
}

const KINDS = ['LeftOperand', 'Action', 'RightOperand'] as const

/** The words in which agreements are written, each with what it means. */
export default function OdrlProfile() {
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
      <Section title={forms.title}>
        <Paragraph>{forms.text}</Paragraph>
        <ul>
          <li>
            <code>odrl:</code> {ODRL}
          </li>
          <li>
            <code>samenspel:</code> {PROFILE_TERMS}
          </li>
        </ul>
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
