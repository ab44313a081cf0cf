import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { askAccounts } from '../../workspace/pass-cookies.server.ts'
import { safeReturn, withDone } from '../../workspace/paths.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/register.ts'

/** Where to go after signing in, when a page asked to sign in first. */
const backOf = (request: Request) => safeReturn(new URL(request.url).searchParams.get('terug'))

export async function action({ request, context }: Route.ActionArgs) {
  const form = await request.formData()
  const { password: _, ...values } = readValues(form)
  const email = textAt(values, 'email')
  return answerForm(values, async () => {
    await askAccounts(getSite(context).fetchApi, 'sign-up/email', {
      name: textAt(values, 'name'),
      email,
      password: String(form.get('password') ?? ''),
      callbackURL: withDone(pathsOf(languageOfRequest(request)).signIn(backOf(request)), 'bevestigd'),
    })
    return { sentTo: email }
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).account.register.title)
}

export default function Register({ actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.account.register
  if (actionData && 'sentTo' in actionData) {
    return (
      <Page title={words.doneTitle} lead={words.done(actionData.sentTo)}>
        <Paragraph>{words.noMail}</Paragraph>
      </Page>
    )
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Line name="name" autoComplete="name" />
        <Line name="email" type="email" autoComplete="email" spellCheck={false} />
        <Line name="password" type="password" autoComplete="new-password" />
        <Paragraph className="sp-quiet">{words.privacy}</Paragraph>
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
      <p className="sp-after-form">
        {words.have} <TextLink to={paths.signIn()}>{t.account.signIn.title}</TextLink>
      </p>
    </Page>
  )
}
