import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { AgreementTasks } from '../../components/workspace/agreement-tasks.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { completeTask, getTask } from '../../workspace/agreements-api.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/agreement-task.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const task = await getTask(getSite(context).fetchApi, params.id)
  return { task, may: mayDo(getPerson(context), 'agreements', task.organisationId) }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await completeTask(getSite(context).fetchApi, params.id, textAt(values, 'note'))
    return redirect(withDone(pathsOf(languageOfRequest(request)).ownAgreements(), 'taak-gedaan'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).editing.agreementTask.title)
}

export default function CompleteTask({ loaderData: { task, may }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementTask
  const isOpen = task.state === 'open' || task.state === 'overdue'
  return (
    <Page
      title={words.title}
      lead={words.lead(task.organisationName, task.agreementTitle)}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: task.agreementTitle, to: paths.editAgreement(task.agreementSlug) },
      ]}
    >
      <AgreementTasks items={[task]} person={{ memberships: [] }} />
      {task.state === 'done' ? <Paragraph>{words.done}</Paragraph> : null}
      {task.state === 'lapsed' ? <Paragraph>{words.lapsed}</Paragraph> : null}
      {isOpen && !may ? <Paragraph>{words.notYours}</Paragraph> : null}
      {(isOpen && may) || actionData ? (
        <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
          <Lines name="note" />
          <Actions>
            <Do>{words.button}</Do>
          </Actions>
        </EditForm>
      ) : null}
    </Page>
  )
}
