import { data } from 'react-router'
import { getMe } from '../api.ts'
import { comeBack, getOwnClass, joinClass, leaveClass, visitClass } from '../classes/api.ts'
import { ChooseName, GivenCard } from '../components/classes/entry.tsx'
import { PupilDesk } from '../components/classes/pupil-desk.tsx'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Line } from '../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../components/page.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { goAfresh } from '../workspace/pass-cookies.server.ts'
import { answerForm, type FormState } from '../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/class.ts'

export async function loader({ context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { kind } = await getMe(fetchApi)
  return { own: kind === 'pupil' ? await getOwnClass(fetchApi) : null, hasAccount: kind === 'person' }
}

/** A page of somebody is never kept by the browser: a classmate may sit there next. The words of a card are on it once. */
export const headers = () => ({ 'cache-control': 'no-store' })

/** Three steps on one address: the code, then a name or a card. The code is in no address, so it stays in no history. */
export async function action({ request, context }: Route.ActionArgs) {
  const { fetchApi } = getSite(context)
  const form = await request.formData()
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  const home = pathsOf(languageOfRequest(request)).pupil()
  if (what === 'stop') {
    return answerForm({}, async () => goAfresh(home, (await leaveClass(fetchApi)).headers))
  }
  const code = textAt(values, 'code')
  const choices = () => visitClass(fetchApi, code).catch(() => undefined)
  if ('card' in values) {
    const work = async () =>
      goAfresh(home, (await comeBack(fetchApi, { code, card: textAt(values, 'card') })).headers)
    return answerForm(values, work, { choices })
  }
  if (textAt(values, 'step') === 'name' && what !== 'names') {
    const work = async () => {
      const { answer, headers } = await joinClass(fetchApi, { code, nickname: textAt(values, 'nickname') })
      return data({ made: answer }, { headers })
    }
    return answerForm(values, work, { choices })
  }
  return answerForm(values, async () => {
    const state: FormState = { values: { code }, mistakes: [] }
    return { ...state, choices: await visitClass(fetchApi, code) }
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).classes.pupil.title)
}

export default function Class({ loaderData: { own, hasAccount }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.classes.pupil
  if (actionData && 'made' in actionData) return <GivenCard {...actionData.made} />
  if (own) return <PupilDesk {...own} />
  if (actionData?.choices) return <ChooseName visited={actionData.choices} state={actionData} />
  return (
    <Page title={words.title} lead={words.lead}>
      {hasAccount ? (
        <Paragraph>
          {words.account} <TextLink to={pathsOf(language).signOut()}>{t.site.signOut}</TextLink>
        </Paragraph>
      ) : null}
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.codeFields}>
        <Line name="code" spellCheck={false} />
        <Actions>
          <Do>{words.go}</Do>
        </Actions>
      </EditForm>
      <Section title={words.privacyTitle}>
        <Paragraph>{words.privacy}</Paragraph>
      </Section>
    </Page>
  )
}
