import { data, redirect } from 'react-router'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { RemarkFields } from '../components/remarks/remark-fields.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { changeRemark, getRemark } from '../remarks/api.ts'
import { fillRemark, readRemark } from '../remarks/remark-form.ts'
import { withDone } from '../workspace/paths.ts'
import { letIn, readForm } from '../workspace/session.server.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readValues } from '../workspace/values.ts'
import type { Route } from './+types/edit-remark.ts'

export { LostForm as ErrorBoundary } from '../components/form/lost-form.tsx'

export const middleware: Route.MiddlewareFunction[] = [
  async ({ request, context }, next) => {
    await letIn({ request, context })
    return next()
  },
]

export async function loader({ params, context }: Route.LoaderArgs) {
  const remark = await getRemark(getSite(context).fetchApi, params.id)
  if (!remark.isOwn) throw data(null, { status: 404 })
  return { id: remark.id, values: fillRemark(remark) }
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    await changeRemark(getSite(context).fetchApi, id, readRemark(values))
    return redirect(withDone(pathsOf(languageOfRequest(request)).remark(id), 'bewaard'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).remarks.form.editTitle)
}

export default function EditRemark({ loaderData: { id, values }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.remarks.form
  return (
    <Page
      title={words.editTitle}
      lead={words.editLead}
      above={[{ name: t.remarks.one, to: paths.remark(id) }]}
    >
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <RemarkFields />
        <Actions>
          <Do>{words.save}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
