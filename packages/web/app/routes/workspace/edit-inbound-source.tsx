import { redirect } from 'react-router'
import { Page, titleMeta } from '../../components/page.tsx'
import { SourceForm } from '../../components/workspace/source-fields.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { changeInboundSource, getInboundSource } from '../../workspace/intake-api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerSource, listPropertyChoices, stampSource } from '../../workspace/source-action.server.ts'
import type { Route } from './+types/edit-inbound-source.ts'

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const source = await getInboundSource(fetchApi, params.id)
  return {
    source: { id: source.id, name: source.name },
    values: stampSource(source, language),
    properties: await listPropertyChoices(fetchApi, source, language),
  }
}

export async function action({ request, params: { id }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi: api } = getSite(context)
  const language = languageOfRequest(request)
  const read = () => getInboundSource(api, id)
  const source = { datasetId: (await read()).datasetId, read }
  return answerSource(form, { api, language, source }, async ({ dataset: _, ...body }) => {
    await changeInboundSource(api, id, body)
    return redirect(withDone(pathsOf(language).inboundSource(id), 'opgeslagen'))
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const words = messagesOf(languageOf(location.pathname)).intake.sources
  return titleMeta(location.pathname, words.changeTitle(loaderData?.source.name ?? ''))
}

export default function EditInboundSource({ loaderData, actionData }: Route.ComponentProps) {
  const { source, values, properties } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={t.intake.sources.changeTitle(source.name)}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
        { name: source.name, to: paths.inboundSource(source.id) },
      ]}
    >
      <SourceForm
        state={actionData ?? { values, mistakes: [] }}
        trial={actionData && 'trial' in actionData ? actionData.trial : undefined}
        properties={properties}
        save={t.editing.save}
      />
    </Page>
  )
}
