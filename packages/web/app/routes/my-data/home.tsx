import { redirect } from 'react-router'
import { Refused } from '../../components/form/edit-form.tsx'
import { Notice } from '../../components/form/notice.tsx'
import { Part } from '../../components/my-data/part.tsx'
import { MyOutcomes } from '../../components/outcomes/mine.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { EXPORT, listMyTables } from '../../my-data/api.ts'
import { listMuted, listMyOutcomes, muteChallenge, unmuteChallenge } from '../../outcomes/api.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/home.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [tables, outcomes, muted] = await Promise.all([
    listMyTables(fetchApi),
    listMyOutcomes(fetchApi),
    listMuted(fetchApi),
  ])
  return { tables, outcomes, muted }
}

/** Stops hearing of a challenge, or begins again. */
export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const here = `${pathsOf(languageOfRequest(request)).myData()}#bijdrage`
  const challengeId = textAt(values, 'challenge')
  return answerForm(values, async () => {
    if (pressed.kind === 'do' && pressed.what === 'unmute') {
      await unmuteChallenge(fetchApi, challengeId)
      return redirect(withDone(here, 'weer'))
    }
    await muteChallenge(fetchApi, challengeId)
    return redirect(withDone(here, 'gestopt'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).myData
  return titleMeta(location.pathname, title, lead)
}

export default function MyData({
  loaderData: { tables, outcomes, muted },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.myData
  const paths = pathsOf(language)
  const [held, empty] = [
    tables.filter(({ rows }) => rows.length > 0),
    tables.filter(({ rows }) => rows.length === 0),
  ]
  return (
    <Page title={words.title} lead={words.lead}>
      <Notice texts={t.outcomes.mine.done} />
      <Refused answer={actionData} isAlone />
      <Section title={words.ways.title}>
        <ul className="sp-list">
          <li>
            <TextLink to={paths.myDataUses()}>{words.ways.uses}</TextLink>
          </li>
          <li>
            <TextLink to={EXPORT}>{words.ways.take}</TextLink>
            <span className="sp-quiet"> {words.ways.takeHint}</span>
          </li>
          <li>
            <TextLink to={paths.deleteAccount()}>{words.ways.remove}</TextLink>
          </li>
        </ul>
      </Section>
      <MyOutcomes items={outcomes.items} isMore={outcomes.next !== null} muted={muted} />
      {held.map((table) => (
        <Part key={`${table.table} ${table.name.nl}`} table={table} />
      ))}
      {empty.length === 0 ? null : (
        <Section title={words.nothingTitle}>
          <ul className="sp-list">
            {empty.map(({ table, name, about }) => (
              <li key={`${table} ${name.nl}`}>
                <strong>{name[language]}</strong>: {about[language]}
              </li>
            ))}
          </ul>
        </Section>
      )}
    </Page>
  )
}
