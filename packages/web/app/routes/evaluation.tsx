import { AnswerCard } from '../components/evaluations/answer.tsx'
import { EvaluationBadges } from '../components/evaluations/entries.tsx'
import { FiguresUsed } from '../components/evaluations/figures.tsx'
import { HowWeKnow } from '../components/evaluations/how.tsx'
import { Outcome } from '../components/evaluations/outcome.tsx'
import { PlanPart } from '../components/evaluations/plan-part.tsx'
import { SteeringPart } from '../components/evaluations/steering-part.tsx'
import { VerifyPart } from '../components/ledger/verify-part.tsx'
import { LessonPart } from '../components/lessons/lesson-part.tsx'
import { LoopNeighbours } from '../components/loop.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Facts } from '../components/table.tsx'
import { Paragraph, Prose, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { type Evaluation, getEvaluation } from '../evaluations/api.ts'
import { computedOf } from '../evaluations/view.ts'
import { formatDay } from '../format.ts'
import { useLanguage } from '../language.ts'
import { findEntry } from '../ledger/api.ts'
import { findLesson, listMissingLessons } from '../lessons/api.ts'
import { pathsOf } from '../paths.ts'
import type { Route } from './+types/evaluation.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const item = await getEvaluation(fetchApi, params.slug)
  const [entry, lesson, [missing]] = await Promise.all([
    findEntry(fetchApi, { kind: 'evaluation', id: item.id, version: 1 }),
    findLesson(fetchApi, item.slug),
    item.state === 'published' ? listMissingLessons(fetchApi, item.id) : [],
  ])
  return { item, entry, lesson, lessonDue: missing?.dueAt }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const item = loaderData?.item
  return item ? titleMeta(location.pathname, item.title) : []
}

export default function EvaluationPage({
  loaderData: { item, entry, lesson, lessonDue },
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluations
  const { intervention, challenge, publishedAt } = item
  const computed = computedOf(item)
  return (
    <Page
      title={item.title}
      above={[{ name: words.title, to: paths.evaluations() }]}
      kicker={
        <>
          {item.state === 'published' ? null : (
            <span>
              <EvaluationBadges item={{ ...item, answer: null }} />
            </span>
          )}
          {publishedAt ? (
            <time dateTime={publishedAt}>{words.publishedOn(formatDay(publishedAt, language))}</time>
          ) : null}
          {item.mayWrite ? (
            <TextLink to={paths.editEvaluation(item.slug)}>{t.evaluationDesk.toDesk}</TextLink>
          ) : null}
        </>
      }
    >
      <Withdrawn item={item} />
      {computed ? (
        <>
          <AnswerCard outcome={computed.outcome} />
          <Outcome item={item} {...computed} />
          <HowWeKnow item={item} {...computed} />
        </>
      ) : null}
      <SteeringPart item={item} />
      <PlanPart item={item} />
      {item.spillOver ? (
        <Section title={words.spill}>
          <Prose text={item.spillOver} />
        </Section>
      ) : null}
      {item.remarks ? (
        <Section title={words.remarks}>
          <Prose text={item.remarks} />
        </Section>
      ) : null}
      <LessonPart
        lesson={lesson}
        due={lessonDue}
        toDraw={item.mayWrite && item.state === 'published' ? paths.drawLesson(item.slug) : undefined}
      />
      <FiguresUsed item={item} />
      <Links item={item} />
      {publishedAt ? <VerifyPart entry={entry} shown={item} /> : null}
      <LoopNeighbours
        step="effect"
        previous={{ name: intervention.title, to: paths.intervention(intervention.slug) }}
        next={
          lesson
            ? { name: words.toLesson, to: paths.lesson(item.slug) }
            : challenge
              ? { name: challenge.title, to: paths.challenge(challenge.slug, 'lesson') }
              : undefined
        }
      />
    </Page>
  )
}

function Withdrawn({ item: { withdrawal } }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  if (!withdrawal) return null
  return (
    <Section title={words.withdrawnTitle}>
      <Paragraph>{words.withdrawn(formatDay(withdrawal.at, language))}</Paragraph>
      <blockquote className="sp-quote">
        <Prose text={withdrawal.reason} />
      </blockquote>
      <Paragraph>{words.withdrawnStays}</Paragraph>
    </Section>
  )
}

/** What it is about and came from, each with its page. */
function Links({ item: { intervention, decision, challenge, indicator, areas } }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluations
  const link = (to: string, title: string) => <TextLink to={to}>{title}</TextLink>
  return (
    <Section title={words.links}>
      <Facts
        items={[
          [words.intervention, link(paths.intervention(intervention.slug), intervention.title)],
          ...(decision
            ? [
                [words.decision, link(paths.decision(decision.slug), decision.title)] satisfies [
                  string,
                  React.ReactNode,
                ],
              ]
            : []),
          ...(challenge
            ? [
                [
                  words.challenge,
                  link(paths.challenge(challenge.slug, 'effect'), challenge.title),
                ] satisfies [string, React.ReactNode],
              ]
            : []),
          ...(indicator
            ? [
                [
                  words.indicator,
                  link(paths.indicator(indicator.slug, areas[0]?.code), indicator.title),
                ] satisfies [string, React.ReactNode],
              ]
            : []),
        ]}
      />
    </Section>
  )
}
