import {
  type DecisionSave,
  getChallenge,
  getDecisionVersion,
  listAreasOf,
  listDecisionSaves,
} from '../api.ts'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Nothing, Paragraph } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { type NamesById, tellValue } from '../decision-change.ts'
import { formatDay } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { compareWords, type TextPart } from '../word-diff.ts'
import { listMandates } from '../workspace/api.ts'
import type { Route } from './+types/decision-saves.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const version = Number(params.version)
  const [decision, saves] = await Promise.all([
    getDecisionVersion(fetchApi, params.slug, version),
    listDecisionSaves(fetchApi, params.slug, version),
  ])
  const { slug, title, options, involved } = decision
  const parties = [...options.flatMap(({ consequences }) => consequences), ...involved]
  const [areas, mandates, challenge] = await Promise.all([
    listAreasOf(fetchApi, decision.areaCodes),
    listMandates(fetchApi, decision.ownerId).catch(() => []),
    getChallenge(fetchApi, decision.challengeId).catch(() => null),
  ])
  const names: NamesById = Object.fromEntries([
    ...options.map((option) => [option.id, option.title]),
    ...areas.map(({ code, name }) => [code, name]),
    ...mandates.map((mandate) => [mandate.id, `${mandate.function}, ${mandate.holderName}`]),
    ...(challenge?.parties ?? []).map(({ organisationId, name }) => [organisationId, name]),
    ...parties.flatMap(({ party, partyId }) => (partyId === undefined ? [] : [[partyId, party]])),
    ...(challenge?.goals ?? []).map((goal) => [goal.id, goal.title]),
  ])
  return {
    slug,
    title,
    version,
    names,
    saves: saves.items.toReversed(),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.title) : []
}

export default function DecisionSaves({ loaderData }: Route.ComponentProps) {
  const { slug, title, version, saves, names } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions
  return (
    <Page
      title={words.saves}
      lead={words.savesLead}
      above={[
        { name: t.nav.decisions, to: paths.decisions() },
        { name: title, to: paths.decision(slug) },
      ]}
      kicker={<span>{words.historyOf(version)}</span>}
    >
      {saves.length === 0 ? <Nothing>{words.savesNone}</Nothing> : null}
      {saves.map(({ number, at, role, changes }) => (
        <Section
          key={number}
          title={words.saveNumber(number)}
          aside={
            <span className="sp-quiet">
              {formatDay(at, language)}
              {role ? `, ${words.byRole(t.workspace.roles[role])}` : ''}
            </span>
          }
        >
          {changes.length === 0 ? (
            <Paragraph>{number === 1 ? words.firstText : words.onlyOrder}</Paragraph>
          ) : null}
          <dl className="sp-changes">
            {changes.map((change) => (
              <Change key={change.path.join(' ')} change={change} names={names} />
            ))}
          </dl>
        </Section>
      ))}
    </Page>
  )
}

type Changed = DecisionSave['changes'][number]

function Change({ change: { path, before, after }, names }: { change: Changed; names: NamesById }) {
  const { t, language } = useLanguage()
  const words = t.decisions
  const field = path.at(-1) ?? ''
  const [was, is] = [before, after].map((text) => tellValue(field, text, names, t, language))
  // A text is compared word by word; of a choice, a day or an amount the old and the new one are told.
  const isText =
    before === null ? is === undefined : was === undefined || (after !== null && is === undefined)
  return (
    <>
      <dt>{path.map((part) => words.fieldNames[part] ?? names[part] ?? part).join(' › ')}</dt>
      <dd>
        {isText ? (
          withPlaces(compareWords(before ?? '', after ?? '')).map(({ kind, text, place }) => {
            const Text = TAGS[kind]
            return <Text key={place}>{text}</Text>
          })
        ) : (
          <>
            <del>{was}</del> {words.becomes} <ins>{is}</ins>
          </>
        )}
      </dd>
    </>
  )
}

const TAGS = { added: 'ins', removed: 'del', same: 'span' } as const

/** Where each part begins. */
function withPlaces(parts: TextPart[]) {
  let place = 0
  return parts.map((part) => {
    const own = { ...part, place }
    place += part.text.length
    return own
  })
}
