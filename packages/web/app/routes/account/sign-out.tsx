import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { askAccounts, goAfresh } from '../../workspace/pass-cookies.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import type { Route } from './+types/sign-out.ts'

export async function action({ request, context }: Route.ActionArgs) {
  return answerForm({}, async () => {
    const { headers } = await askAccounts(getSite(context).fetchApi, 'sign-out')
    return goAfresh(withDone(pathsOf(languageOfRequest(request)).signIn(), 'uitgelogd'), headers)
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).account.signOut.title)
}

export default function SignOut({ actionData }: Route.ComponentProps) {
  const { t } = useLanguage()
  const words = t.account.signOut
  return (
    <Page title={words.title} lead={words.text}>
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={{}}>
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
