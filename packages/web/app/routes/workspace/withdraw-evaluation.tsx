import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { getEvaluation, withdrawEvaluation } from '../../evaluations/api.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/withdraw-evaluation.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return { item: await getEvaluation(getSite(context).fetchApi, params.key) }
}

export async function action({ request, params: { key }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await withdrawEvaluation(getSite(context).fetchApi, key, { reason: textAt(values, 'reason') })
    return redirect(withDone(pathsOf(languageOfRequest(request)).editEvaluation(key), 'opgeslagen'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).evaluationDesk.withdraw.title)
}

export default function WithdrawEvaluation({ loaderData: { item }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  return (
    <Page
      title={words.withdraw.title}
      lead={words.withdraw.lead}
      above={[
        { name: t.evaluations.title, to: paths.ownEvaluations() },
        { name: item.title, to: paths.editEvaluation(item.slug) },
      ]}
    >
      <EditForm state={actionData ?? { values: { reason: '' }, mistakes: [] }} fields={words.fields}>
        <Lines name="reason" rows={4} />
        <Actions>
          <Do danger>{words.withdraw.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
