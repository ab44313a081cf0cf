import { redirect } from 'react-router'
import { listAll, listAllChallenges, listAllIndicators, listAreas } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Select } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { addSubject, getMessages, type Messages, putMessages, removeSubject } from '../../signals-api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/messages.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [messages, challenges, indicators, areas] = await Promise.all([
    getMessages(fetchApi),
    listAllChallenges(fetchApi, {}),
    listAllIndicators(fetchApi),
    listAll((from) => listAreas(fetchApi, from)),
  ])
  return {
    messages,
    choices: [
      ...challenges.map(({ id, title }) => ({ value: `challenge ${id}`, label: title })),
      ...indicators.map(({ id, title }) => ({ value: `indicator ${id}`, label: title })),
      ...areas.map(({ code, name }) => ({ value: `area ${code}`, label: name })),
    ],
  }
}

/** What of the API a choice is, such as `challenge <id>`. */
function toSubject(choice: string): object {
  const [about = '', ...rest] = choice.split(' ')
  const value = rest.join(' ')
  const name = { challenge: 'challengeId', indicator: 'indicatorId', area: 'areaCode' }[about]
  return name === undefined ? { about } : { about, [name]: value }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const here = pathsOf(languageOfRequest(request)).myMessages()
  const work = async () => {
    if (what === 'remove') {
      await removeSubject(fetchApi, textAt(values, 'id'))
      return redirect(withDone(here, 'verwijderd'))
    }
    if (what === 'add') {
      await addSubject(fetchApi, toSubject(textAt(values, 'subject')))
      return redirect(withDone(here, 'toegevoegd'))
    }
    await putMessages(fetchApi, { rhythm: textAt(values, 'rhythm'), language: textAt(values, 'language') })
    return redirect(withDone(here, 'opgeslagen'))
  }
  return answerForm(values, work, { button: what === 'save' ? undefined : what })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).digest.title)
}

export default function MyMessages({ loaderData: { messages, choices }, actionData }: Route.ComponentProps) {
  const { t } = useLanguage()
  const words = t.digest
  const { rhythm, language, subjects, active } = messages
  const options = [
    { value: 'mine', label: words.about.mine },
    { value: 'all', label: words.about.all },
    { value: 'outcomes', label: words.about.outcomes },
    ...choices,
  ]
  const entries = (names: Record<string, string>) =>
    Object.entries(names).map(([value, label]) => ({ value, label }))
  return (
    <Page title={words.title} lead={words.lead}>
      <Refused answer={actionData} />
      <Section title={words.subjects}>
        <Paragraph>{active ? words.active : words.inactive}</Paragraph>
        {subjects.length === 0 ? (
          <Nothing>{words.none}</Nothing>
        ) : (
          <ul className="sp-parts">
            {subjects.map((subject) => (
              <li key={subject.id}>
                <span>{nameOf(subject, words)}</span>
                <PressButton
                  what="remove"
                  values={{ id: subject.id }}
                  label={words.removeLabel(nameOf(subject, words))}
                >
                  {t.forms.remove}
                </PressButton>
              </li>
            ))}
          </ul>
        )}
        <EditForm state={{ values: {}, mistakes: [] }} fields={words.fields}>
          <Select name="subject" options={options} />
          <Actions>
            <Do what="add" purpose="secondary">
              {words.add}
            </Do>
          </Actions>
        </EditForm>
      </Section>
      <Section title={words.how}>
        <EditForm
          state={answerToForm(actionData) ?? { values: { rhythm, language }, mistakes: [] }}
          fields={words.fields}
        >
          <Select name="rhythm" options={entries(words.rhythms)} />
          <Select name="language" options={entries(words.languages)} />
          <Actions>
            <Do>{active ? t.editing.save : words.saveAndStart}</Do>
          </Actions>
        </EditForm>
      </Section>
    </Page>
  )
}

type Words = ReturnType<typeof messagesOf>['digest']

function nameOf({ about, name }: Messages['subjects'][number], words: Words): string {
  if (about === 'all' || about === 'mine' || about === 'outcomes') return words.about[about]
  return `${words.about[about]}: ${name ?? words.gone}`
}
