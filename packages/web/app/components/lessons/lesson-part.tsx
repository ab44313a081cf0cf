import { formatDay } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import type { Lesson } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { Section } from '../page.tsx'
import { Heading, Nothing, Paragraph, Prose, TextLink, writtenIn } from '../text.tsx'

/** The lesson that was drawn from an evaluation, with the ones that it replaced. */
export function LessonPart({
  lesson,
  due,
  toDraw,
}: {
  lesson: Lesson | null
  /** By when there had to be one, when that is over; undefined when it is not. */
  due: string | undefined
  /** Where one may draw it; undefined for who may not. */
  toDraw: string | undefined
}) {
  const { t, language } = useLanguage()
  const words = t.lessons
  const older = lesson?.history.filter(({ number }) => number !== lesson.number) ?? []
  return (
    <Section title={words.one} id="les">
      {lesson ? <Drawn lesson={lesson} /> : <Nothing>{words.noneOf}</Nothing>}
      {lesson || due === undefined ? null : (
        <Paragraph>
          <strong>{words.overdue(formatDay(due, language))}</strong>
        </Paragraph>
      )}
      {toDraw === undefined ? null : (
        <p className="sp-after-table">
          <TextLink to={toDraw}>{lesson ? words.desk.change : words.desk.title}</TextLink>
        </p>
      )}
      {older.length > 0 ? (
        <details className="sp-details">
          <summary>{words.older}</summary>
          {older.map((each) => (
            <section key={each.number} className="sp-frozen">
              <Heading level={3}>{words.olderOf(formatDay(each.drawnAt, language))}</Heading>
              <Said said={each} />
            </section>
          ))}
        </details>
      ) : null}
    </Section>
  )
}

function Drawn({ lesson }: { lesson: Lesson }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.lessons
  const { nextChallenge, nextIntervention, drawnAt, number, history } = lesson
  const reason = history.find((each) => each.number === number)?.reason
  return (
    <div className="sp-lesson">
      <Said said={lesson} />
      {nextChallenge || nextIntervention ? (
        <>
          <Heading level={3}>{words.next}</Heading>
          <ul className="sp-list">
            {nextChallenge ? (
              <li>
                {t.evaluations.challenge}:{' '}
                <TextLink to={paths.challenge(nextChallenge.slug)}>{nextChallenge.title}</TextLink>
              </li>
            ) : null}
            {nextIntervention ? (
              <li>
                {t.evaluations.intervention}:{' '}
                <TextLink to={paths.intervention(nextIntervention.slug)}>{nextIntervention.title}</TextLink>
              </li>
            ) : null}
          </ul>
        </>
      ) : null}
      <p className="sp-quiet">
        <time dateTime={drawnAt}>{words.drawnOn(formatDay(drawnAt, language))}</time>
      </p>
      {reason ? (
        <p>
          <span className="sp-quiet">{words.replacedWhy}</span> <span {...writtenIn(language)}>{reason}</span>
        </p>
      ) : null}
    </div>
  )
}

/** What is to be done now, what to tell another, what surprised, and for whom. */
function Said({ said }: { said: Pick<Lesson, 'verdict' | 'text' | 'surprised' | 'forWhom'> }) {
  const { t } = useLanguage()
  const words = t.lessons
  const { verdict, text, surprised, forWhom } = said
  return (
    <div className="sp-lesson">
      <p>
        <span className="sp-lesson-verdict">{words.verdicts[verdict]}</span>
      </p>
      <p className="sp-quiet">{words.verdictHints[verdict]}</p>
      <Prose text={text} />
      {surprised ? (
        <>
          <Heading level={3}>{words.surprised}</Heading>
          <Prose text={surprised} />
        </>
      ) : null}
      {forWhom ? (
        <>
          <Heading level={3}>{words.forWhom}</Heading>
          <Prose text={forWhom} />
        </>
      ) : null}
    </div>
  )
}
