import { Button } from '@nl-design-system-candidate/button-react'
import { data, redirect } from 'react-router'
import { getMe } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { Notice } from '../../components/form/notice.tsx'
import { PostForm } from '../../components/form/post-form.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { worksHere } from '../../workspace/me.ts'
import { askAccounts, goAfresh } from '../../workspace/pass-cookies.server.ts'
import { safeReturn } from '../../workspace/paths.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/sign-in.ts'

const addressesOf = (request: Request) => {
  const language = languageOfRequest(request)
  const { searchParams } = new URL(request.url)
  const paths = pathsOf(language)
  const back = safeReturn(searchParams.get('terug'))
  // Without a page to go back to, this page itself finds the one to begin on, now that it knows who it is.
  return { paths, back, next: back ?? paths.signIn(), error: searchParams.get('error') }
}

export async function loader({ request, context }: Route.LoaderArgs) {
  const { paths, back, error } = addressesOf(request)
  const me = await getMe(getSite(context).fetchApi)
  if (me.kind === 'person') throw redirect(back ?? (worksHere(me) ? paths.workspace() : paths.my()))
  return {
    singleSignOn: me.singleSignOn === true,
    back,
    failed: error === null ? null : /token/i.test(error) ? 'link' : 'provider',
  }
}

/**
 * A page that goes on to another site by itself. A redirect will not do: the answer to a form may not lead elsewhere, as
 * the content security policy says.
 */
const leaveFor = (url: string, headers: Headers) => data({ leavingFor: url }, { headers })

export async function action({ request, context }: Route.ActionArgs) {
  const { fetchApi } = getSite(context)
  const { next, paths } = addressesOf(request)
  const form = await request.formData()
  const pressed = readPressed(form)
  if (pressed.kind === 'do' && pressed.what === 'provider') {
    return answerForm({}, async () => {
      const { answer, headers } = await askAccounts(fetchApi, 'sign-in/social', {
        provider: 'oidc',
        callbackURL: next,
        errorCallbackURL: paths.signIn(),
      })
      return answer.url ? leaveFor(answer.url, headers) : goAfresh(paths.signIn(), headers)
    })
  }
  const values = readValues(form)
  const email = textAt(values, 'email')
  const password = String(form.get('password') ?? '')
  return answerForm({ email }, async () => {
    const { headers } = await askAccounts(fetchApi, 'sign-in/email', { email, password })
    return goAfresh(next, headers)
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).account.signIn.title)
}

export default function SignIn({
  loaderData: { singleSignOn, failed, back },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.account.signIn
  if (actionData && 'leavingFor' in actionData) {
    return (
      <Page title={words.leaving}>
        <meta httpEquiv="refresh" content={`0;url=${actionData.leavingFor}`} />
        <Paragraph>
          {words.notLeaving} <TextLink to={actionData.leavingFor}>{words.leave}</TextLink>
        </Paragraph>
      </Page>
    )
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <Notice texts={t.account.done} />
      {failed ? (
        <div className="utrecht-alert utrecht-alert--error sp-mistakes" role="alert">
          <div className="utrecht-alert__content">
            <p>{failed === 'link' ? words.linkFailed : words.providerFailed}</p>
          </div>
        </div>
      ) : null}
      {singleSignOn ? (
        <Section title={words.provider}>
          <Paragraph>{words.providerHint}</Paragraph>
          <PostForm reloadDocument className="sp-form">
            <Actions>
              <Button purpose="primary" type="submit" name="do" value="provider">
                {words.provider}
              </Button>
            </Actions>
          </PostForm>
          <Paragraph>{words.or}</Paragraph>
        </Section>
      ) : null}
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Line name="email" type="email" autoComplete="username" spellCheck={false} />
        <Line name="password" type="password" autoComplete="current-password" />
        <Actions>
          <Do>{words.button}</Do>
          <TextLink to={paths.forgotPassword()}>{words.forgot}</TextLink>
        </Actions>
      </EditForm>
      <p className="sp-after-form">
        {words.none} <TextLink to={paths.register(back)}>{words.register}</TextLink>
      </p>
    </Page>
  )
}
