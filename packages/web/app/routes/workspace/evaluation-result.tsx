import { AnswerCard } from '../../components/evaluations/answer.tsx'
import { HowWeKnow } from '../../components/evaluations/how.tsx'
import { Outcome } from '../../components/evaluations/outcome.tsx'
import { PlanPart } from '../../components/evaluations/plan-part.tsx'
import { EvaluationSteps } from '../../components/evaluations/steps.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { getEvaluation } from '../../evaluations/api.ts'
import { computedOf } from '../../evaluations/view.ts'
import { languageOf, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { Route } from './+types/evaluation-result.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  return { item: await getEvaluation(getSite(context).fetchApi, params.key) }
}

export function meta({ location }: Route.MetaArgs) {
  const { stepTitles } = messagesOf(languageOf(location.pathname)).evaluationDesk
  return titleMeta(location.pathname, stepTitles.result)
}

export default function EvaluationResult({ loaderData: { item } }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  const computed = computedOf(item)
  return (
    <Page
      title={words.stepTitles.result}
      lead={computed ? words.result.lead : undefined}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.evaluations.title, to: paths.ownEvaluations() },
        { name: item.title, to: paths.editEvaluation(item.slug) },
      ]}
    >
      <EvaluationSteps item={item} />
      {computed ? (
        <>
          <AnswerCard outcome={computed.outcome} />
          <Outcome item={item} {...computed} />
          <HowWeKnow item={item} {...computed} />
          <PlanPart item={item} />
        </>
      ) : (
        <Nothing>{words.result.none}</Nothing>
      )}
      <div className="sp-actions">
        {computed && item.state === 'draft' ? (
          <ActionLink to={paths.publishEvaluation(item.slug)} purpose="primary">
            {words.result.toPublish}
          </ActionLink>
        ) : (
          <ActionLink to={paths.evaluationComputation(item.slug)}>{words.result.toCompute}</ActionLink>
        )}
      </div>
    </Page>
  )
}
