import { EvaluationBadges } from '../../components/evaluations/entries.tsx'
import { LessonEntries } from '../../components/lessons/entries.tsx'
import { Due } from '../../components/lessons/missing.tsx'
import { Entry } from '../../components/lists.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { listEvaluations } from '../../evaluations/api.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { listLessons, listMissingLessons } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import type { Route } from './+types/lessons.ts'

/** What was measured and what was learned, of the organisations of who is signed in. */
export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const person = getPerson(context)
  const [evaluations, lessons, missing] = await Promise.all([
    listEvaluations(fetchApi, { mine: true, state: 'published', pageSize: 200 }),
    listLessons(fetchApi, { pageSize: 200 }),
    listMissingLessons(fetchApi),
  ])
  const learned = new Set(lessons.items.map(({ evaluation }) => evaluation.id))
  return {
    waiting: evaluations.items
      .filter(({ id, ownerId }) => !learned.has(id) && mayDo(person, 'evaluations', ownerId))
      .map((item) => ({ item, due: missing.find(({ evaluation }) => evaluation.id === item.id)?.dueAt })),
    lessons: lessons.items.filter(({ ownerId }) => mayDo(person, 'evaluations', ownerId)),
  }
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).lessons.title)
}

export default function OwnLessons({ loaderData: { waiting, lessons } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.lessons
  return (
    <Page
      title={words.title}
      lead={words.desk.listLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.evaluations.title, to: paths.ownEvaluations() },
      ]}
    >
      <Section title={words.desk.waiting}>
        {waiting.length === 0 ? <Nothing>{words.desk.noneWaiting}</Nothing> : null}
        <ul className="sp-entries">
          {waiting.map(({ item, due }) => (
            <Entry
              key={item.id}
              to={paths.drawLesson(item.slug)}
              name={item.title}
              meta={
                <>
                  <EvaluationBadges item={item} /> {due === undefined ? null : <Due at={due} />}
                </>
              }
              about={item.sentence?.[language]}
            />
          ))}
        </ul>
      </Section>
      <Section title={words.desk.drawn} aside={<TextLink to={paths.lessons()}>{words.all}</TextLink>}>
        {lessons.length === 0 ? <Nothing>{words.none}</Nothing> : null}
        <LessonEntries items={lessons} />
      </Section>
    </Page>
  )
}
