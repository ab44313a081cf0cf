import { type Bilingual, Problem } from '../../../platform/errors.ts'
import { FetchError } from '../../../platform/http-client/fetcher.ts'
import { UnreadableAnswer } from './kinds/reader.ts'

/** Whether something is wrong at the other server or with what it sent, and not with us. */
export function isTheirs(error: unknown): boolean {
  return error instanceof FetchError || error instanceof UnreadableAnswer || error instanceof Problem
}

/** What went wrong, for people. */
export function explain(error: unknown): Bilingual {
  if (error instanceof FetchError || error instanceof Problem) return error.detail
  if (error instanceof UnreadableAnswer) {
    return {
      nl: `${error.url} antwoordde iets anders dan verwacht. Kijk of de instellingen kloppen.`,
      en: `${error.url} answered something else than expected. See whether the settings are right.`,
    }
  }
  return {
    nl: 'Er ging bij ons iets mis. We proberen het later opnieuw.',
    en: 'Something went wrong on our side. We will try again later.',
  }
}
