import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { createEvaluation } from '../../evaluations/api.ts'
import { listInterventions } from '../../interventions/api.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-evaluation.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('maatregel')
  const { items } = await listInterventions(getSite(context).fetchApi, { mine: true, pageSize: 200 })
  const begun = items.filter(({ startedOn, state }) => startedOn !== null && state !== 'withdrawn')
  return {
    interventions: begun.map(({ id: value, title: label }) => ({ value, label })),
    chosen: begun.find(({ id, slug }) => asked === id || asked === slug)?.id ?? '',
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const title = textAt(values, 'title')
    const { slug } = await createEvaluation(getSite(context).fetchApi, {
      interventionId: textAt(values, 'interventionId'),
      ...(title && { title }),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).editEvaluation(slug), 'gemaakt'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).evaluationDesk.newOne)
}

export default function NewEvaluation({ loaderData, actionData }: Route.ComponentProps) {
  const { interventions, chosen } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  const [only, second] = interventions
  const values = { interventionId: chosen || (only && !second ? only.value : ''), title: '' }
  return (
    <Page
      title={words.newOne}
      lead={words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.evaluations.title, to: paths.ownEvaluations() },
      ]}
    >
      {interventions.length === 0 ? (
        <Nothing>{words.noInterventions}</Nothing>
      ) : (
        <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
          <Select name="interventionId" options={interventions} empty={t.forms.choose} />
          <Line name="title" optional />
          <Actions>
            <Do>{t.editing.create}</Do>
          </Actions>
        </EditForm>
      )}
    </Page>
  )
}
