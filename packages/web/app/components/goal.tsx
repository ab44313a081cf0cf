import type { Goal, IndicatorValue } from '../api.ts'
import { formatDay, formatPeriod, formatShare, formatValue } from '../format.ts'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { progressOf } from '../progress.ts'
import { Paragraph, TextLink } from './text.tsx'

/**
 * The newest value of a goal's indicator in the indicator's unit, the least favourable one of what is shown (since `since`), and
 * how long each of its periods is.
 */
export type LatestOfGoal = {
  value: IndicatorValue
  worst: { value: IndicatorValue; since: string }
  period: 'hour' | 'day' | 'month' | 'year'
  slug: string
  unit: string
}

/** A goal: where we started, what we want, and how far we are. */
export function GoalProgress({ goal, latest }: { goal: Goal; latest?: LatestOfGoal | undefined }) {
  const { t, language } = useLanguage()
  const show = (value: number) => formatValue(value, goal.unit, language)
  // One good day does not reach a goal for every day: what counts is the least favourable one.
  const counts = latest?.worst.value.value ?? null
  const share = counts === null || latest?.unit !== goal.unit ? undefined : progressOf(goal, counts)
  const showLatest = (value: number) => formatValue(value, latest?.unit ?? '', language)
  const started =
    goal.baseline === null
      ? t.goals.noBaseline
      : t.goals.baseline(
          show(goal.baseline),
          goal.baselineDate ? formatDay(goal.baselineDate, language) : null,
        )
  return (
    <div className="sp-goal">
      <p className="sp-goal-name">{goal.title}</p>
      <Paragraph>
        {t.goals.aim(show(goal.target), formatDay(goal.targetDate, language), goal.direction === 'lower')}{' '}
        {started}{' '}
        {latest?.value.value == null
          ? null
          : t.goals.latest(
              `${showLatest(latest.value.value)}, ${latest.value.areaName}`,
              formatPeriod(latest.value.periodStart, latest.period, language),
            )}{' '}
        {latest && counts !== null && latest.worst.value.periodStart !== latest.value.periodStart
          ? t.goals.worst(
              formatDay(latest.worst.since, language),
              showLatest(counts),
              formatPeriod(latest.worst.value.periodStart, latest.period, language),
            )
          : null}
      </Paragraph>
      {share === undefined ? null : (
        <>
          <progress
            className="sp-progress"
            aria-label={`${t.goals.progressLabel}: ${goal.title}`}
            max={1}
            value={Math.min(1, Math.max(0, share))}
          />
          <Paragraph className="sp-small sp-quiet">
            {share >= 1
              ? t.goals.reached
              : share < 0
                ? t.goals.worse
                : t.goals.progress(formatShare(share, language))}
          </Paragraph>
        </>
      )}
      <Paragraph className="sp-small">
        {t.goals.measuredBy}:{' '}
        {latest ? (
          <TextLink to={pathsOf(language).indicator(latest.slug, latest.value.areaCode)}>
            {goal.indicatorText}
          </TextLink>
        ) : (
          goal.indicatorText
        )}
      </Paragraph>
    </div>
  )
}
