import { getChallenge, getDecision, listAreasOf, listSignalsOf } from '../api.ts'
import { dateOf } from '../clock-time.ts'
import { DecisionOptions } from '../components/decision-options.tsx'
import { VerifyPart } from '../components/ledger/verify-part.tsx'
import { DecisionBadge } from '../components/lists.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { Facts } from '../components/table.tsx'
import { Heading, Nothing, Paragraph, Prose, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatDay, formatEuro } from '../format.ts'
import { useLanguage } from '../language.ts'
import { findEntry } from '../ledger/api.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/decision.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const decision = await getDecision(fetchApi, params.slug)
  const { id, version } = decision
  const [challenge, signals, areas, entry] = await Promise.all([
    getChallenge(fetchApi, decision.challengeId).catch(() => null),
    listSignalsOf(fetchApi, decision.signalIds).catch(() => []),
    listAreasOf(fetchApi, decision.areaCodes),
    findEntry(fetchApi, { kind: 'decision', id, version }),
  ])
  return {
    decision,
    challenge: challenge ? { slug: challenge.slug, title: challenge.title } : null,
    signals,
    entry,
    areas: areas.map(({ code, name }) => ({ code, name })),
    reviewIsLate: decision.reviewDate !== null && decision.reviewDate < dateOf(now()),
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const decision = loaderData?.decision
  return decision ? titleMeta(location.pathname, decision.title, decision.question) : []
}

type Data = Route.ComponentProps['loaderData']

export default function DecisionPage({ loaderData }: Route.ComponentProps) {
  const { decision, challenge, signals, entry } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const signal = signals[0]
  return (
    <Page
      title={decision.title}
      above={[{ name: t.nav.decisions, to: paths.decisions() }]}
      kicker={
        <>
          <DecisionBadge state={decision.state} />
          <span>{t.decisions.historyOf(decision.version)}</span>
        </>
      }
    >
      <Section title={t.decisions.question}>
        <p className="sp-question">{decision.question}</p>
      </Section>
      <Outcome data={loaderData} />
      <Section title={t.decisions.reasons}>
        <Prose text={decision.reasons} />
      </Section>
      <Section title={t.decisions.options}>
        <DecisionOptions options={decision.options} chosenId={decision.chosenOptionId} />
      </Section>
      {signals.length > 0 ? (
        <Section title={t.decisions.signals}>
          <SignalEntries items={signals} />
        </Section>
      ) : null}
      <div className="sp-two">
        <Evidence data={loaderData} />
        <Dissent data={loaderData} />
      </div>
      <History data={loaderData} />
      {decision.state === 'draft' ? null : <VerifyPart entry={entry} shown={decision} />}
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

function Outcome({ data: { decision, challenge, areas, reviewIsLate } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const chosen = decision.options.find(({ id }) => id === decision.chosenOptionId)
  const { signature } = decision
  return (
    <Section title={t.decisions.decided}>
      <div className="sp-outcome">
        <Heading level={3}>
          {decision.outcome ? t.decisions.outcomes[decision.outcome] : t.decisions.notDecided}
        </Heading>
        {chosen ? <Paragraph purpose="lead">{chosen.title}</Paragraph> : null}
        {signature ? (
          <Paragraph>
            {t.decisions.signature} {signature.function}, {signature.holderName},{' '}
            {formatDay(decision.decidedOn ?? signature.signedAt, language)}.{' '}
            {t.decisions.basis(signature.basis)}.
            {signature.signerName === undefined || signature.signerName === signature.holderName
              ? null
              : ` ${t.decisions.signedBy(signature.signerName)}`}
          </Paragraph>
        ) : null}
      </div>
      <Facts
        items={[
          ...(decision.amount === null
            ? []
            : [[t.decisions.amount, formatEuro(decision.amount, language)] satisfies [string, string]]),
          [
            t.decisions.published,
            decision.publishedAt ? formatDay(decision.publishedAt, language) : t.site.notFilledIn,
          ],
          [
            t.decisions.review,
            decision.reviewDate ? (
              <>
                {formatDay(decision.reviewDate, language)}
                {reviewIsLate ? <strong> {t.decisions.reviewLate}</strong> : null}
              </>
            ) : (
              t.site.notFilledIn
            ),
          ],
          ...(areas.length === 0
            ? []
            : [
                [
                  t.decisions.where,
                  areas.map(({ code, name }, index) => (
                    <span key={code}>
                      {index > 0 ? ', ' : ''}
                      <TextLink to={paths.area(code)}>{name}</TextLink>
                    </span>
                  )),
                ] satisfies [string, React.ReactNode],
              ]),
          ...(challenge
            ? [
                [
                  t.indicators.challenge,
                  <TextLink key="challenge" to={paths.challenge(challenge.slug, 'decision')}>
                    {challenge.title}
                  </TextLink>,
                ] satisfies [string, React.ReactNode],
              ]
            : []),
        ]}
      />
    </Section>
  )
}

function Evidence({ data: { decision } }: { data: Data }) {
  const { t } = useLanguage()
  return (
    <Section title={t.decisions.evidence}>
      {decision.evidence.length === 0 ? <Nothing>{t.decisions.noEvidence}</Nothing> : null}
      <ul className="sp-sources">
        {decision.evidence.map(({ kind, title, reference, note }) => (
          <li key={`${kind} ${reference} ${title}`}>
            <span className="sp-quiet">{t.decisions.evidenceKinds[kind]}: </span>
            {reference ? <TextLink to={reference}>{title}</TextLink> : title}
            {note ? <p>{note}</p> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}

function Dissent({ data: { decision } }: { data: Data }) {
  const { t } = useLanguage()
  return (
    <Section title={t.decisions.dissent}>
      {decision.dissent.length === 0 ? <Nothing>{t.decisions.noDissent}</Nothing> : null}
      <ul className="sp-sources">
        {decision.dissent.map(({ who, ground, answer }) => (
          <li key={`${who} ${ground}`}>
            <strong>{who}</strong>
            <blockquote>{ground}</blockquote>
            <p>
              <span className="sp-quiet">{t.decisions.answer}: </span>
              {answer || t.site.notFilledIn}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  )
}

function History({ data: { decision } }: { data: Data }) {
  const { t, language } = useLanguage()
  return (
    <Section title={t.decisions.history}>
      <Paragraph>{t.decisions.frozen}</Paragraph>
      <ol className="sp-list">
        {decision.history.map(({ version, state, publishedAt, reason }) => (
          <li key={version} value={version}>
            {t.decisions.historyOf(version)} ({t.decisions.states[state]})
            {publishedAt ? `, ${formatDay(publishedAt, language)}` : ''}
            {reason ? `. ${reason}` : ''}
          </li>
        ))}
      </ol>
    </Section>
  )
}
