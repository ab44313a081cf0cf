import { redirect } from 'react-router'
import { EvaluationBadges } from '../../components/evaluations/entries.tsx'
import { EvaluationSteps } from '../../components/evaluations/steps.tsx'
import { WhatFields } from '../../components/evaluations/what-fields.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused, useFormKey } from '../../components/form/edit-form.tsx'
import { PressButton } from '../../components/form/press-button.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { getSite } from '../../context.ts'
import { changeEvaluation, type Evaluation, getEvaluation, removeEvaluation } from '../../evaluations/api.ts'
import { listEvaluationChoices } from '../../evaluations/choices.server.ts'
import { fillEvaluation, readEvaluation } from '../../evaluations/form.ts'
import { languageOfRequest, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { namesOf } from '../../workspace/merge-forms.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, type NoteSaved } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues } from '../../workspace/values.ts'
import type { Route } from './+types/evaluation.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const item = await getEvaluation(fetchApi, params.key)
  const values = stamp(item)
  const isOpen = item.state === 'draft' && item.mayWrite
  return { item, values, choices: isOpen ? await listEvaluationChoices(fetchApi, item, values) : null }
}

const stamp = (item: Evaluation): FormValues => stampForm(fillEvaluation(item), item.revision)

export async function action({ request, params: { key }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const values = readValues(form)
  const pressed = readPressed(form)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  if (what === 'remove') {
    return answerForm(
      values,
      async () => {
        await removeEvaluation(fetchApi, key)
        return redirect(withDone(paths.ownEvaluations(), 'verwijderd'))
      },
      { button: what },
    )
  }
  const choices = async (shown: FormValues) =>
    listEvaluationChoices(fetchApi, await getEvaluation(fetchApi, key), shown)
  const save = async (revision: string | undefined, noteSaved: NoteSaved) => {
    const saved = await changeEvaluation(fetchApi, key, { ...readEvaluation(values), revision })
    noteSaved(stamp(saved))
    return redirect(
      withDone(
        what === 'on' ? paths.evaluationComputation(saved.slug) : paths.editEvaluation(saved.slug),
        'opgeslagen',
      ),
    )
  }
  return answerForm(values, save, {
    choices,
    stored: {
      read: async () => stamp(await getEvaluation(fetchApi, key)),
      names: async (theirs) => {
        const { indicators, areas, comparisons, others } = await choices(theirs)
        return {
          indicatorId: namesOf(indicators),
          areaCodes: namesOf(areas),
          comparisonCodes: namesOf(comparisons),
          otherInterventionIds: namesOf(others),
        }
      },
      language,
    },
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.item.title) : []
}

export default function EditEvaluation({ loaderData, actionData }: Route.ComponentProps) {
  const { item, values, choices } = loaderData
  const { t, language } = useLanguage()
  const answered = answerToForm(actionData)
  const formKey = useFormKey(item.updatedAt, answered !== undefined)
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  const shown = (answered && 'choices' in answered ? answered.choices : undefined) ?? choices
  return (
    <Page
      title={item.title}
      lead={choices ? words.what.lead : undefined}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.evaluations.title, to: paths.ownEvaluations() },
      ]}
      kicker={
        <>
          <span>
            <EvaluationBadges item={item} />
          </span>
          <TextLink to={paths.intervention(item.intervention.slug)}>{item.intervention.title}</TextLink>
        </>
      }
    >
      {item.mayWrite ? null : <Paragraph>{t.editing.notYours}</Paragraph>}
      {shown ? (
        <>
          <EvaluationSteps item={item} />
          <Refused answer={actionData} />
          <EditForm key={formKey} state={answered ?? { values, mistakes: [] }} fields={words.fields}>
            <WhatFields choices={shown} isDifferent={(shown.found?.planDeviations.length ?? 0) > 0} />
            <Actions>
              <Do what="on">{words.what.save}</Do>
              <Do purpose="secondary">{words.what.recount}</Do>
            </Actions>
          </EditForm>
          <PressButton what="remove" values={{}} label={words.remove} danger>
            {words.remove}
          </PressButton>
        </>
      ) : (
        <Frozen item={item} />
      )}
    </Page>
  )
}

/** What can still be done with what is public. */
function Frozen({ item }: { item: Evaluation }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluationDesk
  return (
    <Section title={words.next}>
      {item.state === 'draft' ? null : <Paragraph>{words.frozen}</Paragraph>}
      <div className="sp-actions">
        <ActionLink to={paths.evaluation(item.slug)}>{words.view}</ActionLink>
        {item.mayWrite && item.state === 'published' ? (
          <>
            <ActionLink to={paths.drawLesson(item.slug)} purpose="primary">
              {words.lessonNow}
            </ActionLink>
            <ActionLink to={paths.withdrawEvaluation(item.slug)}>{words.withdraw.title}</ActionLink>
          </>
        ) : null}
      </div>
    </Section>
  )
}
