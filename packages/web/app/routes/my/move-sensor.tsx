import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Radios } from '../../components/form/fields.tsx'
import { PlacePicker } from '../../components/my/place-picker.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { changeMySensor, getMySensor } from '../../my/api.ts'
import { isPlace, readPlace } from '../../my/place-form.ts'
import { loadMapParts, previewAgain, previewForm } from '../../my/placing.server.ts'
import { pathsOf } from '../../paths.ts'
import { writeNumber } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/move-sensor.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [sensor, parts] = await Promise.all([getMySensor(fetchApi, params.id), loadMapParts(fetchApi)])
  const { longitude, latitude } = sensor.place
  const language = languageOfRequest(request)
  const values = {
    longitude: writeNumber(longitude, language),
    latitude: writeNumber(latitude, language),
    areaCode: '',
  }
  return { sensor, values, preview: await previewForm(fetchApi, values), ...parts }
}

export async function action({ params: { id }, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const work = async () => {
    const place = readPlace(values)
    // Half a place goes to the API too, which says what is missing; nothing at all would change nothing.
    const moved = isPlace(place) ? place : { longitude: '', ...place }
    await changeMySensor(fetchApi, id, { ...moved, values: textAt(values, 'values') })
    return redirect(withDone(pathsOf(languageOfRequest(request)).mySensor(id), 'verhuisd'))
  }
  return answerForm(values, work, { choices: () => previewAgain(fetchApi, values) })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).my.place.moveTitle)
}

export default function MoveSensor({ loaderData, actionData }: Route.ComponentProps) {
  const { sensor, values, preview, areas, shapes } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.my.place
  return (
    <Page
      title={words.moveTitle}
      lead={words.moveLead}
      above={[
        { name: t.my.title, to: paths.my() },
        { name: sensor.name, to: paths.mySensor(sensor.id) },
      ]}
    >
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <PlacePicker
          areas={areas}
          shapes={shapes}
          preview={actionData && 'choices' in actionData ? (actionData.choices ?? null) : preview}
        />
        <Radios
          name="values"
          options={[
            { value: 'delete', label: words.moveValues.delete },
            { value: 'keep', label: words.moveValues.keep },
          ]}
        />
        <Actions>
          <Do>{words.move}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
