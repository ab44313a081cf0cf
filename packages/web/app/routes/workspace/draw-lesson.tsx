import { redirect } from 'react-router'
import { listAllChallenges } from '../../api.ts'
import { AnswerCard } from '../../components/evaluations/answer.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines, Radios, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { getEvaluation } from '../../evaluations/api.ts'
import { computedOf } from '../../evaluations/view.ts'
import { listInterventions } from '../../interventions/api.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { drawLesson, findLesson, type Lesson, VERDICTS } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { orNull } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/draw-lesson.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const [item, lesson, challenges, interventions] = await Promise.all([
    getEvaluation(fetchApi, params.evaluation),
    findLesson(fetchApi, params.evaluation),
    listAllChallenges(fetchApi, {}),
    listInterventions(fetchApi, { pageSize: 200 }),
  ])
  return {
    item,
    isReplaced: lesson !== null,
    values: fill(lesson),
    challenges: challenges.map(({ id: value, title: label }) => ({ value, label })),
    interventions: interventions.items
      .filter(({ id, state }) => id !== item.interventionId && state !== 'draft' && state !== 'withdrawn')
      .map(({ id: value, title: label }) => ({ value, label })),
  }
}

const fill = (lesson: Lesson | null): FormValues => ({
  verdict: lesson?.verdict ?? '',
  text: lesson?.text ?? '',
  surprised: lesson?.surprised ?? '',
  forWhom: lesson?.forWhom ?? '',
  nextChallengeId: lesson?.nextChallenge?.id ?? '',
  nextInterventionId: lesson?.nextIntervention?.id ?? '',
  reason: '',
})

export async function action({ request, params: { evaluation }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const text = (name: string) => textAt(values, name)
  return answerForm(values, async () => {
    const reason = text('reason')
    await drawLesson(getSite(context).fetchApi, evaluation, {
      verdict: text('verdict'),
      text: text('text'),
      surprised: text('surprised'),
      forWhom: text('forWhom'),
      nextChallengeId: orNull(text('nextChallengeId')),
      nextInterventionId: orNull(text('nextInterventionId')),
      ...(reason && { reason }),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).ownLessons(), 'gepubliceerd'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).lessons.desk.title)
}

export default function DrawLesson({ loaderData, actionData }: Route.ComponentProps) {
  const { item, isReplaced, values, challenges, interventions } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.lessons.desk
  const computed = computedOf(item)
  return (
    <Page
      title={isReplaced ? words.change : words.title}
      lead={isReplaced ? words.replaceLead : words.lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.lessons.title, to: paths.ownLessons() },
        { name: item.title, to: paths.evaluation(item.slug) },
      ]}
    >
      {computed ? <AnswerCard outcome={computed.outcome} /> : null}
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <Radios
          name="verdict"
          options={VERDICTS.map((value) => ({
            value,
            label: t.lessons.verdicts[value],
            hint: t.lessons.verdictHints[value],
          }))}
        />
        <Lines name="text" rows={5} />
        <Lines name="surprised" optional rows={3} />
        <Lines name="forWhom" optional rows={2} />
        <Select name="nextChallengeId" optional options={challenges} empty={words.noNext} />
        <Select name="nextInterventionId" optional options={interventions} empty={words.noNext} />
        {isReplaced ? <Lines name="reason" rows={2} /> : null}
        <Actions>
          <Do>{words.save}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
