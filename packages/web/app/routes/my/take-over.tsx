import { data, redirect } from 'react-router'
import { PlacingForm } from '../../components/my/placing-form.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { getSensorOffer, listKits, takeOverSensor } from '../../my/api.ts'
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
import type { Route } from './+types/take-over.ts'

const keyOf = (request: Request) => new URL(request.url).searchParams.get('sleutel') ?? ''

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const key = keyOf(request)
  if (!key) {
    const detail = messagesOf(languageOfRequest(request)).my.takeOver.noKey
    throw data({ detail }, { status: 404 })
  }
  const [offer, kits, parts] = await Promise.all([
    getSensorOffer(fetchApi, key),
    listKits(fetchApi),
    loadMapParts(fetchApi),
  ])
  const kit = kits.find(({ key }) => key === offer.kit)
  if (!kit) throw data(null, { status: 404 })
  return { kit, notices: await loadNotices(fetchApi, offer.datasetId), ...parts }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  const language = languageOfRequest(request)
  const key = keyOf(request)
  const isPreview = pressed.kind === 'do' && pressed.what === 'preview'
  const work = async () => {
    if (isPreview)
      return { values, mistakes: [], focus: 'seen', choices: await previewForm(fetchApi, values) }
    const { datasetId } = await getSensorOffer(fetchApi, key)
    const answers = readAnswers(await loadNotices(fetchApi, datasetId), values, language)
    const { id } = await takeOverSensor(fetchApi, { key, name: textAt(values, 'name'), ...readPlace(values) })
    return redirect(await sendAnswers(fetchApi, id, answers, language))
  }
  return answerForm(values, work, { choices: () => previewAgain(fetchApi, values) })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).my.takeOver.title)
}

export default function TakeOver({ loaderData, actionData }: Route.ComponentProps) {
  const { kit, notices, areas, shapes } = loaderData
  const { t, language } = useLanguage()
  const words = t.my.takeOver
  return (
    <Page
      title={words.title}
      lead={words.lead(kit.title[language])}
      above={[{ name: t.my.title, to: pathsOf(language).my() }]}
    >
      <PlacingForm state={actionData} notices={notices} areas={areas} shapes={shapes} button={words.button} />
    </Page>
  )
}
