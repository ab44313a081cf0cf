import { useLocation } from 'react-router'
import { en } from './messages/en.ts'
import { sayJe, sayJeInAll } from './messages/informal.ts'
import { type Messages, nl } from './messages/nl.ts'
import { usePupil } from './pupil.ts'

export type Language = 'nl' | 'en'

const catalogues: Record<Language, Messages> = { nl, en }

/** The texts as pupils read them: Dutch says "je" to a child, and what others publish they hand in. */
const forPupils: Record<Language, Messages> = { nl: sayHandIn(sayJeInAll(nl)), en: sayHandIn(en) }

function sayHandIn(messages: Messages): Messages {
  const { later, newLead, previewLead, missing } = messages.classes.pupil.instead
  const { analyses, editing } = messages
  const previewPage = { ...analyses.my.previewPage, lead: previewLead, missing }
  return {
    ...messages,
    editing: { ...editing, later },
    analyses: { ...analyses, my: { ...analyses.my, newLead, previewPage } },
  }
}

/** The language of an address: English under `/en`, else Dutch. */
export function languageOf(path: string): Language {
  return /^\/en(\/|$|\.data$)/.test(path) ? 'en' : 'nl'
}

/** The language of a request. */
export function languageOfRequest(request: Request): Language {
  return languageOf(new URL(request.url).pathname)
}

/** The texts of a language. */
export function messagesOf(language: Language): Messages {
  return catalogues[language]
}

/** The language of the page that is shown, and its texts, for who looks at it. */
export function useLanguage(): { language: Language; t: Messages } {
  const language = languageOf(useLocation().pathname)
  return { language, t: (usePupil() ? forPupils : catalogues)[language] }
}

/** How a text that the API made, such as why it refused, is said to who looks at the page. */
export function useSaying(): (text: string) => string {
  const isDutch = languageOf(useLocation().pathname) === 'nl'
  return usePupil() && isDutch ? sayJe : (text) => text
}
