import { NavLink } from 'react-router'
import type { Evaluation } from '../../evaluations/api.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'

/** The four steps of an evaluation, of which those that can be gone to are links. */
export function EvaluationSteps({ item }: { item: Pick<Evaluation, 'slug' | 'computation'> }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  const hasOutcome = Boolean(item.computation?.outcome)
  const steps = [
    [words.steps.what, paths.editEvaluation(item.slug), true],
    [words.steps.compute, paths.evaluationComputation(item.slug), true],
    [words.steps.result, paths.evaluationResult(item.slug), hasOutcome],
    [words.steps.publish, paths.publishEvaluation(item.slug), hasOutcome],
  ] as const
  return (
    <nav className="sp-follow-up" aria-label={words.stepsTitle}>
      <ul>
        {steps.map(([name, to, isOpen]) => (
          <li key={to}>
            {isOpen ? (
              <NavLink to={to} end className="nl-link">
                {name}
              </NavLink>
            ) : (
              <span className="sp-quiet">{name}</span>
            )}
          </li>
        ))}
      </ul>
    </nav>
  )
}
