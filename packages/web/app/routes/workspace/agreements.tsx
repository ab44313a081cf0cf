import { formatBound } from '../../agreement-view.ts'
import type { AgreementSummary } from '../../api.ts'
import { AgreementBadge } from '../../components/agreements.tsx'
import { Entry } from '../../components/lists.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { AgreementTasks } from '../../components/workspace/agreement-tasks.tsx'
import { WaitingAgreements } from '../../components/workspace/waiting-agreements.tsx'
import { getSite } from '../../context.ts'
import { formatDay, formatList } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { loadWaiting } from '../../workspace/load-waiting.server.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/agreements.ts'

/** What asks for attention comes first. */
const GROUPS = ['draft', 'offered', 'active', 'suspended', 'accepted', 'declined', 'ended'] as const

export async function loader({ context }: Route.LoaderArgs) {
  const person = getPerson(context)
  const { agreements, waiting, tasks } = await loadWaiting(getSite(context).fetchApi, person)
  return { agreements, waiting, tasks, may: mayDo(person, 'agreements'), person }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).nav.agreements)
}

export default function OwnAgreements({ loaderData }: Route.ComponentProps) {
  const { agreements, waiting, tasks, may, person } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementList
  return (
    <Page
      title={t.nav.agreements}
      lead={words.lead}
      above={[{ name: t.workspace.title, to: paths.workspace() }]}
    >
      {may ? (
        <div className="sp-actions">
          <ActionLink to={paths.newAgreement()} purpose="primary">
            {t.workspace.newAgreement}
          </ActionLink>
        </div>
      ) : null}
      <div className="sp-two">
        <Section title={words.waiting}>
          {waiting.length === 0 ? <Nothing>{words.waitingNone}</Nothing> : null}
          <WaitingAgreements items={waiting} />
        </Section>
        <Section title={words.tasks}>
          {tasks.length === 0 ? <Nothing>{words.tasksNone}</Nothing> : null}
          <AgreementTasks items={tasks} person={person} />
        </Section>
      </div>
      {agreements.length === 0 ? <Nothing>{t.workspace.noneYet}</Nothing> : null}
      {GROUPS.map((state) => {
        const items = agreements.filter((agreement) => agreement.state === state)
        if (items.length === 0) return null
        return (
          <Section key={state} title={words.groups[state]}>
            <ul className="sp-entries">
              {items.map((agreement) => (
                <OwnAgreement key={agreement.id} agreement={agreement} />
              ))}
            </ul>
          </Section>
        )
      })}
    </Page>
  )
}

function OwnAgreement({ agreement }: { agreement: AgreementSummary }) {
  const { t, language } = useLanguage()
  const { slug, title, state, version, versionState, parties, validThrough, updatedAt } = agreement
  const words = t.editing.agreementList
  const names = parties.map(({ name }) => name)
  const isNewer = state !== versionState
  return (
    <Entry
      to={pathsOf(language).editAgreement(slug)}
      name={title}
      about={
        names.length > 0
          ? t.agreements.between(formatList(names, language))
          : t.workspace.lastChange(formatDay(updatedAt, language))
      }
      meta={
        <>
          <AgreementBadge state={state} />{' '}
          {validThrough ? <span>{t.agreements.until(formatBound(validThrough, language))}</span> : null}
          {isNewer && versionState === 'draft' ? <span>{words.draftWaits(version)}</span> : null}
          {isNewer && versionState === 'offered' ? <span>{words.offerWaits(version)}</span> : null}
        </>
      }
    />
  )
}
