import type { Caption } from '../charts/caption-svg.ts'
import { formatDay, formatList, formatMoment } from '../format.ts'
import { type Language, messagesOf } from '../language.ts'
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
  return {
    title: against ? `${named} – ${against}` : named,
    above: [
      words.place(formatList(titles, language)),
      words.period(formatDay(question.from, language), formatDay(question.to, language)),
    ],
    below: [
      `${words.source(messagesOf(language).site.name, address)}`,
      words.made(formatMoment(new Date(now).toISOString(), language)),
    ],
  }
}
