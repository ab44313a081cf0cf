import { data, redirect } from 'react-router'
import { PlacingForm } from '../../components/my/placing-form.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { createMySensor, listKits } from '../../my/api.ts'
import { readPlace } from '../../my/place-form.ts'
import {
  loadMapParts,
  loadNotices,
  previewAgain,
  previewForm,
  readAnswers,
  sendAnswers,
} from '../../my/placing.server.ts'
import { pathsOf } from '../../paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/place-sensor.ts'

const datasetOf = (request: Request) => new URL(request.url).searchParams.get('dataset') ?? ''

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [kits, notices, parts] = await Promise.all([
    listKits(fetchApi),
    loadNotices(fetchApi, datasetOf(request)),
    loadMapParts(fetchApi),
  ])
  const kit = kits.find(({ key }) => key === params.kit)
  if (!kit || notices.length === 0) throw data(null, { status: 404 })
  return { kit, notices, ...parts }
}

export async function action({ params, request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const language = languageOfRequest(request)
  const datasetId = datasetOf(request)
  const isPreview = pressed.kind === 'do' && pressed.what === 'preview'
  const work = async () => {
    if (isPreview)
      return { values, mistakes: [], focus: 'seen', choices: await previewForm(fetchApi, values) }
    const answers = readAnswers(await loadNotices(fetchApi, datasetId), values, language)
    const sensor = { datasetId, kit: params.kit, name: textAt(values, 'name'), ...readPlace(values) }
    const { id } = await createMySensor(fetchApi, sensor)
    return redirect(await sendAnswers(fetchApi, id, answers, language))
  }
  return answerForm(values, work, { choices: () => previewAgain(fetchApi, values) })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).my.place.title)
}

export default function PlaceSensor({ loaderData, actionData }: Route.ComponentProps) {
  const { kit, notices, areas, shapes } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.my.place
  return (
    <Page
      title={words.title}
      lead={words.lead}
      kicker={`${t.my.choose.step(2)}: ${kit.title[language]}`}
      above={[
        { name: t.my.title, to: paths.my() },
        { name: t.my.choose.title, to: paths.newSensor() },
      ]}
    >
      <PlacingForm state={actionData} notices={notices} areas={areas} shapes={shapes} button={words.button} />
    </Page>
  )
}
