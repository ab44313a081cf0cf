import type { Outcome } from '../../evaluations/api.ts'
import { ANSWERS } from '../../evaluations/view.ts'
import { useLanguage } from '../../language.ts'

/** The answer in one of the four words, how far that goes, and what it says in a sentence. */
export function AnswerCard({ outcome: { answer, sentence } }: { outcome: Outcome }) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  return (
    <section className="sp-answer" aria-label={words.answerTitle}>
      <p className="sp-answer-word">{words.answers[answer]}</p>
      <p className="sp-answer-sentence">{sentence[language]}</p>
      <ol className="sp-scale" aria-label={words.scale}>
        {ANSWERS.toReversed().map((each) => (
          <li key={each} {...(each === answer && { 'aria-current': 'true' as const })}>
            {words.answers[each]}
          </li>
        ))}
      </ol>
      <p className="sp-quiet">{words.answerMeans[answer]}</p>
    </section>
  )
}
