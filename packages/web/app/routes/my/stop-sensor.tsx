import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Radios } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { getMySensor, stopMySensor } from '../../my/api.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/stop-sensor.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return { sensor: await getMySensor(getSite(context).fetchApi, params.id) }
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const paths = pathsOf(languageOfRequest(request))
  return answerForm(values, async () => {
    const choice = textAt(values, 'values')
    await stopMySensor(getSite(context).fetchApi, id, choice)
    return redirect(
      choice === 'delete' ? withDone(paths.my(), 'verwijderd') : withDone(paths.mySensor(id), 'gestopt'),
    )
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).my.stop.title)
}

export default function StopSensor({ loaderData: { sensor }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.my.stop
  const start = sensor.stoppedAt === null ? 'keep' : 'delete'
  return (
    <Page
      title={words.title}
      lead={words.lead}
      above={[
        { name: t.my.title, to: paths.my() },
        { name: sensor.name, to: paths.mySensor(sensor.id) },
      ]}
    >
      <EditForm state={actionData ?? { values: { values: start }, mistakes: [] }} fields={words.fields}>
        <Radios
          name="values"
          options={[
            { value: 'keep', label: words.values.keep },
            { value: 'delete', label: words.values.delete },
          ]}
        />
        <Actions>
          <Do danger>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
