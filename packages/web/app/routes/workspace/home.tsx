import { dateOf } from '../../clock-time.ts'
import { Entry } from '../../components/lists.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { SignalEntries } from '../../components/signal-entries.tsx'
import { Badge, Nothing, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { AgreementTasks } from '../../components/workspace/agreement-tasks.tsx'
import { WaitingAgreements } from '../../components/workspace/waiting-agreements.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { loadUndecided } from '../../load-signals.server.ts'
import { pathsOf } from '../../paths.ts'
import { groupSignals, NEWS_DAYS, signalsInDrafts } from '../../signal-view.ts'
import { listDecisionDrafts, listOwnChallenges, listOwnIndicators, listReviews } from '../../workspace/api.ts'
import { loadWaiting } from '../../workspace/load-waiting.server.ts'
import { mayDo, personContext } from '../../workspace/me.ts'
import type { Route } from './+types/home.ts'

const SOON = 92 * 24 * 3_600_000
const MOST_TASKS = 5
const NOTHING_WAITS = { agreements: [], waiting: [], tasks: [] }

/** What waits for who is signed in: drafts, signals nobody decided on, and decisions to look back at. */
export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const person = context.get(personContext)
  const organisations = person?.memberships.map(({ organisation }) => organisation.id) ?? []
  const [today, soon] = [dateOf(now()), dateOf(now() + SOON)]
  const [challenges, indicators, decisions, toReview, { open, passed }, agreed] = await Promise.all([
    listOwnChallenges(fetchApi),
    listOwnIndicators(fetchApi),
    listDecisionDrafts(fetchApi),
    listReviews(fetchApi, soon),
    loadUndecided(fetchApi, now()),
    person ? loadWaiting(fetchApi, person) : NOTHING_WAITS,
  ])
  const isDraft = ({ published, ownerId }: { published: boolean; ownerId: string }) =>
    !published && organisations.includes(ownerId)
  const drafts = [
    ...decisions
      .filter(({ ownerId }) => organisations.includes(ownerId))
      .map(({ slug, title, updatedAt }) => ({
        kind: 'decision' as const,
        slug,
        title,
        updatedAt,
      })),
    ...agreed.agreements
      .filter(({ versionState, ownerId }) => versionState === 'draft' && organisations.includes(ownerId))
      .map(({ slug, title, updatedAt }) => ({ kind: 'agreement' as const, slug, title, updatedAt })),
    ...challenges.filter(isDraft).map(({ slug, title, updatedAt }) => ({
      kind: 'challenge' as const,
      slug,
      title,
      updatedAt,
    })),
    ...indicators
      .filter(isDraft)
      .map(({ slug, title }) => ({ kind: 'indicator' as const, slug, title, updatedAt: null })),
  ]
  const reviews = toReview.flatMap(({ slug, title, reviewOn }) =>
    reviewOn === null ? [] : [{ slug, title, reviewDate: reviewOn, late: reviewOn < today }],
  )
  reviews.sort((left, right) => left.reviewDate.localeCompare(right.reviewDate))
  const may = {
    challenge: person !== null && mayDo(person, 'challenges'),
    indicator: person !== null && mayDo(person, 'indicators'),
    decision: person !== null && mayDo(person, 'decisions'),
    agreement: person !== null && mayDo(person, 'agreements'),
    anything: organisations.length > 0,
  }
  const signals = groupSignals([...open, ...passed])
    .slice(0, 10)
    .flat()
  const { waiting, tasks } = agreed
  const inDrafts = signalsInDrafts(decisions)
  return { drafts, signals, today, inDrafts, reviews, waiting, tasks, may, person }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).workspace.title)
}

export default function WorkspaceHome({ loaderData }: Route.ComponentProps) {
  const { drafts, signals, today, inDrafts, reviews, waiting, tasks, may, person } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.workspace
  const editors = {
    challenge: paths.editChallenge,
    indicator: paths.editIndicator,
    decision: paths.editDecision,
    agreement: paths.editAgreement,
  }
  return (
    <Page title={words.title} lead={may.anything ? words.lead : words.noRoles}>
      {may.anything ? null : (
        <p>
          <TextLink to={paths.my()} strong>
            {t.my.title}
          </TextLink>
        </p>
      )}
      <div className="sp-actions">
        {may.decision ? <ActionLink to={paths.newDecision()}>{words.newDecision}</ActionLink> : null}
        {may.challenge ? <ActionLink to={paths.newChallenge()}>{words.newChallenge}</ActionLink> : null}
        {may.agreement ? <ActionLink to={paths.newAgreement()}>{words.newAgreement}</ActionLink> : null}
        {may.indicator ? <ActionLink to={paths.newIndicator()}>{words.newIndicator}</ActionLink> : null}
      </div>
      <Section
        title={words.openSignals}
        aside={<TextLink to={paths.openSignals()}>{t.home.signalsAll}</TextLink>}
      >
        {signals.length > 0 ? (
          <SignalEntries
            inWorkspace
            items={signals}
            isPreparing={({ id }) => inDrafts.includes(id)}
            today={today}
          />
        ) : (
          <Nothing>{words.openSignalsNone(NEWS_DAYS)}</Nothing>
        )}
      </Section>
      {person && waiting.length + tasks.length > 0 ? (
        <Section
          title={t.editing.agreementList.attention}
          aside={<TextLink to={paths.ownAgreements()}>{t.editing.agreementList.all}</TextLink>}
        >
          <WaitingAgreements items={waiting} />
          <AgreementTasks items={tasks.slice(0, MOST_TASKS)} person={person} />
        </Section>
      ) : null}
      <div className="sp-two">
        <Section title={words.drafts}>
          {drafts.length === 0 ? <Nothing>{words.draftsNone}</Nothing> : null}
          <ul className="sp-entries">
            {drafts.map(({ kind, slug, title, updatedAt }) => (
              <Entry
                key={`${kind} ${slug}`}
                to={editors[kind](slug)}
                name={title}
                meta={
                  <>
                    <Badge tone="warning">{words.draft}</Badge> {words.kinds[kind]}
                  </>
                }
                about={updatedAt ? words.lastChange(formatDay(updatedAt, language)) : undefined}
              />
            ))}
          </ul>
        </Section>
        <Section title={words.reviews}>
          {reviews.length === 0 ? <Nothing>{words.reviewsNone}</Nothing> : null}
          <ul className="sp-entries">
            {reviews.map(({ slug, title, reviewDate, late }) => (
              <Entry
                key={slug}
                to={paths.decision(slug)}
                name={title}
                meta={
                  late ? (
                    <Badge tone="danger">{words.reviewLate(formatDay(reviewDate, language))}</Badge>
                  ) : (
                    words.reviewOn(formatDay(reviewDate, language))
                  )
                }
              />
            ))}
          </ul>
        </Section>
      </div>
    </Page>
  )
}
