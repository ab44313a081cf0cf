import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { askAccounts, goAfresh } from '../../workspace/pass-cookies.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import type { Route } from './+types/reset-password.ts'

const tokenOf = (request: Request) => new URL(request.url).searchParams.get('token')

/** The link in the message comes here by way of the API, which says `?error=` when it is too old. */
export function loader({ request }: Route.LoaderArgs) {
  return { usable: Boolean(tokenOf(request)) }
}

/** The address holds a secret: no other site may see it. With `no-referrer` a form without JavaScript would come from nowhere. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' })

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  return answerForm({}, async () => {
    const { headers: cookies } = await askAccounts(getSite(context).fetchApi, 'reset-password', {
      token: tokenOf(request) ?? '',
      newPassword: String(form.get('newPassword') ?? ''),
    })
    return goAfresh(withDone(pathsOf(languageOfRequest(request)).signIn(), 'wachtwoord'), cookies)
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).account.reset.title)
}

export default function ResetPassword({ loaderData: { usable }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.account.reset
  const again = (
    <p className="sp-after-form">
      <TextLink to={pathsOf(language).forgotPassword()}>{words.askAgain}</TextLink>
    </p>
  )
  if (!usable) {
    return (
      <Page title={words.title} lead={words.noToken}>
        {again}
      </Page>
    )
  }
  return (
    <Page title={words.title}>
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Line name="newPassword" type="password" autoComplete="new-password" />
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
      {actionData ? again : null}
    </Page>
  )
}
