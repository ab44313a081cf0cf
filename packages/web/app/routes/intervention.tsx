import { DidItWork } from '../components/evaluations/did-it-work.tsx'
import { InterventionBadges } from '../components/interventions/entries.tsx'
import {
  EthicsAnswers,
  PlanBesideDeviations,
  WhatAndWhere,
  WhyAndWhat,
} from '../components/interventions/plan.tsx'
import { Costs, Milestones, Photos } from '../components/interventions/progress.tsx'
import { VerifyPart } from '../components/ledger/verify-part.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Paragraph, Prose, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { listArrears, listEvaluations } from '../evaluations/api.ts'
import { getIntervention, type Intervention, listEthicsQuestions } from '../interventions/api.ts'
import { statusLine } from '../interventions/view.ts'
import { useLanguage } from '../language.ts'
import { findEntry } from '../ledger/api.ts'
import { listLessons } from '../lessons/api.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/intervention.ts'

const NONE = { items: [] }

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [item, questions] = await Promise.all([
    getIntervention(fetchApi, params.slug),
    listEthicsQuestions(fetchApi),
  ])
  const plans = item.plans.toSorted((a, b) => b.number - a.number)
  // The one of which the page tells: what was registered late is beside it.
  const plan = plans.find(({ beforehand }) => beforehand) ?? plans[0]
  const [entry, evaluations, arrears, lessons] = await Promise.all([
    plan ? findEntry(fetchApi, { kind: 'registration', id: item.id, version: plan.number }) : null,
    item.startedOn === null ? NONE : listEvaluations(fetchApi, { interventionId: item.id, pageSize: 50 }),
    item.startedOn === null ? [] : listArrears(fetchApi, item.id),
    item.startedOn === null ? NONE : listLessons(fetchApi, { interventionId: item.id, pageSize: 50 }),
  ])
  return {
    item,
    questions,
    plan,
    entry,
    evaluations: evaluations.items.filter(({ publishedAt }) => publishedAt !== null),
    isKeptBack: arrears.length > 0,
    lessons: lessons.items,
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const item = loaderData?.item
  return item ? titleMeta(location.pathname, item.title, item.summary.slice(0, 200)) : []
}

export default function InterventionPage({
  loaderData: { item, questions, plan, entry, evaluations, isKeptBack, lessons },
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const { challenge, decision } = item
  return (
    <Page
      title={item.title}
      lead={statusLine(item, t, language)}
      above={[{ name: t.interventions.title, to: paths.interventions() }]}
      kicker={
        <>
          <span>
            <InterventionBadges item={item} />
          </span>
          {item.mayWrite ? (
            <TextLink to={paths.editIntervention(item.slug)}>{t.interventionDesk.toDesk}</TextLink>
          ) : null}
        </>
      }
    >
      <HowItStands item={item} />
      {item.startedOn === null || item.state === 'withdrawn' ? null : (
        <DidItWork evaluations={evaluations} isKeptBack={isKeptBack} lessons={lessons} />
      )}
      <WhatAndWhere item={item} />
      <WhyAndWhat item={item} />
      <Photos item={item} />
      <PlanBesideDeviations item={item} />
      <Milestones item={item} />
      <Costs item={item} />
      <EthicsAnswers item={item} questions={questions} />
      {plan ? (
        <VerifyPart entry={entry} shown={{ ...item, sha256: plan.sha256, reason: plan.reason }} />
      ) : null}
      <LoopNeighbours
        step="intervention"
        previous={
          decision
            ? { name: decision.title, to: paths.decision(decision.slug) }
            : { name: t.nav.decisions, to: paths.decisions() }
        }
        next={
          evaluations[0]
            ? { name: evaluations[0].title, to: paths.evaluation(evaluations[0].slug) }
            : challenge
              ? { name: challenge.title, to: paths.challenge(challenge.slug, 'effect') }
              : undefined
        }
      />
    </Page>
  )
}

/** Whether it was registered beforehand, and how and why it ended. */
function HowItStands({ item }: { item: Intervention }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventions
  const { withdrawal, ending, registeredBeforehand, state, plans } = item
  const isBeforehand = registeredBeforehand ?? (plans.length > 0 ? true : null)
  return (
    <>
      {withdrawal ? (
        <Section title={words.withdrawnWhy}>
          <Prose text={withdrawal.reason} />
        </Section>
      ) : null}
      {state === 'withdrawn' || isBeforehand === null ? null : (
        <Paragraph>{isBeforehand ? words.beforehand : <strong>{words.late}</strong>}</Paragraph>
      )}
      {ending ? (
        <Section title={words.endedWhy}>
          <Prose text={ending.reason} />
          {ending.decision ? (
            <p>
              <TextLink to={paths.decision(ending.decision.slug)}>{ending.decision.title}</TextLink>
            </p>
          ) : null}
        </Section>
      ) : null}
    </>
  )
}
