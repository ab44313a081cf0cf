import { redirect } from 'react-router'
import { getAgreement } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { startAgreementVersion } from '../../workspace/agreements-api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-agreement-version.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { slug, title, versionState } = await getAgreement(getSite(context).fetchApi, params.slug)
  return { agreement: { slug, title }, withdraws: versionState === 'offered' }
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await startAgreementVersion(getSite(context).fetchApi, slug, textAt(values, 'reason'))
    return redirect(withDone(pathsOf(languageOfRequest(request)).editAgreement(slug), 'nieuwe-versie'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  const { version } = messagesOf(languageOf(location.pathname)).editing.agreementSteps
  return titleMeta(location.pathname, version.title)
}

export default function NewAgreementVersion({ loaderData, actionData }: Route.ComponentProps) {
  const { agreement, withdraws } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementSteps.version
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: agreement.title, to: paths.editAgreement(agreement.slug) },
      ]}
    >
      {withdraws ? <Paragraph>{words.withdraws}</Paragraph> : null}
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Lines name="reason" />
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
