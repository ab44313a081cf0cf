import type { Mistake } from '../../api.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { placeInAgreement } from '../../workspace/agreement-form.ts'
import { fieldOf } from '../../workspace/values.ts'
import type { ShownForm } from '../form/edit-form.tsx'
import { nameOfField, placeOf } from '../form/form-context.ts'
import { Section } from '../page.tsx'

/** The fields with which one signs; any other mistake is in the text that is signed. */
const SIGNING = ['', '/mandateId', '/reason']

/** What is wrong with how one signs, apart from what is wrong with the text. */
export function splitMissing<T extends ShownForm>(
  state: T,
  detail: string,
): { state: T; missing: Mistake[] } {
  const missing = state.mistakes.filter(({ pointer }) => !SIGNING.includes(pointer)).map(placeInAgreement)
  if (missing.length === 0) return { state, missing }
  const mistakes = state.mistakes.filter(({ pointer }) => SIGNING.includes(pointer))
  return { state: { ...state, mistakes, detail }, missing }
}

/**
 * What is missing in the text before it can be offered, with the way to the fields.
 * @param slug of the agreement, where its form is not on this page
 */
export function MissingInText({ slug, mistakes }: { slug?: string; mistakes: Mistake[] }) {
  const { t, language } = useLanguage()
  const { fields } = t.editing.agreement
  if (mistakes.length === 0) return null
  const page = slug === undefined ? '' : pathsOf(language).editAgreement(slug)
  return (
    <Section title={t.editing.agreementSteps.missingTitle}>
      <ul className="sp-list">
        {mistakes.map(({ pointer, detail }) => {
          const field = fieldOf(pointer)
          // That the drafter is no party is about the whole text.
          const name = field === 'ownerId' ? undefined : nameOfField(field, fields)
          return (
            <li key={pointer}>
              {/* Not followed by the router: the browser itself unfolds the row in which the field is. */}
              <a className="nl-link" href={`${page}#${placeOf(field)}`}>
                {name ? `${name}: ` : ''}
                {detail}
              </a>
            </li>
          )
        })}
      </ul>
    </Section>
  )
}
