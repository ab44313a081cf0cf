import type { ReactNode } from 'react'
import { redirect } from 'react-router'
import { partiesOutside } from '../agreement-view.ts'
import { getChallenge } from '../api.ts'
import { dateOf } from '../clock-time.ts'
import { AgreementEntries } from '../components/agreements.tsx'
import { Alliances, ChallengeParties } from '../components/alliances.tsx'
import { ChartFigure } from '../components/chart.tsx'
import { EvaluationEntries } from '../components/evaluations/entries.tsx'
import { Refused } from '../components/form/edit-form.tsx'
import { Notice } from '../components/form/notice.tsx'
import { GoalProgress, GoalsInShort } from '../components/goal.tsx'
import { InterventionEntries } from '../components/interventions/entries.tsx'
import { LessonEntries } from '../components/lessons/entries.tsx'
import { DecisionEntries } from '../components/lists.tsx'
import { LoopNeighbours, PhaseStepper, StepHeading } from '../components/loop.tsx'
import { NextTurn } from '../components/outcomes/came.tsx'
import { Follow } from '../components/outcomes/follow.tsx'
import { Timeline } from '../components/outcomes/timeline.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { SignalEntries } from '../components/signal-entries.tsx'
import { Badge, Heading, Nothing, Paragraph, Prose, TextLink, writtenIn } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { formatDay } from '../format.ts'
import { languageOfRequest, useLanguage } from '../language.ts'
import { loadLoopOf } from '../load-loop.server.ts'
import { STEPS, type Step } from '../loop.ts'
import { findFollowing, followChallenge, unfollowChallenge } from '../outcomes/api.ts'
import { pathsOf } from '../paths.ts'
import { personContext } from '../workspace/me.ts'
import { withDone } from '../workspace/paths.ts'
import { readForm, rememberPerson } from '../workspace/session.server.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/challenge.ts'

export { LostForm as ErrorBoundary } from '../components/form/lost-form.tsx'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await rememberPerson({ request, context })
    return next()
  },
]

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const site = getSite(context)
  const challenge = await getChallenge(site.fetchApi, params.slug)
  const isSignedIn = context.get(personContext) !== null
  const [around, following] = await Promise.all([
    loadLoopOf(challenge, site.fetchApi, languageOfRequest(request), site.now()),
    isSignedIn ? findFollowing(site.fetchApi, challenge.id) : null,
  ])
  return { challenge, today: dateOf(site.now()), ...around, isSignedIn, following }
}

/** Follows the challenge, or stops that. */
export async function action({ params, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const here = pathsOf(languageOfRequest(request)).challenge(params.slug)
  return answerForm(values, async () => {
    if (pressed.kind === 'do' && pressed.what === 'unfollow') {
      await unfollowChallenge(fetchApi, textAt(values, 'subject'))
      return redirect(withDone(here, 'gestopt'))
    }
    await followChallenge(fetchApi, (await getChallenge(fetchApi, params.slug)).id)
    return redirect(withDone(here, 'gevolgd'))
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const challenge = loaderData?.challenge
  return challenge ? titleMeta(location.pathname, challenge.title, challenge.summary) : []
}

export default function ChallengePage({ loaderData, actionData }: Route.ComponentProps) {
  const { challenge } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={challenge.title}
      lead={challenge.summary}
      above={[{ name: t.nav.challenges, to: paths.challenges() }]}
      kicker={
        <>
          <Badge>{t.phases[challenge.phase]}</Badge>
          <span>{t.challenges.updated(formatDay(challenge.updatedAt, language))}</span>
        </>
      }
    >
      <Notice texts={t.outcomes.follow.done} />
      <Refused answer={actionData} isAlone />
      <GoalsInShort
        goals={challenge.goals}
        today={loaderData.today}
        progress={loaderData.progress}
        atRisk={loaderData.goalsAtRisk}
      />
      <PhaseStepper phase={challenge.phase} begun={begunIn(loaderData)} open={openIn(loaderData)} />
      <Follow slug={challenge.slug} isSignedIn={loaderData.isSignedIn} following={loaderData.following} />
      <Timeline {...loaderData.timeline} />
      <TheChallenge data={loaderData} />
      <TheAgreement data={loaderData} />
      <TheFacts data={loaderData} />
      <TheAnswer data={loaderData} />
      <LoopNeighbours
        step="lesson"
        previous={{ name: t.challenges.effectTitle, to: '#effect' }}
        next={{ name: t.challenges.title, to: paths.challenges() }}
      />
    </Page>
  )
}

type Data = Route.ComponentProps['loaderData']

/** The steps in which there is something already, whatever the phase is. */
function begunIn(data: Data): ReadonlySet<Step> {
  const made: [Step, readonly unknown[]][] = [
    ['agreement', data.agreements],
    ['insight', data.analyses],
    ['signal', data.signals],
    ['decision', data.decisions],
    ['intervention', data.interventions],
    ['effect', data.evaluations],
    ['lesson', data.lessons],
  ]
  return new Set(made.flatMap(([step, items]) => (items.length > 0 ? [step] : [])))
}

/** The steps in which something waits: a signal that nobody decided on, or a decision that is not signed. */
function openIn({ signals, decisions }: Data): ReadonlySet<Step> {
  const waits: [Step, boolean][] = [
    ['signal', signals.some(({ state }) => state === 'open')],
    ['decision', decisions.some(({ state }) => state === 'draft')],
  ]
  return new Set(waits.flatMap(([step, isOpen]) => (isOpen ? [step] : [])))
}

/** One step of the loop as a part of this page, with links to the part before and after. */
function StepPart({ step, title, children }: { step: Step; title: string; children: ReactNode }) {
  const { t } = useLanguage()
  const index = STEPS.indexOf(step)
  const before = STEPS[index - 1]
  const after = STEPS[index + 1]
  return (
    <section className="sp-step" id={step} tabIndex={-1}>
      <StepHeading step={step} title={title} />
      <div className="sp-step-body">
        {children}
        <p className="sp-step-links">
          {before ? (
            <a className="nl-link" href={`#${before}`}>
              ↑ {t.loop.previous}: {t.loop.steps[before].name}
            </a>
          ) : null}
          {after ? (
            <a className="nl-link" href={`#${after}`}>
              ↓ {t.loop.next}: {t.loop.steps[after].name}
            </a>
          ) : null}
        </p>
      </div>
    </section>
  )
}

function TheChallenge({ data: { challenge, today, areas, progress } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <StepPart step="challenge" title={t.challenges.question}>
      {challenge.question ? (
        <p className="sp-question" {...writtenIn(language)}>
          {challenge.question}
        </p>
      ) : (
        <Nothing>{t.site.notFilledIn}</Nothing>
      )}
      <Heading level={3}>{t.challenges.goals}</Heading>
      {challenge.goals.length === 0 ? <Nothing>{t.challenges.noGoals}</Nothing> : null}
      {challenge.goals.map((goal) => (
        <GoalProgress
          key={goal.id}
          goal={goal}
          today={today}
          progress={progress.find(({ goalId }) => goalId === goal.id)}
        />
      ))}
      <Heading level={3}>{t.challenges.affected}</Heading>
      <Prose text={challenge.affected} />
      <Heading level={3}>{t.challenges.where}</Heading>
      <p>
        {areas.length === 0
          ? t.challenges.everywhere
          : areas.map(({ code, name }, index) => (
              <span key={code}>
                {index > 0 ? ', ' : ''}
                <TextLink to={paths.area(code)}>{name}</TextLink>
              </span>
            ))}
      </p>
      <Heading level={3}>{t.challenges.origin}</Heading>
      {challenge.sources.length === 0 ? <Nothing>{t.challenges.noSources}</Nothing> : null}
      <ul className="sp-sources">
        {challenge.sources.map((source) => (
          <li key={source.id}>
            <span className="sp-quiet">{t.sourceKinds[source.kind]}: </span>
            {source.url ? <TextLink to={source.url}>{source.title}</TextLink> : source.title}
            {source.date ? <span className="sp-quiet"> ({formatDay(source.date, language)})</span> : null}
            {source.citation ? <blockquote>{source.citation}</blockquote> : null}
          </li>
        ))}
      </ul>
    </StepPart>
  )
}

function TheAgreement({ data: { challenge, today, alliances, agreements } }: { data: Data }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const others = partiesOutside(challenge.parties, alliances)
  return (
    <StepPart step="agreement" title={t.challenges.partiesTitle}>
      <Alliances items={alliances} today={today} />
      {alliances.length > 0 && others.length > 0 ? <Heading level={3}>{t.alliances.others}</Heading> : null}
      {alliances.length === 0 && others.length === 0 ? <Nothing>{t.challenges.noParties}</Nothing> : null}
      {others.length > 0 ? <ChallengeParties items={others} /> : null}
      <Heading level={3}>{t.challenges.dataRole}</Heading>
      <Prose text={challenge.dataRole} />
      <p>
        <TextLink to={paths.datasets()}>{t.challenges.measuredData}</TextLink>
      </p>
      <Heading level={3}>{t.agreements.ofChallenge}</Heading>
      {agreements.length > 0 ? (
        <AgreementEntries items={agreements} />
      ) : (
        <Nothing>{t.agreements.noneOfChallenge}</Nothing>
      )}
      <p>
        <TextLink to={paths.agreements()}>{t.agreements.everything}</TextLink>
      </p>
    </StepPart>
  )
}

function TheFacts({ data }: { data: Data }) {
  const { challenge, today, stationCount, indicators, first, signals, moreSignals } = data
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <>
      <StepPart step="measurement" title={t.challenges.measuredTitle}>
        <Paragraph>{t.challenges.measuredText(stationCount)}</Paragraph>
        <p>
          <TextLink to={paths.map(indicators[0]?.property)}>{t.challenges.measuredMap}</TextLink>
        </p>
      </StepPart>
      <StepPart step="insight" title={t.challenges.insightTitle}>
        {first?.area && indicators[0] ? (
          <ChartFigure
            src={paths.indicatorChart(indicators[0].slug, first.area.code)}
            title={t.indicators.chart(indicators[0].title, first.area.name)}
            sentence={first.sentence}
          />
        ) : null}
        {indicators.length === 0 ? <Nothing>{t.challenges.noIndicators}</Nothing> : null}
        <ul className="sp-list">
          {indicators.map(({ id, slug, title }) => (
            <li key={id}>
              <TextLink to={paths.indicator(slug)}>{title}</TextLink>
            </li>
          ))}
        </ul>
      </StepPart>
      <StepPart step="signal" title={t.challenges.signalTitle}>
        {signals.length > 0 ? (
          <SignalEntries items={signals} isPreparing={() => challenge.phase === 'deciding'} today={today} />
        ) : (
          <Nothing>{moreSignals ? t.challenges.noSignalsHere : t.challenges.noSignals}</Nothing>
        )}
        {moreSignals ? (
          <p>
            <TextLink to={paths.signals()}>{t.home.signalsAll}</TextLink>
          </p>
        ) : null}
      </StepPart>
    </>
  )
}

function TheAnswer({
  data: { challenge, decisions, interventions, outcomes, evaluations, lessons },
}: {
  data: Data
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <>
      <StepPart step="decision" title={t.challenges.decisionTitle}>
        {decisions.length > 0 ? (
          <DecisionEntries items={decisions} outcomes={outcomes} />
        ) : (
          <Nothing>{t.challenges.noDecisions}</Nothing>
        )}
      </StepPart>
      <StepPart step="intervention" title={t.challenges.interventionTitle}>
        {interventions.length > 0 ? (
          <InterventionEntries items={interventions} />
        ) : (
          <Nothing>{t.challenges.noIntervention}</Nothing>
        )}
        <p>
          <TextLink to={paths.interventions({ challenge: challenge.slug })}>{t.interventions.all}</TextLink>
        </p>
      </StepPart>
      <StepPart step="effect" title={t.challenges.effectTitle}>
        {evaluations.length > 0 ? (
          <EvaluationEntries items={evaluations} />
        ) : (
          <Nothing>{t.challenges.noEffect}</Nothing>
        )}
        <p>
          <TextLink to={paths.evaluations({ challenge: challenge.slug })}>
            {t.outcomes.allEvaluations}
          </TextLink>
        </p>
      </StepPart>
      <StepPart step="lesson" title={t.challenges.lessonTitle}>
        {lessons.length > 0 ? <LessonEntries items={lessons} /> : <Nothing>{t.challenges.noLesson}</Nothing>}
        <NextTurn outcomes={outcomes} />
      </StepPart>
    </>
  )
}
