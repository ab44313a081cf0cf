import { redirect } from 'react-router'
import { AnswerCard } from '../../components/evaluations/answer.tsx'
import { EvaluationSteps } from '../../components/evaluations/steps.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { changeEvaluation, type Evaluation, getEvaluation, publishEvaluation } from '../../evaluations/api.ts'
import { computedOf } from '../../evaluations/view.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, type NoteSaved } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/publish-evaluation.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const item = await getEvaluation(getSite(context).fetchApi, params.key)
  return { item, values: stamp(item) }
}

const stamp = ({ spillOver, remarks, deviation, revision }: Evaluation): FormValues =>
  stampForm({ spillOver, remarks, deviation }, revision)

export async function action({ request, params: { key }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const values = readValues(form)
  const pressed = readPressed(form)
  const isKept = pressed.kind === 'do' && pressed.what === 'keep'
  const work = async (revision: string | undefined, noteSaved: NoteSaved) => {
    const { planDeviations } = await getEvaluation(fetchApi, key)
    const saved = await changeEvaluation(fetchApi, key, {
      spillOver: textAt(values, 'spillOver'),
      remarks: textAt(values, 'remarks'),
      ...(planDeviations.length > 0 ? { deviation: textAt(values, 'deviation') } : {}),
      revision,
    })
    noteSaved(stamp(saved))
    if (isKept) return redirect(withDone(paths.publishEvaluation(key), 'opgeslagen'))
    const { slug } = await publishEvaluation(fetchApi, key, { revision: saved.revision })
    return redirect(withDone(paths.drawLesson(slug), 'gepubliceerd'))
  }
  return answerForm(values, work, {
    stored: { read: async () => stamp(await getEvaluation(fetchApi, key)), language },
  })
}

export function meta({ location }: Route.MetaArgs) {
  const { stepTitles } = messagesOf(languageOf(location.pathname)).evaluationDesk
  return titleMeta(location.pathname, stepTitles.publish)
}

export default function PublishEvaluation({
  loaderData: { item, values },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  const computed = computedOf(item)
  const isOpen = computed !== undefined && item.state === 'draft' && item.mayWrite
  return (
    <Page
      title={words.stepTitles.publish}
      lead={words.publish.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.evaluations.title, to: paths.ownEvaluations() },
        { name: item.title, to: paths.editEvaluation(item.slug) },
      ]}
    >
      <EvaluationSteps item={item} />
      {computed ? <AnswerCard outcome={computed.outcome} /> : <Nothing>{words.result.none}</Nothing>}
      {isOpen ? (
        <>
          <Section title={words.publish.what}>
            <ul className="sp-list">
              {words.publish.items.map((each) => (
                <li key={each}>{each}</li>
              ))}
            </ul>
            <Paragraph>{words.publish.also}</Paragraph>
          </Section>
          <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
            <Lines name="spillOver" rows={4} />
            {item.planDeviations.length > 0 ? (
              <>
                <Paragraph>{t.evaluations.planDiffers}</Paragraph>
                <ul className="sp-list">
                  {item.planDeviations.map((each) => (
                    <li key={`${each.field} ${each.nl}`}>{each[language]}</li>
                  ))}
                </ul>
                <Lines name="deviation" rows={3} />
              </>
            ) : null}
            <Lines name="remarks" optional rows={3} />
            <Paragraph className="sp-quiet">{words.publish.lesson}</Paragraph>
            <Actions>
              <Do what="publish">{words.publish.button}</Do>
              <Do what="keep" purpose="secondary">
                {t.editing.saveDraft}
              </Do>
            </Actions>
          </EditForm>
        </>
      ) : item.state === 'draft' ? null : (
        <Paragraph>{words.frozen}</Paragraph>
      )}
    </Page>
  )
}
