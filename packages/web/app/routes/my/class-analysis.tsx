import { redirect } from 'react-router'
import { type AnalysisCheck, getCheck } from '../../analyses/api.ts'
import { nameSubjects } from '../../analyses/check-names.server.ts'
import { loadCharts, viewOf } from '../../analyses/load.server.ts'
import {
  approveAnalysis,
  checkClassAnalysis,
  getClass,
  getClassAnalysis,
  giveAnalysisBack,
  listClassAnalyses,
  previewClassAnalysis,
  takeAnalysisBack,
} from '../../classes/api.ts'
import { AnalysisText } from '../../components/analyses/analysis-text.tsx'
import { AnalysisSteering, SteeringLine } from '../../components/analyses/steering.tsx'
import { Remark } from '../../components/classes/hand-in.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm, type ShownForm } from '../../components/form/edit-form.tsx'
import { Hidden, Lines, Radios } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { languageOfRequest, useLanguage } from '../../language.ts'
import { within } from '../../load-insight.server.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/class-analysis.ts'

/** Who is about to approve waits this long for the steering check, in milliseconds. */
const PATIENCE = 5000

export async function loader({ params: { id, slug }, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const [{ name, school }, analysis, work] = await Promise.all([
    getClass(fetchApi, id),
    getClassAnalysis(fetchApi, id, slug),
    listClassAnalyses(fetchApi, id),
  ])
  const named = (found: AnalysisCheck) => nameSubjects(found, language)
  const [charts, check] = await (analysis.state === 'draft'
    ? Promise.all([
        previewClassAnalysis(fetchApi, id, slug).then(previewOf),
        within(checkClassAnalysis(fetchApi, id, slug).then(named), PATIENCE),
      ])
    : Promise.all([
        loadCharts(fetchApi, analysis, language),
        within(getCheck(fetchApi, slug, analysis.version).then(named), PATIENCE),
      ]))
  const item = work.find((each) => each.slug === analysis.slug) ?? null
  return { name, school, analysis, charts, check, item }

  function previewOf(preview: Awaited<ReturnType<typeof previewClassAnalysis>>) {
    return analysis.charts.map(({ question, caption }, index) => ({
      question,
      caption,
      shown: viewOf(preview.charts[index]?.answer ?? null, language),
    }))
  }
}

export async function action({ request, params: { id, slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  // Each form has a field of its own, so that Enter does the same as its button.
  const what = pressed.kind === 'do' && pressed.what !== 'save' ? pressed.what : whatOf(values)
  const text = (name: string) => textAt(values, name)
  const at: [string, string] = [id, slug]
  const paths = pathsOf(languageOfRequest(request))
  const work = async () => {
    if (what === 'approve') {
      await approveAnalysis(fetchApi, at, { revision: text('read'), naming: text('naming') })
      return redirect(withDone(paths.myClass(id), 'klas-openbaar'))
    }
    if (what === 'give-back') {
      await giveAnalysisBack(fetchApi, at, { remark: text('remark') })
      return redirect(withDone(paths.myClass(id), 'teruggegeven'))
    }
    await takeAnalysisBack(fetchApi, at, { reason: text('reason') })
    return redirect(withDone(paths.myClass(id), 'teruggenomen'))
  }
  return answerForm(values, work)
}

function whatOf(values: FormValues): string {
  if ('naming' in values) return 'approve'
  return 'remark' in values ? 'give-back' : 'take-back'
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.analysis.title) : []
}

export default function ClassAnalysis({ loaderData, actionData, params }: Route.ComponentProps) {
  const { name, school, analysis, charts, check, item } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.classes.teacher
  const { slug, state, version, title, revision } = analysis
  const author = item?.nickname ?? ''
  const lead = { draft: words.readLead, published: words.readPublic, withdrawn: words.readWithdrawn }[state]
  const handedIn = item?.handedIn ?? null
  const isPublic = state === 'published' || (state === 'draft' && item?.isPublished === true)
  return (
    <Page
      title={title}
      lead={lead(author)}
      above={[
        { name: words.title, to: paths.myClasses() },
        { name: `${name}, ${school}`, to: paths.myClass(params.id) },
      ]}
    >
      <AnalysisText
        analysis={analysis}
        charts={charts}
        picture={(chart) =>
          state === 'draft'
            ? paths.exploreChart(charts[chart]?.question ?? '')
            : paths.analysisChart(slug, version, chart)
        }
        belowConclusion={<SteeringLine check={check} />}
      />
      <AnalysisSteering
        check={check}
        picture={(claim) =>
          state === 'draft'
            ? paths.classAnalysisChoices(params.id, slug, claim)
            : paths.analysisChoices(slug, version, claim)
        }
        answerTo={undefined}
      />
      {handedIn?.state === 'given-back' ? <Remark remark={handedIn.remark} /> : null}
      {state === 'draft' && handedIn?.state !== 'handed-in' ? <Nothing>{words.notYet}</Nothing> : null}
      {handedIn?.state === 'handed-in' ? (
        <>
          <Section title={words.approveTitle}>
            <Paragraph>{words.approveText}</Paragraph>
            <EditForm
              state={shownIn('naming', actionData, { naming: 'class', read: revision })}
              fields={words.workFields}
            >
              <Hidden name="read" />
              <Radios
                name="naming"
                options={[
                  { value: 'class', label: words.namings.class },
                  { value: 'nickname', label: words.namings.nickname },
                ]}
              />
              <Actions>
                <Do what="approve">{words.approve}</Do>
              </Actions>
            </EditForm>
          </Section>
          <Section title={words.giveBackTitle}>
            <EditForm state={shownIn('remark', actionData, { remark: '' })} fields={words.workFields}>
              <Lines name="remark" rows={3} />
              <Actions>
                <Do what="give-back" purpose="secondary">
                  {words.giveBack}
                </Do>
              </Actions>
            </EditForm>
          </Section>
        </>
      ) : null}
      {isPublic ? (
        <Section title={words.takeBackTitle}>
          <Paragraph>
            {words.takeBackText} <TextLink to={paths.analysis(slug)}>{words.readPage}</TextLink>
          </Paragraph>
          <EditForm state={shownIn('reason', actionData, { reason: '' })} fields={words.workFields}>
            <Lines name="reason" rows={2} />
            <Actions>
              <Do what="take-back" purpose="secondary" danger>
                {words.takeBack}
              </Do>
            </Actions>
          </EditForm>
        </Section>
      ) : null}
    </Page>
  )
}

/** The answer to the form with this field, or else the form as it begins. */
function shownIn(field: string, answer: ShownForm | undefined, values: FormValues): ShownForm {
  return answer && field in answer.values ? answer : { values, mistakes: [] }
}
