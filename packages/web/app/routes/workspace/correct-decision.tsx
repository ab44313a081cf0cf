import { redirect } from 'react-router'
import { getDecision } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { correctDecision } from '../../workspace/api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/correct-decision.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { slug, title } = await getDecision(getSite(context).fetchApi, params.slug)
  return { decision: { slug, title } }
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await correctDecision(getSite(context).fetchApi, slug, textAt(values, 'reason'))
    return redirect(withDone(pathsOf(languageOfRequest(request)).editDecision(slug), 'verbeterd'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).editing.decision.correctTitle)
}

export default function CorrectDecision({ loaderData: { decision }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.decision
  return (
    <Page
      title={words.correctTitle}
      lead={words.correctLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: decision.title, to: paths.editDecision(decision.slug) },
      ]}
    >
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.correctFields}>
        <Lines name="reason" />
        <Actions>
          <Do>{words.correctButton}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
