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
  /** The button that was pressed, when it has a form of its own: then what was wrong is not of the fields. */
  button?: string | undefined
}

/** The form again, as it was typed, with another row. */
export const sameForm = (values: FormValues, focus: string): FormState => ({ values, mistakes: [], focus })

type Ways<C> = {
  /** Says where in the form a mistake is, or what to do about it, where the API cannot. */
  place?: (mistake: Mistake) => Mistake
  /** The button that was pressed, when it has a form of its own. */
  button?: string | undefined
  /** What the form lets people choose from, when that depends on what they filled in. */
  choices?: () => Promise<C>
}

/** Does what a form asks. What the API refuses is shown at the fields, with everything that was typed. */
export async function answerForm<T, C = undefined>(
  values: FormValues,
  work: () => Promise<T>,
  { place = (mistake) => mistake, button, choices }: Ways<C> = {},
) {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    const { status, detail, title, errors = [] } = error.problem
    const state = { values, detail: detail || title, mistakes: onePerField(errors.map(place)), button }
    return data({ ...(state satisfies FormState), choices: await choices?.() }, { status })
  }
}

/** The first mistake of each field: one thing to do at a time. */
function onePerField(mistakes: Mistake[]): Mistake[] {
  const first = new Map<string, Mistake>()
  for (const mistake of mistakes) if (!first.has(mistake.pointer)) first.set(mistake.pointer, mistake)
  return [...first.values()]
}
