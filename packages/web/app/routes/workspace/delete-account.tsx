import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { personContext } from '../../workspace/me.ts'
import { askAccounts, goAfresh } from '../../workspace/pass-cookies.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { readPasswords } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import type { Route } from './+types/delete-account.ts'

const tokenOf = (request: Request) => new URL(request.url).searchParams.get('token')

/** The link in the message comes here with a token; opening it does nothing yet. */
export function loader({ request, context }: Route.LoaderArgs) {
  const person = context.get(personContext)
  return { confirming: Boolean(tokenOf(request)), singleSignOn: person?.singleSignOn === true }
}

/** The address holds a secret: no other site may see it. With `no-referrer` a form without JavaScript would come from nowhere. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' })

export async function action({ request, context }: Route.ActionArgs) {
  const { fetchApi } = getSite(context)
  const form = await readPasswords({ request, context })
  const token = tokenOf(request)
  return answerForm({}, async () => {
    if (token) {
      const { headers: cookies } = await askAccounts(fetchApi, 'delete-user', { token })
      return goAfresh(withDone(pathsOf(languageOfRequest(request)).signIn(), 'account-verwijderd'), cookies)
    }
    const password = String(form.get('password') ?? '')
    await askAccounts(fetchApi, 'delete-user', password === '' ? {} : { password })
    return { sentTo: context.get(personContext)?.email ?? '' }
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).account.remove.title)
}

export default function DeleteAccount({ loaderData, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.account.remove
  const { confirming, singleSignOn } = loaderData
  const above = [{ name: t.account.own.title, to: pathsOf(language).account() }]
  if (actionData && 'sentTo' in actionData) {
    return <Page title={words.sentTitle} lead={words.sent(actionData.sentTo)} above={above} />
  }
  const state = actionData ?? { values: {}, mistakes: [] }
  return (
    <Page
      title={confirming ? words.confirmTitle : words.title}
      lead={confirming ? words.confirm : words.lead}
      above={above}
    >
      <ul className="sp-list">
        {words.effects.map((effect) => (
          <li key={effect}>{effect}</li>
        ))}
      </ul>
      <EditForm state={state} fields={words.fields}>
        {confirming ? null : (
          <Line
            name="password"
            type="password"
            autoComplete="current-password"
            {...(singleSignOn ? { hint: words.passwordOrNot } : {})}
          />
        )}
        <Actions>
          <Do danger>{confirming ? words.confirmButton : words.button}</Do>
          <TextLink to={pathsOf(language).account()}>{words.keep}</TextLink>
        </Actions>
      </EditForm>
    </Page>
  )
}
