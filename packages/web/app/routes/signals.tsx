import { listDeciding, listSignals } from '../api.ts'
import { NextPage } from '../components/lists.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { Nothing } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { startOf } from '../paths.ts'
import { isOf } from '../signal-view.ts'
import type { Route } from './+types/signals.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [signals, deciding] = await Promise.all([
    listSignals(fetchApi, startOf(request)),
    listDeciding(fetchApi),
  ])
  return { ...signals, deciding }
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  return titleMeta(location.pathname, t.signals.title, t.signals.lead)
}

export default function Signals({ loaderData: { items, next, deciding } }: Route.ComponentProps) {
  const { t } = useLanguage()
  const groups = (['open', 'decided', 'cleared'] as const).map((state) => ({
    state,
    found: items.filter((signal) => signal.state === state),
  }))
  return (
    <Page title={t.signals.title} lead={t.signals.lead}>
      {items.length === 0 ? <Nothing>{t.signals.none}</Nothing> : null}
      {groups.map(({ state, found }) =>
        found.length > 0 ? (
          <Section key={state} title={t.signals.groups[state]}>
            <SignalEntries items={found} isPreparing={isOf(deciding)} />
          </Section>
        ) : null,
      )}
      <NextPage next={next} />
    </Page>
  )
}
