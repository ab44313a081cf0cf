import { hasNaturalZero } from '@samenspel/standards/units'
import type { ReactNode } from 'react'
import type { Outcome as Computed, Evaluation, Study } from '../../evaluations/api.ts'
import { differenceColumn, formatChance, formatInterval } from '../../evaluations/view.ts'
import { formatShare } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { AreasPicture } from '../areas-picture.tsx'
import { Section } from '../page.tsx'
import { Facts } from '../table.tsx'
import { TextLink } from '../text.tsx'
import { DifferencePicture, EffectPicture } from './picture.tsx'

type Fact = [name: string, value: ReactNode]

/** How large the difference is and how sure, with the picture and where it was measured. */
export function Outcome({ item, outcome, study }: { item: Evaluation; outcome: Computed; study: Study }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluations
  const { indicator, areas, comparisons, expectedChange } = item
  return (
    <Section title={words.picture.title} id="beeld">
      <Facts items={[...sizeOf(outcome, study), ...whereOf()]} />
      <EffectPicture item={item} outcome={outcome} study={study} />
      <DifferencePicture item={item} outcome={outcome} study={study} />
      <AreasPicture areas={areas} compared={comparisons} />
    </Section>
  )

  function sizeOf({ effect }: Computed, { unit, hoped }: Study): Fact[] {
    if (!effect || effect.estimate === null) return []
    const { estimate, scale, expected, p } = effect
    const planned =
      expectedChange === null ? null : hoped === 'down' ? -Math.abs(expectedChange) : Math.abs(expectedChange)
    const show = differenceColumn(effect, [estimate], unit, language)
    const share =
      scale === 'difference' && expected !== null && expected > 0 && hasNaturalZero(unit)
        ? ` (${words.share(formatShare(Math.abs(estimate) / expected, language))})`
        : ''
    return [
      [
        words.estimate,
        <>
          <strong>{show(estimate)}</strong>
          {share}
        </>,
      ],
      [words.interval, formatInterval(effect, show, t)],
      ...(planned === null
        ? []
        : [
            [
              words.plannedEffect,
              // Beside a ratio it has a unit, and digits, of its own.
              scale === 'difference'
                ? show(planned)
                : differenceColumn({ scale: 'difference' }, [planned], unit, language)(planned),
            ] satisfies Fact,
          ]),
      ...(p === null ? [] : [[words.chance, words.chanceOf(formatChance(p, language))] satisfies Fact]),
    ]
  }

  function whereOf(): Fact[] {
    const namesOf = (of: typeof areas) =>
      of.map(({ code, name }, index) => (
        <span key={code}>
          {index > 0 ? ', ' : ''}
          <TextLink to={paths.area(code)}>{name}</TextLink>
        </span>
      ))
    return [
      ...(indicator
        ? [
            [
              words.measuredWith,
              <TextLink key="indicator" to={paths.indicator(indicator.slug, areas[0]?.code)}>
                {indicator.title}
              </TextLink>,
            ] satisfies Fact,
          ]
        : []),
      [words.measuredIn, namesOf(areas)],
      [words.comparedWith, comparisons.length > 0 ? namesOf(comparisons) : words.comparedNone],
      [words.period, words.periodOf(outcome.size.before, outcome.size.after)],
    ]
  }
}
