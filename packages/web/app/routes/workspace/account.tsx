import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { personContext } from '../../workspace/me.ts'
import { askAccounts, goAfresh } from '../../workspace/pass-cookies.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { readPasswords } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import type { Route } from './+types/account.ts'

export function loader({ context }: Route.LoaderArgs) {
  const person = context.get(personContext)
  return { name: person?.name ?? '', email: person?.email ?? '' }
}

export async function action({ request, context }: Route.ActionArgs) {
  const form = await readPasswords({ request, context })
  return answerForm({}, async () => {
    const { headers } = await askAccounts(getSite(context).fetchApi, 'change-password', {
      currentPassword: String(form.get('currentPassword') ?? ''),
      newPassword: String(form.get('newPassword') ?? ''),
      revokeOtherSessions: true,
    })
    return goAfresh(withDone(pathsOf(languageOfRequest(request)).account(), 'wachtwoord-gewijzigd'), headers)
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).account.own.title)
}

export default function Account({ loaderData: { name, email }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.account.own
  return (
    <Page title={words.title}>
      <Facts
        items={[
          [words.name, name],
          [words.email, email],
        ]}
      />
      <Section title={words.passwordTitle}>
        <Paragraph>{words.passwordLead}</Paragraph>
        <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
          <Line name="currentPassword" type="password" autoComplete="current-password" />
          <Line name="newPassword" type="password" autoComplete="new-password" />
          <Actions>
            <Do>{words.passwordButton}</Do>
          </Actions>
        </EditForm>
        <p className="sp-after-form">
          {words.forgot} <TextLink to={paths.forgotPassword()}>{words.forgotLink}</TextLink>
        </p>
      </Section>
      <Section title={t.myData.title}>
        <Paragraph>{words.dataText}</Paragraph>
        <ul className="sp-list">
          <li>
            <TextLink to={paths.myData()}>{t.myData.title}</TextLink>
          </li>
          <li>
            <TextLink to={paths.myDataUses()}>{t.myData.uses.title}</TextLink>
          </li>
          <li>
            <TextLink to={paths.deleteAccount()}>{t.myData.remove.title}</TextLink>
          </li>
        </ul>
      </Section>
    </Page>
  )
}
