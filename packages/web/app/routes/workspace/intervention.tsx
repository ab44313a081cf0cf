import { randomUUID } from 'node:crypto'
import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm, useFormKey } from '../../components/form/edit-form.tsx'
import { Lines } from '../../components/form/fields.tsx'
import { InterventionBadges } from '../../components/interventions/entries.tsx'
import { PlanFields } from '../../components/interventions/plan-fields.tsx'
import { WhatNow } from '../../components/interventions/what-now.tsx'
import { SimilarLessons } from '../../components/lessons/similar.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import { changeIntervention, getIntervention, type Intervention, takeStep } from '../../interventions/api.ts'
import { listPlanChoices, type PlanChoices } from '../../interventions/choices.server.ts'
import { blankPlanRow, fillPlan, readPlan, tidyPlan } from '../../interventions/form.ts'
import { statusLine } from '../../interventions/view.ts'
import { type Language, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { listSimilarLessons } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { explainAmount } from '../../workspace/amounts.ts'
import { namesOf } from '../../workspace/merge-forms.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, type NoteSaved, sameForm } from '../../workspace/submission.server.ts'
import { type FormValues, pressRows, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/intervention.ts'

/** The fields that lessons of others are compared with. */
const LIKE = ['title', 'summary'] as const

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const item = await getIntervention(fetchApi, params.slug)
  const values = stampPlan(item, language)
  const [choices, lessons] = await Promise.all([
    listPlanChoices(fetchApi, item.challengeId, values, language),
    item.state === 'draft' ? listSimilarLessons(fetchApi, likeness(values)) : undefined,
  ])
  return { item, values, choices, lessons }
}

const likeness = (values: FormValues) => LIKE.map((name) => textAt(values, name)).join('\n')

const stampPlan = (item: Intervention, language: Language): FormValues =>
  stampForm(fillPlan(item, language), item.revision)

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const pressed = readPressed(form)
  const { challengeId, state } = await getIntervention(fetchApi, slug)
  const choicesFor = (values: FormValues) => listPlanChoices(fetchApi, challengeId, values, language)
  if (pressed.kind !== 'do') {
    const next = pressRows(readValues(form), pressed, (list) => blankPlanRow(list, randomUUID()))
    return { ...sameForm(next.values, next.focus), choices: await choicesFor(next.values) }
  }
  const values = tidyPlan(readValues(form))
  if (pressed.what === 'areas')
    return { ...sameForm(values, 'areaSearch'), choices: await choicesFor(values) }
  if (pressed.what === 'lessons') {
    const lessons = await listSimilarLessons(fetchApi, likeness(values))
    return { ...sameForm(values, ''), choices: await choicesFor(values), lessons }
  }
  const save = async (revision: string | undefined, noteSaved: NoteSaved) => {
    const plan = readPlan(values, language)
    const reason = textAt(values, 'reason')
    const saved =
      state === 'registered'
        ? await takeStep(fetchApi, slug, 'plans', { change: plan, ...(reason && { reason }), revision })
        : await changeIntervention(fetchApi, slug, { ...plan, revision })
    noteSaved(stampPlan(saved, language))
    return redirect(withDone(pathsOf(language).editIntervention(slug), 'opgeslagen'))
  }
  return answerForm(values, save, {
    place: (mistake) => {
      const pointer = mistake.pointer.replace(/^\/change/, '')
      return explainAmount(values, language)({ ...mistake, pointer })
    },
    choices: choicesFor,
    stored: {
      read: async () => stampPlan(await getIntervention(fetchApi, slug), language),
      names: async (theirs) => namePlan(await choicesFor(theirs), language),
      language,
    },
  })
}

/** What the values that a plan chooses from are called. */
function namePlan({ goals, decisions, indicators, organisations, areas }: PlanChoices, language: Language) {
  const { roles, directions } = messagesOf(language).interventions
  return {
    goalId: namesOf(goals),
    decisionId: namesOf(decisions),
    areaCodes: namesOf(areas.options),
    'parties.*.organisationId': namesOf(organisations),
    'parties.*.role': roles,
    'hypothesis.indicatorId': namesOf(indicators),
    'hypothesis.direction': directions,
    'scaleWhen.*.indicatorId': namesOf(indicators),
    'scaleWhen.*.direction': directions,
    'stopWhen.*.indicatorId': namesOf(indicators),
    'stopWhen.*.direction': directions,
  }
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.item.title) : []
}

export default function EditIntervention({ loaderData, actionData }: Route.ComponentProps) {
  const { item, values, choices, lessons } = loaderData
  const { t, language } = useLanguage()
  const formKey = useFormKey(item.updatedAt, actionData !== undefined)
  const paths = pathsOf(language)
  const words = t.interventionDesk
  const isOpen = item.state === 'draft' || item.state === 'registered'
  return (
    <Page
      title={item.title}
      lead={statusLine(item, t, language)}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.interventions.title, to: paths.ownInterventions() },
      ]}
      kicker={
        <>
          <span>
            <InterventionBadges item={item} />
          </span>
          <TextLink to={paths.intervention(item.slug)}>{words.view}</TextLink>
        </>
      }
    >
      {item.mayWrite ? <WhatNow item={item} /> : <Paragraph>{t.editing.notYours}</Paragraph>}
      {item.state === 'registered' ? <Paragraph>{words.registeredText}</Paragraph> : null}
      {item.mayWrite && !isOpen ? <Paragraph>{words.frozen}</Paragraph> : null}
      {item.mayWrite && isOpen ? (
        <EditForm key={formKey} state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
          <PlanFields kind={item.kind} choices={actionData?.choices ?? choices} />
          {item.state === 'registered' ? (
            <Section title={words.registerAgain}>
              <Lines name="reason" rows={3} />
            </Section>
          ) : null}
          <Actions>
            <Do>{item.state === 'registered' ? words.registerAgain : t.editing.saveDraft}</Do>
          </Actions>
          {item.state === 'draft' ? (
            <SimilarLessons
              fields={LIKE}
              found={actionData && 'lessons' in actionData ? actionData.lessons : lessons}
            />
          ) : null}
        </EditForm>
      ) : null}
    </Page>
  )
}
