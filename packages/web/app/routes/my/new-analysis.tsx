import { redirect } from 'react-router'
import {
  changeAnalysis,
  createAnalysis,
  forkAnalysis,
  getAnalysisVersion,
  getDraft,
  listAnalyses,
  versionOf,
} from '../../analyses/api.ts'
import { viewOf } from '../../analyses/load.server.ts'
import { askExploration } from '../../api.ts'
import { AnswerFigure } from '../../components/analyses/chart-part.tsx'
import { useStart } from '../../components/classes/use-start.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused } from '../../components/form/edit-form.tsx'
import { Line, Lines } from '../../components/form/fields.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readAuthorForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-analysis.ts'

/** With a question of Explore as its first chart, or with a version of an analysis to make a copy of. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const { question, from } = readStart(request)
  if (from) {
    const { title } = await getAnalysisVersion(fetchApi, from.slug, from.version)
    return { question: '', shown: null, refusal: null, drafts: [], from: { ...from, title } }
  }
  if (!question) return { question, shown: null, refusal: null, drafts: [], from: null }
  const [{ answer, problem }, { items }] = await Promise.all([
    askExploration(fetchApi, question),
    listAnalyses(fetchApi, { mine: true, pageSize: 200 }),
  ])
  const drafts = items.filter(({ state }) => state === 'draft').map(({ slug, title }) => ({ slug, title }))
  return { question, shown: viewOf(answer, language), refusal: problem?.detail ?? null, drafts, from: null }
}

function readStart(request: Request) {
  const { searchParams } = new URL(request.url)
  const slug = searchParams.get('van')
  return {
    question: searchParams.get('vraag') ?? '',
    from: slug ? { slug, version: versionOf(searchParams.get('versie')) } : null,
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readAuthorForm({ request, context })
  const { fetchApi } = getSite(context)
  const paths = pathsOf(languageOfRequest(request))
  const values = readValues(form)
  const { question, from } = readStart(request)
  const pressed = readPressed(form)
  const button = pressed.kind === 'do' && pressed.what !== 'save' ? pressed.what : undefined
  const chart = { question, caption: '' }
  const work = async () => {
    if (from && button === 'fork') {
      const { slug } = await forkAnalysis(fetchApi, from.slug, from.version)
      return redirect(withDone(paths.myAnalysis(slug), 'kopie-gemaakt'))
    }
    if (button === 'add') {
      const { slug, charts, revision } = await getDraft(fetchApi, textAt(values, 'slug'))
      await changeAnalysis(fetchApi, slug, { charts: [...charts, chart], revision })
      return redirect(`${withDone(paths.myAnalysis(slug), 'grafiek-erbij')}#grafieken`)
    }
    const { slug } = await createAnalysis(fetchApi, {
      title: textAt(values, 'title'),
      question: textAt(values, 'question'),
      charts: question ? [chart] : [],
    })
    return redirect(withDone(paths.myAnalysis(slug), 'analyse-gemaakt'))
  }
  return answerForm(values, work, { button })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).analyses.my.newTitle)
}

export default function NewAnalysis({ loaderData, actionData }: Route.ComponentProps) {
  const { question, shown, refusal, drafts, from } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses.my
  const start = useStart()
  const above = [start, { name: words.title, to: paths.myAnalyses() }]
  if (from) {
    return (
      <Page title={t.analyses.fork} lead={t.analyses.forkText} above={above}>
        <Refused answer={actionData} isAlone />
        <Paragraph>
          {t.analyses.basedOn}{' '}
          <TextLink to={paths.analysis(from.slug, from.version)}>
            {t.analyses.basedOnVersion(from.title, from.version)}
          </TextLink>
        </Paragraph>
        <PressButton what="fork" values={{}} label={t.analyses.fork} purpose="secondary">
          {t.analyses.fork}
        </PressButton>
      </Page>
    )
  }
  return (
    <Page title={words.newTitle} lead={words.newLead} above={above}>
      <Refused answer={actionData} />
      <EditForm
        state={answerToForm(actionData) ?? { values: { title: '', question: '' }, mistakes: [] }}
        fields={words.fields}
      >
        <Line name="title" />
        <Lines name="question" later rows={2} />
        <Actions>
          <Do>{words.newButton}</Do>
        </Actions>
      </EditForm>
      {question ? (
        <Section title={words.newChart}>
          {shown ? <AnswerFigure shown={shown} src={paths.exploreChart(question)} /> : null}
          {refusal ? <Paragraph>{refusal}</Paragraph> : null}
          <p>
            <TextLink to={paths.explore(question)}>{t.analyses.ask}</TextLink>
          </p>
        </Section>
      ) : (
        <Paragraph>
          {words.fromExplore} <TextLink to={paths.explore()}>{words.toExplore}</TextLink>
        </Paragraph>
      )}
      {drafts.length > 0 ? (
        <Section title={words.orDraft}>
          {drafts.map(({ slug, title }) => (
            <PressButton
              key={slug}
              what="add"
              values={{ slug }}
              label={words.addTo(title)}
              purpose="secondary"
            >
              {words.addTo(title)}
            </PressButton>
          ))}
        </Section>
      ) : null}
    </Page>
  )
}
