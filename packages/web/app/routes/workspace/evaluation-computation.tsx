import { redirect } from 'react-router'
import { Progress } from '../../components/evaluations/progress.tsx'
import { EvaluationSteps } from '../../components/evaluations/steps.tsx'
import { Do } from '../../components/form/buttons.tsx'
import { Refused } from '../../components/form/edit-form.tsx'
import { PostForm } from '../../components/form/post-form.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Facts } from '../../components/table.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import {
  type Computation,
  type Evaluation,
  getEvaluation,
  startComputation,
  stopComputation,
} from '../../evaluations/api.ts'
import { formatList } from '../../format.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readPressed, readValues } from '../../workspace/values.ts'
import type { Route } from './+types/evaluation-computation.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return { item: await getEvaluation(getSite(context).fetchApi, params.key) }
}

export async function action({ request, params: { key }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const pressed = readPressed(form)
  return answerForm(readValues(form), async () => {
    if (pressed.kind === 'do' && pressed.what === 'stop') await stopComputation(fetchApi, key)
    else await startComputation(fetchApi, key)
    return redirect(pathsOf(languageOfRequest(request)).evaluationComputation(key))
  })
}

export function meta({ location }: Route.MetaArgs) {
  const { stepTitles } = messagesOf(languageOf(location.pathname)).evaluationDesk
  return titleMeta(location.pathname, stepTitles.compute)
}

export default function EvaluationComputation({ loaderData: { item }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  const { computation } = item
  const isBusy = computation?.state === 'waiting' || computation?.state === 'running'
  const isDone = computation?.state === 'done' && computation.isOfNow
  const mayStart = item.mayWrite && item.state === 'draft' && !isBusy
  return (
    <Page
      title={words.stepTitles.compute}
      lead={words.compute.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.evaluations.title, to: paths.ownEvaluations() },
        { name: item.title, to: paths.editEvaluation(item.slug) },
      ]}
    >
      <EvaluationSteps item={item} />
      <Refused answer={actionData} isAlone />
      <WhatIsComputed item={item} />
      <Standing computation={computation} />
      <div className="sp-actions">
        {isDone ? (
          <ActionLink to={paths.evaluationResult(item.slug)} purpose="primary">
            {words.compute.toResult}
          </ActionLink>
        ) : null}
        {mayStart ? (
          <PostForm>
            <Do what="start" purpose={isDone ? 'secondary' : 'primary'}>
              {computation === null ? words.compute.start : words.compute.again}
            </Do>
          </PostForm>
        ) : null}
        {isBusy ? (
          <>
            <TextLink to={paths.evaluationComputation(item.slug)}>{words.compute.refresh}</TextLink>
            <PostForm>
              <Do what="stop" purpose="secondary">
                {words.compute.stop}
              </Do>
            </PostForm>
          </>
        ) : null}
      </div>
      {computation && mayStart ? <Paragraph className="sp-quiet">{words.compute.earlier}</Paragraph> : null}
    </Page>
  )
}

/** What was chosen, to look at once more before it is computed. */
function WhatIsComputed({ item }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const words = t.evaluations
  const namesOf = (areas: Evaluation['areas']) =>
    formatList(
      areas.map(({ name }) => name),
      language,
    )
  return (
    <Facts
      items={[
        [t.evaluationDesk.parts.question, item.title],
        [words.measuredWith, item.indicator?.title ?? t.site.unknown],
        [words.measuredIn, namesOf(item.areas)],
        [words.comparedWith, item.comparisons.length > 0 ? namesOf(item.comparisons) : words.comparedNone],
      ]}
    />
  )
}

/** How far it is; said aloud when that changes. */
function Standing({ computation }: { computation: Computation | null }) {
  const { t } = useLanguage()
  const words = t.evaluationDesk.compute
  if (computation === null) return <Nothing>{words.notYet}</Nothing>
  const { state, progress, isOfNow } = computation
  if (state === 'waiting' || state === 'running') {
    return <Progress share={progress} isWaiting={state === 'waiting'} />
  }
  return (
    <div role="status">
      <Paragraph>
        {state === 'failed' ? words.failed : state === 'cancelled' ? words.cancelled : null}
        {state === 'done' ? (isOfNow ? words.ready : words.notOfNow) : null}
      </Paragraph>
    </div>
  )
}
