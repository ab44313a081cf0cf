import type { Mistake } from '../../api.ts'
import { STEP_FIELDS, type StepName } from '../../interventions/steps.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { fieldOf } from '../../workspace/values.ts'
import type { ShownForm } from '../form/edit-form.tsx'
import { placeOf } from '../form/form-context.ts'
import { Section } from '../page.tsx'

/** What is wrong with how a step is filled in, apart from what the plan lacks for it. */
export function splitMissing<T extends ShownForm>(
  state: T,
  step: StepName,
  detail: string,
): { state: T; missing: Mistake[] } {
  const isHere = ({ pointer }: Mistake) => pointer === '' || STEP_FIELDS[step].includes(fieldOf(pointer))
  const missing = state.mistakes.filter((mistake) => !isHere(mistake))
  if (missing.length === 0) return { state, missing }
  return { state: { ...state, mistakes: state.mistakes.filter(isHere), detail }, missing }
}

/** What the plan lacks, each with the way to where it is filled in. */
export function MissingInPlan({ slug, mistakes }: { slug: string; mistakes: Mistake[] }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  if (mistakes.length === 0) return null
  const pageOf = (pointer: string): string => {
    if (/^\/(ethicsCheck|answers)/.test(pointer)) return paths.interventionEthics(slug)
    if (pointer.startsWith('/design')) return paths.interventionDesign(slug)
    const field = pointer === '/hypothesis' ? 'hypothesis.indicatorId' : fieldOf(pointer)
    return `${paths.editIntervention(slug)}#${placeOf(field)}`
  }
  return (
    <Section title={t.interventionDesk.missing}>
      <ul className="sp-list">
        {mistakes.map(({ pointer, detail }) => (
          <li key={pointer}>
            <a className="nl-link" href={pageOf(pointer)}>
              {detail}
            </a>
          </li>
        ))}
      </ul>
    </Section>
  )
}
