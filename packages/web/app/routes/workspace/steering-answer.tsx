import { data, redirect } from 'react-router'
import { getIndicator, listSteeringAnswers, type SteeringAnswer } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { answerSteeringFinding } from '../../workspace/api.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/steering-answer.ts'

/** The finding that an address names. */
function readFinding({ respect, finding }: { respect: string; finding: string }) {
  if (!Object.hasOwn(messagesOf('nl').steering.kinds, finding)) throw data(null, { status: 404 })
  return { respect, finding } as Pick<SteeringAnswer, 'respect' | 'finding'>
}

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { respect, finding } = readFinding(params)
  const { slug, title } = await getIndicator(fetchApi, params.slug)
  const { items } = await listSteeringAnswers(fetchApi, slug)
  const known = items.find((each) => each.respect === respect && each.finding === finding)
  return { slug, title, finding, text: known?.text ?? '' }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const paths = pathsOf(languageOfRequest(request))
  const values = readValues(form)
  return answerForm(values, async () => {
    const answer = { ...readFinding(params), text: textAt(values, 'text') }
    await answerSteeringFinding(getSite(context).fetchApi, params.slug, answer)
    return redirect(withDone(paths.editIndicator(params.slug), 'opgeslagen'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).steering.answerTitle)
}

export default function SteeringAnswerPage({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, title, finding, text } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.steering
  return (
    <Page
      title={`${words.answerTitle}: ${words.kinds[finding].toLowerCase()}`}
      lead={words.answerLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.indicators, to: paths.ownIndicators() },
        { name: title, to: paths.editIndicator(slug) },
      ]}
    >
      <EditForm state={actionData ?? { values: { text }, mistakes: [] }} fields={words.answerFields}>
        <Lines name="text" />
        <Actions>
          <Do>{t.editing.save}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
