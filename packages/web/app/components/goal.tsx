import type { Goal, GoalProgress as Progress } from '../api.ts'
import { formatDay, formatPeriod, formatShare, formatValue } from '../format.ts'
import { type Language, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { Badge, Paragraph, TextLink } from './text.tsx'

/** The area by which a goal is judged: the one where it goes worst. */
export const areaOf = ({ worst, latest }: Progress) => (worst ?? latest)?.areaCode

/**
 * A goal: where we started, what we want, and how far we are.
 * @param today the day here, as in `2026-08-13`
 */
export function GoalProgress({
  goal,
  today,
  progress,
}: {
  goal: Goal
  today: string
  progress?: Progress | undefined
}) {
  const { t, language } = useLanguage()
  const show = (value: number) => formatValue(value, goal.unit, language)
  const started =
    goal.baseline === null
      ? t.goals.noBaseline
      : t.goals.baseline(
          show(goal.baseline),
          goal.baselineDate ? formatDay(goal.baselineDate, language) : null,
        )
  return (
    <div className="sp-goal" id={placeOfGoal(goal.id)}>
      <p className="sp-goal-name">{goal.title}</p>
      <Paragraph>
        {t.goals.aim(show(goal.target), formatDay(goal.targetDate, language), goal.direction === 'lower')}{' '}
        <GoalOver targetDate={goal.targetDate} today={today} /> {started}{' '}
        {progress ? describeFigures(progress, language).join(' ') : null}
      </Paragraph>
      {progress ? <Share progress={progress} title={goal.title} /> : null}
      <Paragraph className="sp-small">
        {t.goals.measuredBy}:{' '}
        {progress?.indicator ? (
          <TextLink to={pathsOf(language).indicator(progress.indicator.slug, areaOf(progress))}>
            {goal.indicatorText || t.goals.indicator}
          </TextLink>
        ) : (
          goal.indicatorText
        )}
      </Paragraph>
    </div>
  )
}

/** Whether goals will be reached, in a line each, for who opens a page to know just that. */
export function GoalsInShort({
  goals,
  today,
  progress,
  atRisk,
}: {
  goals: readonly Goal[]
  /** The day here, as in `2026-08-13`. */
  today: string
  progress: readonly Progress[]
  /** Of which an open signal says that they will probably be missed. */
  atRisk: readonly string[]
}) {
  const { t, language } = useLanguage()
  if (goals.length === 0) return null
  const answerOf = (id: string) => {
    const found = progress.find(({ goalId }) => goalId === id)
    if (found && found.share !== null) return `: ${sayShare(found.share, t.goals.short, language)}`
    const why = found && found.state !== 'measured' ? t.goals.unknown[found.state] : null
    return why ? `. ${why}` : `: ${t.goals.short.unknown}`
  }
  return (
    <ul className="sp-list sp-goals-short" aria-label={t.challenges.goals}>
      {goals.map(({ id, title, targetDate }) => (
        <li key={id}>
          <a className="nl-link" href={`#${placeOfGoal(id)}`}>
            {title}
          </a>
          {answerOf(id)}{' '}
          {atRisk.includes(id) ? <Badge tone="warning">{t.signalKinds.names['goal-missed']}</Badge> : null}{' '}
          <GoalOver targetDate={targetDate} today={today} />
        </li>
      ))}
    </ul>
  )
}

const placeOfGoal = (id: string) => `doel-${id}`

/** The part of the way that has been covered, in words. What is not reached is not all of the way. */
function sayShare(
  share: number,
  words: { reached: string; worse: string; progress: (share: string) => string },
  language: Language,
): string {
  if (share >= 1) return words.reached
  return share < 0 ? words.worse : words.progress(formatShare(Math.min(share, 0.99), language))
}

/** Says of a goal that its last day is over. */
export function GoalOver({ targetDate, today }: Pick<Goal, 'targetDate'> & { today: string }) {
  const { t } = useLanguage()
  return targetDate < today ? <Badge tone="warning">{t.goals.over}</Badge> : null
}

/** How it stands now, and the least favourable figure that counts: one good day does not reach a goal for every day. */
function describeFigures(
  { indicator, latest, worst, since, latestAreas }: Progress,
  language: Language,
): string[] {
  const t = messagesOf(language).goals
  if (!indicator) return []
  const write = ({ value, areaName, periodStart }: NonNullable<Progress['worst']>) =>
    [
      `${formatValue(value, indicator.unit, language)}, ${areaName}`,
      formatPeriod(periodStart, indicator.period, language),
    ] as const
  const isOther = worst?.areaCode !== latest?.areaCode || worst?.periodStart !== latest?.periodStart
  return [
    ...(latest ? [t.latest(...write(latest), latestAreas)] : []),
    ...(worst && since && isOther ? [t.worst(formatDay(since, language), ...write(worst))] : []),
  ]
}

/** The part of the way that has been covered, or why that cannot be said. */
function Share({ progress, title }: { progress: Progress; title: string }) {
  const { state, share, areas, measuredAreas } = progress
  const { t, language } = useLanguage()
  if (share === null) {
    const why = state === 'measured' ? null : t.goals.unknown[state]
    const where = state === 'too-few-figures' && areas > 1 ? t.goals.measuredIn(measuredAreas, areas) : null
    return why ? (
      <Paragraph className="sp-small sp-quiet">
        {where} {why}
      </Paragraph>
    ) : null
  }
  return (
    <>
      <progress
        className="sp-progress"
        aria-label={`${t.goals.progressLabel}: ${title}`}
        max={1}
        value={Math.min(1, Math.max(0, share))}
      />
      <Paragraph className="sp-small sp-quiet">{sayShare(share, t.goals, language)}</Paragraph>
    </>
  )
}
