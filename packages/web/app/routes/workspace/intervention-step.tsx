import { data, redirect } from 'react-router'
import { ApiProblem, type FetchApi } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { MissingInPlan, splitMissing } from '../../components/interventions/missing-in-plan.tsx'
import { StepFields } from '../../components/interventions/step-fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { getSite } from '../../context.ts'
import {
  addPhoto,
  changeMilestone,
  getIntervention,
  removeIntervention,
  takeStep,
} from '../../interventions/api.ts'
import { listDecisionsOf } from '../../interventions/choices.server.ts'
import { readStep, STEP_NAMES, type StepName } from '../../interventions/steps.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { explainAmount } from '../../workspace/amounts.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { type FormValues, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/intervention-step.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const step = nameStep(params.step)
  const id = new URL(request.url).searchParams.get('id')
  const item = await getIntervention(fetchApi, params.slug)
  const milestone = item.milestones.find((each) => each.id === id)
  const today = dateOf(now())
  const values: FormValues = {
    ...{ startedOn: today, decisionId: item.decisionId ?? '', withoutRegistration: '' },
    ...{ outcome: item.kind === 'pilot' ? 'scaled' : 'finished', reason: '', endedOn: today },
    ...{
      title: milestone?.title ?? '',
      plannedOn: milestone?.plannedOn ?? '',
      reachedOn: milestone?.reachedOn ?? '',
    },
    ...{ amount: '', day: today, what: '', why: '', since: today, alt: '', takenOn: '' },
  }
  if (step === 'afronden') values.decisionId = ''
  return {
    item,
    step,
    // A plan counts as registered beforehand from the day after: of what begins on the same day it can be either.
    isRegisteredToday:
      item.plans.length > 0 &&
      item.plans.every(({ registeredAt }) => dateOf(Date.parse(registeredAt)) === today),
    values,
    milestone: milestone?.title ?? null,
    photo: item.photos.find((each) => each.id === id) ?? null,
    decisions: await listDecisionsOf(fetchApi, item.challengeId),
  }
}

function nameStep(given: string): StepName {
  const step = STEP_NAMES.find((known) => known === given)
  if (!step) throw data(null, { status: 404 })
  return step
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const step = nameStep(params.step)
  const values = readValues(form)
  const paths = pathsOf(language)
  const id = new URL(request.url).searchParams.get('id') ?? undefined
  const take = async () => {
    await doStep(fetchApi, { slug: params.slug, step, id, values, form, language })
    return redirect(
      step === 'verwijderen'
        ? withDone(paths.ownInterventions(), 'verwijderd')
        : withDone(paths.editIntervention(params.slug), 'opgeslagen'),
    )
  }
  return answerForm(values, take, {
    place: (mistake) => {
      const told = explainAmount(values, language)(mistake)
      if (step === 'foto' && told.pointer === '') return { ...told, pointer: '/photo' }
      return told
    },
  })
}

type Doing = {
  slug: string
  step: StepName
  id: string | undefined
  values: FormValues
  form: FormData
  language: 'nl' | 'en'
}

async function doStep(api: FetchApi, { slug, step, id, values, form, language }: Doing): Promise<void> {
  if (step === 'verwijderen') return removeIntervention(api, slug)
  if (step === 'foto') {
    const photo = form.get('photo')
    if (!(photo instanceof File) || photo.size === 0)
      throw noPhoto(messagesOf(language).interventionDesk.choosePhoto)
    return addPhoto(api, slug, photo, { alt: textAt(values, 'alt'), takenOn: textAt(values, 'takenOn') })
  }
  const { path, body } = readStep(step, values, language)
  if (step === 'mijlpaal' && id) await changeMilestone(api, slug, id, body)
  else if (step === 'foto-weghalen')
    await takeStep(api, slug, `photos/${encodeURIComponent(id ?? '')}/withdrawal`, body)
  else await takeStep(api, slug, path, body)
}

function noPhoto(detail: string): ApiProblem {
  const errors = [{ in: 'body' as const, pointer: '/photo', detail }]
  return new ApiProblem({ type: 'about:blank', title: detail, status: 400, detail, errors })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { steps } = messagesOf(languageOf(location.pathname)).interventionDesk
  return loaderData
    ? titleMeta(location.pathname, `${steps[loaderData.step].title}: ${loaderData.item.title}`)
    : []
}

export default function InterventionStep({ loaderData, actionData }: Route.ComponentProps) {
  const { item, step, isRegisteredToday, values, photo, milestone, decisions } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventionDesk
  const { title, lead, button } = words.steps[step]
  const { state, missing } = splitMissing(actionData ?? { values, mistakes: [] }, step, words.notReady)
  const isTooLate = step === 'vastleggen' && (item.state === 'running' || item.state === 'ended')
  const isDanger = step === 'intrekken' || step === 'verwijderen' || step === 'foto-weghalen'
  return (
    <Page
      title={milestone === null ? title : words.reach(milestone)}
      lead={isTooLate ? words.tooLateToRegister : lead}
      above={[
        { name: t.interventions.title, to: paths.ownInterventions() },
        { name: item.title, to: paths.editIntervention(item.slug) },
      ]}
    >
      {step === 'beginnen' && isRegisteredToday ? <Paragraph>{words.registeredToday}</Paragraph> : null}
      {isTooLate ? null : (
        <EditForm state={state} fields={words.stepFields} hasFile={step === 'foto'}>
          <StepFields step={step} item={item} decisions={decisions} photo={photo} />
          <Actions>
            <Do danger={isDanger}>{button}</Do>
          </Actions>
        </EditForm>
      )}
      <MissingInPlan slug={item.slug} mistakes={missing} />
    </Page>
  )
}
