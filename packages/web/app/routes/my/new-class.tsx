import { redirect } from 'react-router'
import { openClass } from '../../classes/api.ts'
import { readClass } from '../../classes/form.ts'
import { ClassFields } from '../../components/classes/class-fields.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues } from '../../workspace/values.ts'
import type { Route } from './+types/new-class.ts'

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const { id } = await openClass(getSite(context).fetchApi, readClass(values))
    return redirect(withDone(pathsOf(languageOfRequest(request)).myClass(id), 'geopend'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).classes.teacher.newTitle)
}

export default function NewClass({ actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const words = t.classes.teacher
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      above={[{ name: words.title, to: pathsOf(language).myClasses() }]}
    >
      <EditForm
        state={actionData ?? { values: { keepsPublished: 'yes' }, mistakes: [] }}
        fields={words.fields}
      >
        <ClassFields />
        <Actions>
          <Do>{words.openButton}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
