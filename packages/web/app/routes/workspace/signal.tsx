import { getSignal, listDecisions } from '../../api.ts'
import { Page, titleMeta } from '../../components/page.tsx'
import { SignalBadge } from '../../components/signal-entries.tsx'
import { Facts } from '../../components/table.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { factsOf } from '../../signal-facts.tsx'
import { describeSignals } from '../../signal-view.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/signal.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [signal, decisions] = await Promise.all([
    getSignal(fetchApi, params.id),
    listDecisions(fetchApi, { signalId: params.id }),
  ])
  return {
    signal,
    may: mayDo(getPerson(context), 'decisions'),
    decisions: decisions.items.map(({ slug, title, state }) => ({ slug, title, state })),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const signal = loaderData?.signal
  return signal ? titleMeta(location.pathname, `${signal.indicatorTitle}, ${signal.areaName}`) : []
}

export default function OpenSignal({ loaderData: { signal, may, decisions } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  return (
    <Page
      title={t.signals.name(signal.indicatorTitle, signal.areaName)}
      lead={describeSignals([signal], t, language)}
      above={[
        { name: words.title, to: paths.workspace() },
        { name: t.nav.signals, to: paths.openSignals() },
      ]}
      kicker={
        <>
          <SignalBadge state={signal.state} isPreparing={decisions.some(({ state }) => state === 'draft')} />
          <TextLink to={paths.signal(signal.id)}>{words.view}</TextLink>
        </>
      }
    >
      <Facts items={factsOf(signal, t, language)} />
      {decisions.map(({ slug, title, state }) => (
        <Paragraph key={slug}>
          {state === 'draft' ? words.draftOnSignal : words.signalDecided}{' '}
          <TextLink to={state === 'draft' ? paths.editDecision(slug) : paths.decision(slug)}>
            {title}
          </TextLink>
        </Paragraph>
      ))}
      {may && signal.state !== 'decided' ? (
        <div className="sp-actions">
          <ActionLink to={paths.newDecision({ signal: signal.id })} purpose="primary">
            {words.decideOnSignal}
          </ActionLink>
        </div>
      ) : null}
    </Page>
  )
}
