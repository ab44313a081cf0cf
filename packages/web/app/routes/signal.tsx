import { getChallenge, getIndicator, getSignal, type Indicator, listDecisions } from '../api.ts'
import { dateOf } from '../clock-time.ts'
import { ChartFigure } from '../components/chart.tsx'
import { DecisionEntries } from '../components/lists.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { SignalBadge, SignalDue } from '../components/signal-entries.tsx'
import { Facts } from '../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { type IndicatorView, loadIndicator, summariseView } from '../load-indicator.server.ts'
import { pathsOf } from '../paths.ts'
import { markSignal, timeOfSignal } from '../signal-chart.ts'
import { factsOf, sourcesOf } from '../signal-facts.tsx'
import { countDaysWaiting, describeSignals } from '../signal-view.ts'
import type { Route } from './+types/signal.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const signal = await getSignal(fetchApi, params.id)
  const [indicator, decisions, challenge] = await Promise.all([
    getIndicator(fetchApi, signal.indicatorId),
    listDecisions(fetchApi, { signalId: signal.id }),
    signal.challengeId ? getChallenge(fetchApi, signal.challengeId).catch(() => null) : null,
  ])
  const view = await loadIndicator(
    indicator,
    { area: signal.areaCode, during: timeOfSignal(signal) },
    fetchApi,
    now(),
  )
  return {
    signal,
    indicator,
    isMarked: markSignal(signal, view.values, now()).length > 0,
    sentence: summariseView(indicator, view, languageOfRequest(request)).sentence,
    decision: decisions.items.find(({ id }) => id === signal.decisionId) ?? null,
    // The API gives drafts to those who work on them; all others may know the phase of the challenge.
    drafts: decisions.items.filter(({ state }) => state === 'draft'),
    isPreparing: signal.state === 'open' && challenge?.phase === 'deciding',
    challenge: challenge ? { slug: challenge.slug, title: challenge.title } : null,
    staysOpen:
      signal.kind === 'threshold' &&
      signal.state === 'open' &&
      isBackBehind(indicator.signalRule, view, signal.areaCode),
    daysWaiting: countDaysWaiting(signal, now()),
    today: dateOf(now()),
  }
}

/** Whether the newest value is no longer past the line of the rule. */
function isBackBehind(rule: Indicator['signalRule'], { latest }: IndicatorView, area: string): boolean {
  const value = latest.find(({ areaCode }) => areaCode === area)?.value ?? null
  if (!rule || value === null) return false
  return rule.direction === 'above' ? value <= rule.line : value >= rule.line
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const signal = loaderData?.signal
  if (!signal) return []
  const language = languageOf(location.pathname)
  const title = messagesOf(language).signals.name(signal.indicatorTitle, signal.areaName)
  return titleMeta(location.pathname, title, signal.sentence[language])
}

export default function SignalPage({ loaderData }: Route.ComponentProps) {
  const {
    signal,
    indicator,
    isMarked,
    sentence,
    decision,
    drafts,
    isPreparing,
    challenge,
    staysOpen,
    daysWaiting,
    today,
  } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const area = { code: signal.areaCode, name: signal.areaName }
  return (
    <Page
      title={t.signals.name(signal.indicatorTitle, signal.areaName)}
      lead={describeSignals([signal], t, language)}
      above={[{ name: t.nav.signals, to: paths.signals() }]}
      kicker={
        <>
          <SignalBadge state={signal.state} isPreparing={isPreparing} />
          {signal.state === 'open' ? <span>{t.signals.waiting(daysWaiting)}</span> : null}{' '}
          {signal.state === 'open' ? <SignalDue group={[signal]} today={today} /> : null}
        </>
      }
    >
      <Section title={t.signals.seen}>
        <ChartFigure
          src={paths.indicatorChart(indicator.slug, area.code, signal.id)}
          title={t.indicators.chart(indicator.title, area.name)}
          sentence={sentence}
        />
        {isMarked ? <Paragraph className="sp-small sp-quiet">{t.signals.band}</Paragraph> : null}
        {staysOpen ? <Paragraph>{t.signals.staysOpen}</Paragraph> : null}
        <Facts
          items={[
            ...factsOf(signal, t, language),
            [
              t.site.area,
              <TextLink key="area" to={paths.area(area.code)}>
                {area.name}
              </TextLink>,
            ],
            ...(challenge
              ? [
                  [
                    t.indicators.challenge,
                    <TextLink key="challenge" to={paths.challenge(challenge.slug, 'signal')}>
                      {challenge.title}
                    </TextLink>,
                  ] satisfies [string, React.ReactNode],
                ]
              : []),
            ...sourcesOf(signal, t, language),
          ]}
        />
      </Section>
      <Section title={t.signals.decision}>
        {decision || drafts.length > 0 ? (
          <DecisionEntries items={decision ? [decision] : drafts} />
        ) : (
          <Nothing>{isPreparing ? t.signals.preparingText : t.signals.noDecision}</Nothing>
        )}
      </Section>
      <LoopNeighbours
        step="signal"
        previous={{ name: indicator.title, to: paths.indicator(indicator.slug, area.code) }}
        next={
          decision
            ? { name: decision.title, to: paths.decision(decision.slug) }
            : { name: t.nav.decisions, to: paths.decisions() }
        }
      />
    </Page>
  )
}
