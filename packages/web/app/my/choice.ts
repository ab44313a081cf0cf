import { ApiProblem } from '../api.ts'
import { endOfDay } from '../clock-time.ts'
import type { Language } from '../language.ts'
import { type FormValues, textAt } from '../workspace/values.ts'
import type { ConsentNotice } from './api.ts'
import { coarser, PLACES, TIMES } from './precision.ts'

/**
 * An answer to a notice as the API takes it. Nothing goes along with no; with yes nothing finer than the notice asks.
 * @param version the one that was read
 */
export function choiceOf(
  { offer }: Pick<ConsentNotice, 'offer'>,
  version: number,
  answer: 'yes' | 'no',
  values: FormValues,
  language: Language,
): object {
  const said = { answer, noticeVersion: version, language }
  if (answer === 'no') return said
  const until = textAt(values, 'until')
  return {
    ...said,
    place: coarser(PLACES, textAt(values, 'place'), offer.place),
    time: coarser(TIMES, textAt(values, 'time'), offer.time),
    inGroups: offer.inGroups && textAt(values, 'inGroups') === 'yes',
    // What is no day goes to the API as it is, which then says what is wrong with it.
    ...(until === '' ? {} : { until: endOfDay(until)?.toISOString() ?? until }),
  }
}

/** Where in a form the answer to a notice is: by its id, so that no answer goes to another when there is one more meanwhile. */
export function answerFieldOf({ id }: Pick<ConsentNotice, 'id'>): string {
  return `choices.n${id.replaceAll('-', '')}`
}

/** The refusal of a form in which a choice was not made; at the fields when it is known which. */
export function notChosen(detail: string, pointers: readonly string[] = []): ApiProblem {
  const errors = pointers.map((pointer) => ({ in: 'body' as const, pointer, detail }))
  return new ApiProblem({ type: 'about:blank', title: detail, status: 400, detail, errors })
}
