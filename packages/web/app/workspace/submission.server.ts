import { data } from 'react-router'
import { ApiProblem, type Mistake } from '../api.ts'
import { type Language, messagesOf } from '../language.ts'
import { type ChoiceNames, mergeForms, type RowChoice } from './merge-forms.server.ts'
import { restamp, revisionIn } from './revision.server.ts'
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
  /** Another changed the same meanwhile: the mistakes tell what. */
  isConflict?: true
  /** Another removed it meanwhile. */
  isGone?: true
}

/** The form again, as it was typed, with another row. */
export const sameForm = (values: FormValues, focus: string): FormState => ({ values, mistakes: [], focus })

/** How to find what is stored now, when another changed it since the form was filled in. */
type Stored = {
  /** The form of it, stamped; undefined when it is no longer there. */
  read: () => Promise<FormValues | undefined>
  /** What the values in its lists to choose from are called. */
  names?: ChoiceNames | ((stored: FormValues) => Promise<ChoiceNames>)
  /** The field in which one of its rows is chosen. */
  choice?: RowChoice
  language: Language
}

type Ways<C> = {
  /** Says where in the form a mistake is, or what to do about it, where the API cannot. */
  place?: (mistake: Mistake) => Mistake
  /** The button that was pressed, when it has a form of its own. */
  button?: string | undefined
  /** What the form lets people choose from, when that depends on what they filled in. */
  choices?: (values: FormValues) => Promise<C>
  /** For a form of something that exists. */
  stored?: Stored | undefined
}

/** Remembers what the sender saved on the way, so that it is not taken for a change of another. */
export type NoteSaved = (stamped: FormValues) => void

/**
 * Does what a form asks. What the API refuses is shown at the fields, with everything that was typed.
 * @param work gets the revision that the form was filled in on, for the API
 */
export async function answerForm<T, C = undefined>(
  sent: FormValues,
  work: (revision: string | undefined, noteSaved: NoteSaved) => Promise<T>,
  { place = (mistake) => mistake, button, choices, stored }: Ways<C> = {},
) {
  let values = sent
  const attempt = () =>
    work(revisionIn(values), (stamped) => {
      values = restamp(values, stamped)
    })
  try {
    return await attempt().catch(async (error: unknown) => {
      if (!stored || !(isStale(error) || isMissing(error))) throw error
      const { language, choice, names: named = {} } = stored
      const theirs = await stored.read()
      if (theirs === undefined) {
        const detail = messagesOf(language).editing.gone.text
        const state: FormState = { values: { ...values, revision: '' }, detail, mistakes: [], isGone: true }
        return data({ ...state, choices: await choices?.(values) }, { status: 404 })
      }
      if (!isStale(error)) throw error
      const names = typeof named === 'function' ? await named(theirs) : named
      const merged = mergeForms(values, theirs, { names, language, choice })
      values = merged.values
      // What the other changed is not in this form, so nothing of it is lost.
      if (merged.told.length === 0) return attempt()
      const state: FormState = {
        values,
        detail: error.problem.detail,
        mistakes: merged.told,
        isConflict: true,
      }
      return data({ ...state, choices: await choices?.(values) }, { status: 409 })
    })
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error
    const { status, detail, title, errors = [] } = error.problem
    const state: FormState = {
      values,
      detail: detail || title,
      mistakes: onePerField(errors.map(place)),
      button,
    }
    return data({ ...state, choices: await choices?.(values) }, { status })
  }
}

/** Whether a change was refused because another changed the same since it was read. */
const isStale = (error: unknown): error is ApiProblem =>
  error instanceof ApiProblem &&
  error.problem.status === 409 &&
  (error.problem.errors ?? []).some(({ pointer }) => pointer === '/revision')

const isMissing = (error: unknown): boolean => error instanceof ApiProblem && error.problem.status === 404

/** The first mistake of each field: one thing to do at a time. */
function onePerField(mistakes: Mistake[]): Mistake[] {
  const first = new Map<string, Mistake>()
  for (const mistake of mistakes) if (!first.has(mistake.pointer)) first.set(mistake.pointer, mistake)
  return [...first.values()]
}
