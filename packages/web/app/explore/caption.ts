import type { Answer } from '../api.ts'
import type { Caption } from '../charts/caption-svg.ts'
import { formatDay, formatList, formatMoment } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
import { nameIn } from '../name-in.ts'
import type { AnswerView } from './view.ts'

/** What a picture of an answer says about itself when it leaves its page. */
export function captionOf(
  { answer, what, against, places }: AnswerView,
  { address, now }: { address: string; now: number },
  language: Language,
): Caption {
  const words = messagesOf(language).explore.caption
  const { question } = answer
  const { unit } = answer.what
  const named = unit ? `${what} (${unit})` : what
  const titles = places.map(({ title }) => title)
  const { sources, licences } = originOf(answer)
  const licenceNames = licences.map((url) =>
    nameIn(messagesOf(language).datasets.licences, url.slice(url.lastIndexOf('/') + 1)),
  )
  return {
    title: against ? `${named} – ${against}` : named,
    above: [
      words.place(formatList(titles, language)),
      words.period(formatDay(question.from, language), formatDay(question.to, language)),
    ],
    below: [
      words.source(messagesOf(language).site.name, address),
      ...(sources.length > 0 ? [words.data(formatList(sources, language))] : []),
      ...(licenceNames.length > 0 ? [words.licence(formatList(licenceNames, language))] : []),
      words.made(formatMoment(new Date(now).toISOString(), language)),
    ],
    about: { address, sources, licences },
  }
}

/** The datasets that an answer is of, with who publishes each, and the addresses of their licences. */
export function originOf({ sources = [] }: Answer): { sources: string[]; licences: string[] } {
  return {
    sources: sources.map(({ title, publisher }) => (publisher ? `${title} (${publisher})` : title)),
    licences: [...new Set(sources.map(({ licence }) => licence))],
  }
}
