import { data, redirect } from 'react-router'
import { answerFinding, getCheck, getDraftCheck, getOwn, versionOf } from '../../analyses/api.ts'
import type { SteeringAnswer } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/answer-finding.ts'

/** The finding that an address names. */
function readFinding({ respect, finding }: { respect: string; finding: string }) {
  if (!Object.hasOwn(messagesOf('nl').steering.kinds, finding)) throw data(null, { status: 404 })
  return { respect, finding } as Pick<SteeringAnswer, 'respect' | 'finding'>
}

const versionIn = (request: Request) => versionOf(new URL(request.url).searchParams.get('versie'))

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { respect, finding } = readFinding(params)
  const version = versionIn(request)
  const own = await getOwn(fetchApi, params.slug)
  const isDraft = own.state === 'draft' && own.version === version
  const check = isDraft
    ? await getDraftCheck(fetchApi, own.slug)
    : await getCheck(fetchApi, own.slug, version)
  const all = [...check.claims, { respect: 'text' as const, findings: check.findings }]
  const found = all
    .filter((each) => each.respect === respect)
    .flatMap(({ findings }) => findings)
    .find(({ kind }) => kind === finding)
  if (!found) throw data(null, { status: 404 })
  const { slug, title } = own
  return { slug, title, version, isDraft, finding, sentence: found.sentence, text: found.answer?.text ?? '' }
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { fetchApi } = getSite(context)
  const version = versionIn(request)
  const { form } = await readForm({ request, context })
  const paths = pathsOf(languageOfRequest(request))
  const values = readValues(form)
  return answerForm(values, async () => {
    const { slug, state, version: newest } = await getOwn(fetchApi, params.slug)
    const answer = { ...readFinding(params), text: textAt(values, 'text') }
    await answerFinding(fetchApi, slug, version, answer)
    const isDraft = state === 'draft' && newest === version
    return redirect(
      withDone(isDraft ? paths.previewAnalysis(slug) : paths.analysis(slug, version), 'opgeslagen'),
    )
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).steering.answerTitle)
}

export default function AnswerFinding({ loaderData, actionData }: Route.ComponentProps) {
  const { slug, title, version, isDraft, finding, sentence, text } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.steering
  return (
    <Page
      title={`${words.answerTitle}: ${words.kinds[finding].toLowerCase()}`}
      lead={words.ofAnalysis.answerLead}
      above={[
        { name: t.analyses.my.title, to: paths.myAnalyses() },
        { name: title, to: isDraft ? paths.previewAnalysis(slug) : paths.analysis(slug, version) },
      ]}
    >
      <p className="sp-note">{sentence[language]}</p>
      <EditForm state={actionData ?? { values: { text }, mistakes: [] }} fields={words.answerFields}>
        <Lines name="text" />
        <Actions>
          <Do>{t.editing.save}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
