import { getSignal, listDecisions } from '../../api.ts'
import { SignalBadge } from '../../components/lists.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { formatDay, formatValue } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
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
      lead={signal.sentence[language]}
      above={[
        { name: words.title, to: paths.workspace() },
        { name: t.nav.signals, to: paths.openSignals() },
      ]}
      kicker={
        <>
          <SignalBadge state={signal.state} />
          <TextLink to={paths.signal(signal.id)}>{words.view}</TextLink>
        </>
      }
    >
      <Facts
        items={[
          [t.signals.opened, formatDay(signal.openedAt, language)],
          [t.signals.cleared, signal.clearedAt ? formatDay(signal.clearedAt, language) : t.signals.stillOpen],
          [t.signals.peak, formatValue(signal.peakValue, signal.unit, language)],
          [t.signals.line, formatValue(signal.line, signal.unit, language)],
        ]}
      />
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
