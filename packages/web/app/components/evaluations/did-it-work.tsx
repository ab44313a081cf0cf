import type { EvaluationSummary } from '../../evaluations/api.ts'
import { useLanguage } from '../../language.ts'
import type { LessonSummary } from '../../lessons/api.ts'
import { LessonEntries } from '../lessons/entries.tsx'
import { Section } from '../page.tsx'
import { Nothing, Paragraph } from '../text.tsx'
import { EvaluationEntries } from './entries.tsx'

/** What was measured of an intervention and learned from it, and whether an outcome is kept back. */
export function DidItWork({
  evaluations,
  isKeptBack,
  lessons,
}: {
  evaluations: EvaluationSummary[]
  isKeptBack: boolean
  lessons: LessonSummary[]
}) {
  const { t } = useLanguage()
  const words = t.evaluations
  return (
    <>
      <Section title={words.ofIntervention} id="effect">
        {evaluations.length > 0 ? (
          <EvaluationEntries items={evaluations} />
        ) : (
          <Nothing>{words.ofInterventionNone}</Nothing>
        )}
        {isKeptBack ? (
          <Paragraph>
            <strong>{words.keptBack}</strong>
          </Paragraph>
        ) : null}
      </Section>
      {lessons.length > 0 ? (
        <Section title={words.learned}>
          <LessonEntries items={lessons} />
        </Section>
      ) : null}
    </>
  )
}
