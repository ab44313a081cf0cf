import { redirect } from 'react-router'
import { Page, titleMeta } from '../../components/page.tsx'
import { SourceForm } from '../../components/workspace/source-fields.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listWritableDatasets } from '../../workspace/dataset-choices.server.ts'
import { createInboundSource } from '../../workspace/intake-api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerSource, listPropertyChoices } from '../../workspace/source-action.server.ts'
import { fillSource } from '../../workspace/source-form.ts'
import type { Route } from './+types/new-inbound-source.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  return {
    values: fillSource(undefined, language),
    properties: await listPropertyChoices(fetchApi, undefined, language),
    datasets: await listWritableDatasets(context),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi: api } = getSite(context)
  const language = languageOfRequest(request)
  return answerSource(form, { api, language }, async (body) => {
    const { id } = await createInboundSource(api, body)
    return redirect(withDone(pathsOf(language).inboundSource(id), 'bron-gemaakt'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).intake.sources.newTitle)
}

export default function NewInboundSource({ loaderData, actionData }: Route.ComponentProps) {
  const { values, properties, datasets } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.intake.sources
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.intake.title, to: paths.intake() },
      ]}
    >
      <SourceForm
        state={actionData ?? { values, mistakes: [] }}
        trial={actionData && 'trial' in actionData ? actionData.trial : undefined}
        properties={properties}
        datasets={datasets}
        save={words.create}
      />
    </Page>
  )
}
