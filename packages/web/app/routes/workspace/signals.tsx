import { listAll, listDecisions, listSignals } from '../../api.ts'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { SignalEntries } from '../../components/signal-entries.tsx'
import { Nothing } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { signalsInDrafts } from '../../signal-view.ts'
import type { Route } from './+types/signals.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [{ items }, decisions] = await Promise.all([
    listSignals(fetchApi),
    listAll((from) => listDecisions(fetchApi, from)),
  ])
  return { items, inDrafts: signalsInDrafts(decisions) }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).nav.signals)
}

export default function OpenSignals({ loaderData: { items, inDrafts } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.workspace
  const groups = (['open', 'cleared', 'decided'] as const).map((state) => ({
    state,
    found: items.filter((signal) => signal.state === state),
  }))
  return (
    <Page
      title={t.nav.signals}
      lead={words.signalsLead}
      above={[{ name: words.title, to: pathsOf(language).workspace() }]}
    >
      {items.length === 0 ? <Nothing>{words.openSignalsNone}</Nothing> : null}
      {groups.map(({ state, found }) =>
        found.length > 0 ? (
          <Section key={state} title={t.signals.groups[state]}>
            <SignalEntries inWorkspace items={found} isPreparing={({ id }) => inDrafts.includes(id)} />
          </Section>
        ) : null,
      )}
    </Page>
  )
}
