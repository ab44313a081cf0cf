import { dateOf } from '../../clock-time.ts'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { PastSignals, SignalEntries } from '../../components/signal-entries.tsx'
import { Nothing } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { loadSignals } from '../../load-signals.server.ts'
import { pathsOf } from '../../paths.ts'
import { signalsInDrafts } from '../../signal-view.ts'
import { listMySignals } from '../../signals-api.ts'
import { listDecisionDrafts } from '../../workspace/api.ts'
import type { Route } from './+types/signals.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const [signals, drafts, mine] = await Promise.all([
    loadSignals(fetchApi, request),
    listDecisionDrafts(fetchApi),
    listMySignals(fetchApi),
  ])
  const today = dateOf(now())
  const byTerm = mine.toSorted((left, right) => left.term.dueOn.localeCompare(right.term.dueOn))
  return {
    ...signals,
    today,
    late: byTerm.filter(({ term }) => term.dueOn < today),
    mine: byTerm.filter(({ term }) => term.dueOn >= today),
    inDrafts: signalsInDrafts(drafts),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).nav.signals)
}

export default function OpenSignals({
  loaderData: { only, open, past, mine, late, today, inDrafts },
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  const others = open.filter(({ owner }) => !owner.isMine)
  const above = [{ name: words.title, to: paths.workspace() }]
  return (
    <Page
      title={only ? t.signals.all[only] : t.nav.signals}
      lead={words.signalsLead}
      above={only ? [...above, { name: t.nav.signals, to: paths.openSignals() }] : above}
    >
      {only || open.length > 0 ? null : <Nothing>{words.openSignalsNoneNow}</Nothing>}
      {only || late.length === 0 ? null : (
        <Section title={t.signalRules.overdueTitle}>
          <SignalEntries
            inWorkspace
            items={late}
            today={today}
            isPreparing={({ id }) => inDrafts.includes(id)}
          />
        </Section>
      )}
      {only || mine.length === 0 ? null : (
        <Section title={t.signalRules.mine}>
          <SignalEntries
            inWorkspace
            today={today}
            items={mine}
            isPreparing={({ id }) => inDrafts.includes(id)}
          />
        </Section>
      )}
      {others.length > 0 ? (
        <Section title={mine.length + late.length === 0 ? t.signals.groups.open : t.signalRules.others}>
          <SignalEntries
            inWorkspace
            today={today}
            items={others}
            isPreparing={({ id }) => inDrafts.includes(id)}
          />
        </Section>
      ) : null}
      <PastSignals inWorkspace past={past} only={only} ofState={paths.openSignals} />
    </Page>
  )
}
