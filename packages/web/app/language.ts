/// <reference types="vite/types/importMeta.d.ts" />
import { useLocation } from 'react-router'
import { sayJe, sayJeInAll } from './messages/informal.ts'
import type { Messages } from './messages/nl.ts'
import { usePupil } from './pupil.ts'

export type Language = 'nl' | 'en'

type Texts = {
  texts: Messages
  /** The texts as pupils read them: Dutch says "je" to a child, and what others publish they hand in. */
  readForPupils: () => Messages
}

/** The address of the page. Declared here, as what serves the site reads types from here and knows no browser. */
declare const location: { readonly pathname: string }

/** What is loaded: on the server both languages, in a browser that of the page. A page in another language is loaded anew. */
const loaded: Readonly<Partial<Record<Language, Texts>>> = await loadTexts()

async function loadTexts(): Promise<Partial<Record<Language, Texts>>> {
  if (import.meta.env.SSR) return { nl: await loadDutch(), en: await loadEnglish() }
  return languageOf(location.pathname) === 'nl' ? { nl: await loadDutch() } : { en: await loadEnglish() }
}

async function loadDutch(): Promise<Texts> {
  const { nl } = await import('./messages/nl.ts')
  return { texts: nl, readForPupils: once(() => sayHandIn(sayJeInAll(nl))) }
}

async function loadEnglish(): Promise<Texts> {
  const { en } = await import('./messages/en.ts')
  return { texts: en, readForPupils: once(() => sayHandIn(en)) }
}

/** What `make` gives, made when it is first asked for. */
function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => {
    made ??= make()
    return made
  }
}

/** Texts as a pupil reads them: what others publish a pupil hands in, and the teacher sees the draft as well. */
export function sayHandIn(messages: Messages): Messages {
  const { later, lead, newLead, made, previewLead, missing } = messages.classes.pupil.instead
  const { analyses, editing } = messages
  const done = { ...analyses.my.done, 'analyse-gemaakt': made }
  const previewPage = { ...analyses.my.previewPage, lead: previewLead, missing }
  return {
    ...messages,
    editing: { ...editing, later },
    analyses: { ...analyses, my: { ...analyses.my, lead, newLead, done, previewPage } },
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
  return textsIn(language).texts
}

function textsIn(language: Language): Texts {
  const texts = loaded[language]
  if (!texts) throw new Error(`This page has no texts in the language ${language}.`)
  return texts
}

/** The language of the page that is shown, and its texts, for who looks at it. */
export function useLanguage(): { language: Language; t: Messages } {
  const language = languageOf(useLocation().pathname)
  const { texts, readForPupils } = textsIn(language)
  return { language, t: usePupil() ? readForPupils() : texts }
}

/** How a text that the API made, such as why it refused, is said to who looks at the page. */
export function useSaying(): (text: string) => string {
  const isDutch = languageOf(useLocation().pathname) === 'nl'
  return usePupil() && isDutch ? sayJe : (text) => text
}
