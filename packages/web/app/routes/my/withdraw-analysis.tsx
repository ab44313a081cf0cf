import { redirect } from 'react-router'
import { getAnalysis, withdrawAnalysis } from '../../analyses/api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readAuthorForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/withdraw-analysis.ts'

export function loader({ params: { slug }, context }: Route.LoaderArgs) {
  return getAnalysis(getSite(context).fetchApi, slug)
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readAuthorForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await withdrawAnalysis(getSite(context).fetchApi, slug, textAt(values, 'reason'))
    return redirect(withDone(pathsOf(languageOfRequest(request)).myAnalysis(slug), 'analyse-ingetrokken'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(
    location.pathname,
    messagesOf(languageOf(location.pathname)).analyses.my.withdrawPage.title,
  )
}

export default function WithdrawAnalysis({ loaderData: { slug, title }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses.my.withdrawPage
  return (
    <Page
      title={`${words.title}: ${title}`}
      lead={words.lead}
      above={[
        { name: t.analyses.my.title, to: paths.myAnalyses() },
        { name: title, to: paths.myAnalysis(slug) },
      ]}
    >
      <EditForm state={actionData ?? { values: { reason: '' }, mistakes: [] }} fields={t.analyses.my.fields}>
        <Lines name="reason" rows={4} />
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
