import { versionOf } from '../analyses/api.ts'
import {
  getChallenge,
  getDecision,
  getDecisionVersion,
  getIndicator,
  listAreasOf,
  listSignalsOf,
} from '../api.ts'
import { dateOf } from '../clock-time.ts'
import { Evidence } from '../components/decision/evidence.tsx'
import { Exports, History } from '../components/decision/history.tsx'
import { DecisionOptions } from '../components/decision/options.tsx'
import { DecisionSummaryCard, Life } from '../components/decision/summary.tsx'
import { Dissent, Involved, Votes } from '../components/decision/voices.tsx'
import { VerifyPart } from '../components/ledger/verify-part.tsx'
import { DecisionBadge } from '../components/lists.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { WhatCame } from '../components/outcomes/came.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { Facts } from '../components/table.tsx'
import { Prose, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatDay, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { findEntry } from '../ledger/api.ts'
import { listOutcomes } from '../outcomes/api.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/decision.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const decision =
    params.version === undefined
      ? await getDecision(fetchApi, params.slug)
      : await getDecisionVersion(fetchApi, params.slug, versionOf(params.version))
  const { id, version } = decision
  const inForce = decision.history.find(({ state }) => state === 'published')
  // Another text than the one in force: an earlier one, or a correction that was not signed yet.
  const isOther = params.version !== undefined && inForce !== undefined && inForce.version !== version
  const [challenge, signals, areas, entry, outcomes] = await Promise.all([
    getChallenge(fetchApi, decision.challengeId).catch(() => null),
    listSignalsOf(fetchApi, decision.signalIds).catch(() => []),
    listAreasOf(fetchApi, decision.areaCodes),
    findEntry(fetchApi, { kind: 'decision', id, version }),
    listOutcomes(fetchApi, [decision]),
  ])
  const today = dateOf(now())
  return {
    today,
    decision: isOther ? { ...decision, reviewOn: decision.reviewDate } : decision,
    isOther,
    challenge: challenge ? { slug: challenge.slug, title: challenge.title } : null,
    signals,
    entry,
    outcomes,
    areas: areas.map(({ code, name }) => ({ code, name })),
    goals: (challenge?.goals ?? []).map(({ id, title }) => ({ id, title })),
    reopens: decision.reopenLine
      ? await getIndicator(fetchApi, decision.reopenLine.indicatorId)
          .then(({ title, slug, unit }) => ({ title, slug, unit }))
          .catch(() => null)
      : null,
    reviewIsLate: !isOther && decision.reviewOn !== null && decision.reviewOn < today,
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const decision = loaderData?.decision
  return decision ? titleMeta(location.pathname, decision.title, decision.question) : []
}

type Data = Route.ComponentProps['loaderData']

export default function DecisionPage({ loaderData }: Route.ComponentProps) {
  const { decision, isOther, challenge, signals, today, goals, entry, outcomes } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions
  const signal = signals[0]
  return (
    <Page
      title={decision.title}
      above={[{ name: t.nav.decisions, to: paths.decisions() }]}
      lead={
        isOther ? (
          <>
            {decision.state === 'draft' ? words.unsigned : words.older}{' '}
            <TextLink to={paths.decision(decision.slug)}>{words.toInForce}</TextLink>
          </>
        ) : undefined
      }
      kicker={
        <>
          {/* How the decision stands is not how this text does. */}
          {isOther ? (
            <span>{words.states[decision.state]}</span>
          ) : (
            <DecisionBadge standing={decision.standing} />
          )}
          <span>{words.historyOf(decision.version)}</span>
        </>
      }
    >
      <p className="sp-question">{decision.question}</p>
      <DecisionSummaryCard decision={decision} />
      <When data={loaderData} />
      {decision.publishedAt && !isOther ? (
        <Section title={t.outcomes.workedTitle} id="gedaan">
          <WhatCame items={outcomes} />
        </Section>
      ) : null}
      {(decision.happenings.length > 0 || decision.signature) && !isOther ? (
        <Section title={words.life}>
          <Life decision={decision} />
        </Section>
      ) : null}
      {decision.problem ? (
        <Section title={words.problem}>
          <Prose text={decision.problem} />
        </Section>
      ) : null}
      {decision.goal ? (
        <Section title={words.goal}>
          <Prose text={decision.goal} />
        </Section>
      ) : null}
      <Section title={words.options}>
        <DecisionOptions
          options={decision.options}
          chosenId={decision.chosenOptionId}
          goals={new Map(goals.map(({ id, title }) => [id, title]))}
        />
      </Section>
      {signals.length > 0 ? (
        <Section title={words.signals}>
          <SignalEntries items={signals} today={today} />
        </Section>
      ) : null}
      <Dissent decision={decision} />
      <Votes decision={decision} />
      <div className="sp-two">
        <Involved decision={decision} />
      </div>
      <Evidence decision={decision} />
      <History decision={decision} />
      {decision.state === 'draft' ? null : <VerifyPart entry={entry} shown={decision} />}
      {isOther ? null : <Exports slug={decision.slug} />}
      <LoopNeighbours
        step="decision"
        previous={
          signal
            ? { name: t.signals.name(signal.indicatorTitle, signal.areaName), to: paths.signal(signal.id) }
            : { name: t.nav.signals, to: paths.signals() }
        }
        next={
          challenge
            ? { name: challenge.title, to: paths.challenge(challenge.slug, 'intervention') }
            : undefined
        }
      />
    </Page>
  )
}

type Fact = [name: string, value: React.ReactNode]

/** Where it holds, when it is looked at again, and at which line it is reopened. */
function When({ data: { decision, challenge, areas, reviewIsLate, reopens } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.decisions
  const { publishedAt, reviewOn, reopenLine, standing } = decision
  const isOver = standing === 'replaced' || standing === 'withdrawn'
  const day = (date: string) => formatDay(date, language)
  const where: Fact[] =
    areas.length === 0
      ? []
      : [
          [
            words.where,
            areas.map(({ code, name }, index) => (
              <span key={code}>
                {index > 0 ? ', ' : ''}
                <TextLink to={paths.area(code)}>{name}</TextLink>
              </span>
            )),
          ],
        ]
  const of: Fact[] = challenge
    ? [
        [
          t.indicators.challenge,
          <TextLink key="challenge" to={paths.challenge(challenge.slug, 'decision')}>
            {challenge.title}
          </TextLink>,
        ],
      ]
    : []
  const line: Fact[] =
    reopenLine && reopens
      ? [
          [
            words.reopenLine,
            <TextLink key="line" to={paths.indicator(reopens.slug, reopenLine.areaCode ?? undefined)}>
              {words.reopenWhen(
                reopens.title,
                words.sides[reopenLine.side],
                formatValue(reopenLine.value, reopens.unit, language),
                reopenLine.periods,
              )}
            </TextLink>,
          ],
        ]
      : []
  return (
    <Facts
      items={[
        ...of,
        ...where,
        [words.published, publishedAt ? day(publishedAt) : words.notPublished],
        [
          words.review,
          reviewOn ? (
            <>
              {day(reviewOn)}
              {reviewIsLate ? <strong> {words.reviewLate}</strong> : null}
            </>
          ) : isOver ? (
            words.reviewNone
          ) : (
            t.site.notFilledIn
          ),
        ],
        ...line,
      ]}
    />
  )
}
