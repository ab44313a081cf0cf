/** Answers for one intervention which design can show its effect. */
import type { Static } from 'typebox'
import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import type { Bilingual } from '../../platform/errors.ts'
import type { Platform } from '../../platform/slice.ts'
import { findIndicator } from '../indicators/index.ts'
import { difference, likenessOf, meanSeries, smallestEffect } from './design.ts'
import { describeDesign } from './design-sentence.ts'
import { missingPart, refuse } from './refuse.ts'
import type { DesignHelp, DesignQuery } from './schema-design.ts'
import { requireReadable } from './steps.ts'
import { readHistory } from './store/figures.ts'

/** What is asked when neither the plan nor the question says it. */
const PERIODS_AFTER = 12

/**
 * Which areas can be compared with, by how alike their history was, and the smallest effect that could be seen with 80 % power.
 * Computed from figures of before the start alone, so that the design cannot be chosen after the outcome.
 */
export async function helpDesign(
  platform: Platform,
  actor: Actor,
  key: string,
  query: Static<typeof DesignQuery>,
): Promise<Static<typeof DesignHelp>> {
  const { db, clock } = platform
  const { content, startedOn } = await requireReadable(platform, actor, key)
  const { hypothesis, design } = content
  if (hypothesis === null) refuse('not-ready', [NO_HYPOTHESIS])
  const indicator = await findIndicator(db, hypothesis?.indicatorId ?? '', organisationsOf(actor))
  if (!indicator || !hypothesis) throw missingPart({ nl: 'Deze indicator', en: 'This indicator' })
  const today = calendarDay(clock())
  const start = startedOn ?? content.start
  const until = start !== null && start < today ? start : today
  const { starts, areas } = await readHistory(db, {
    indicatorId: indicator.id,
    level: indicator.level,
    treated: content.areaCodes,
    before: until,
  })
  const treated = areas.filter(({ isTreated }) => isTreated)
  const own = meanSeries(treated.map(({ values }) => values))
  const wanted = new Set(query.compare ?? design?.comparisonCodes ?? [])
  const ranked = areas
    .filter(({ isTreated }) => !isTreated)
    .flatMap(({ code, name, isNeighbour, values }) => {
      const likeness = likenessOf(own, values)
      return likeness ? [{ code, name, isNeighbour, isChosen: wanted.has(code), values, ...likeness }] : []
    })
    .sort((left, right) => left.distance - right.distance || (left.code < right.code ? -1 : 1))
  const chosen = ranked.filter(({ isChosen }) => isChosen)
  const compared = chosen.length === 0 ? own : difference(own, meanSeries(chosen.map(({ values }) => values)))
  const periods = own.filter((value) => value !== null).length
  const before = Math.max(1, Math.min(query.before ?? design?.periodsBefore ?? periods, periods || 1))
  const after = query.after ?? design?.periodsAfter ?? PERIODS_AFTER
  const months = starts.map((moment) => Number(calendarDay(moment).slice(5, 7)) - 1)
  const found = periods === 0 ? undefined : smallestEffect(compared, { before, after, months })
  const level = meanOf(own)
  const detectable = found
    ? {
        ...found,
        percent: level === null || level === 0 ? null : Math.abs((100 * found.change) / level),
        expected: hypothesis.change,
        isEnough: hypothesis.change >= found.change,
      }
    : null
  return {
    indicator: {
      id: indicator.id,
      slug: indicator.slug,
      title: indicator.title,
      unit: indicator.unit,
      period: indicator.period,
      level: indicator.level,
    },
    until,
    periods,
    periodsBefore: before,
    periodsAfter: after,
    withoutFigures: content.areaCodes.filter((code) => !treated.some((each) => each.code === code)),
    candidates: ranked.map(({ values: _, ...each }) => each),
    detectable,
    sentence: describeDesign({
      detectable,
      unit: indicator.unit,
      period: indicator.period,
      before,
      after,
      compared: chosen.length,
      periods,
      spansYear: spansYear(starts),
    }),
  }
}

/** A year but for a period: the last one began that long after the first. */
function spansYear(starts: readonly Date[]): boolean {
  const [first, last] = [starts[0], starts.at(-1)]
  return first !== undefined && last !== undefined && last.getTime() - first.getTime() >= 334 * 86_400_000
}

function meanOf(values: readonly (number | null)[]): number | null {
  const present = values.filter((value) => value !== null)
  return present.length === 0 ? null : present.reduce((sum, value) => sum + value, 0) / present.length
}

const NO_HYPOTHESIS: { pointer: string } & Bilingual = {
  pointer: '/hypothesis',
  nl: 'Vul eerst de verwachting in: van welk cijfer, en hoeveel het verandert.',
  en: 'Fill in the expectation first: of which figure, and by how much it changes.',
}
