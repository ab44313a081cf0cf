import { data } from 'react-router'
import { ApiProblem, type Mistake } from '../api.ts'
import type { FormValues } from './values.ts'

/** A form that was not accepted, or has another row: what was typed, what is wrong, and where to go on. */
export type FormState = {
  values: FormValues
  /** What the API said about the whole. */
  detail?: string
  mistakes: Mistake[]
  /** The field or list to go to. */
  focus?: string
}

/** The form again, as it was typed, with another row. */
export const sameForm = (values: FormValues, focus: string): FormState => ({ values, mistakes: [], focus })

/**
 * Does what a form asks. What the API refuses is shown at the fields, with everything that was typed.
 * @param place where in the form the mistakes are, when the body that was sent is a part of it
 */
export async function answerForm<T>(
  values: FormValues,
  work: () => Promise<T>,
  place: (mistake: Mistake) => Mistake = (mistake) => mistake,
) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    const { status, detail, title, errors = [] } = error.problem
    return data(
      { values, detail: detail || title, mistakes: onePerField(errors.map(place)) } satisfies FormState,
      { status },
    )
  }
}

/** The first mistake of each field: one thing to do at a time. */
function onePerField(mistakes: Mistake[]): Mistake[] {
  const first = new Map<string, Mistake>()
  for (const mistake of mistakes) if (!first.has(mistake.pointer)) first.set(mistake.pointer, mistake)
  return [...first.values()]
}
