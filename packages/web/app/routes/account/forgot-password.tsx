import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { askAccounts } from '../../workspace/pass-cookies.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/forgot-password.ts'

export async function action({ request, context }: Route.ActionArgs) {
  const values = readValues(await request.formData())
  const email = textAt(values, 'email')
  return answerForm(values, async () => {
    await askAccounts(getSite(context).fetchApi, 'request-password-reset', {
      email,
      redirectTo: pathsOf(languageOfRequest(request)).resetPassword(),
    })
    return { sentTo: email }
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).account.forgot.title)
}

export default function ForgotPassword({ actionData }: Route.ComponentProps) {
  const { t } = useLanguage()
  const words = t.account.forgot
  if (actionData && 'sentTo' in actionData) {
    return <Page title={words.doneTitle} lead={words.done(actionData.sentTo)} />
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Line name="email" type="email" autoComplete="username" spellCheck={false} />
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
