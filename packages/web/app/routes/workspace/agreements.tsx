import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { AgreementTasks } from '../../components/workspace/agreement-tasks.tsx'
import { OwnAgreements } from '../../components/workspace/own-agreements.tsx'
import { WaitingAgreements } from '../../components/workspace/waiting-agreements.tsx'
import { getSite } from '../../context.ts'
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

export default function AgreementList({ loaderData }: Route.ComponentProps) {
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
            <OwnAgreements items={items} />
          </Section>
        )
      })}
    </Page>
  )
}
