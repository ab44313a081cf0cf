import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Lines, Radios, Select } from '../../components/form/fields.tsx'
import { SimilarLessons } from '../../components/lessons/similar.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing } from '../../components/text.tsx'
import { OwnerField } from '../../components/workspace/owner-field.tsx'
import { getSite } from '../../context.ts'
import { createIntervention } from '../../interventions/api.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { listSimilarLessons } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { listOwnChallenges } from '../../workspace/api.ts'
import { getPerson, organisationsFor } from '../../workspace/me.ts'
import { orNull } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, sameForm } from '../../workspace/submission.server.ts'
import { readOwner, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-intervention.ts'

/** The fields that lessons of others are compared with. */
const LIKE = ['title', 'summary'] as const

export async function loader({ request, context }: Route.LoaderArgs) {
  const asked = new URL(request.url).searchParams.get('opgave')
  const challenges = await listOwnChallenges(getSite(context).fetchApi)
  const shown = challenges.filter(({ id, slug }) => !asked || id === asked || slug === asked)
  return {
    organisations: organisationsFor(getPerson(context), 'interventions'),
    goals: shown.flatMap(({ title, goals }) =>
      goals.map((goal) => ({ value: goal.id, label: `${title}: ${goal.title}` })),
    ),
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const values = readValues(form)
  const pressed = readPressed(form)
  if (pressed.kind === 'do' && pressed.what === 'lessons') {
    const text = LIKE.map((name) => textAt(values, name)).join('\n')
    return { ...sameForm(values, ''), lessons: await listSimilarLessons(fetchApi, text) }
  }
  return answerForm(
    values,
    async () => {
      const goalId = orNull(textAt(values, 'goalId'))
      // A goal is of one challenge, so who chose the goal chose that too.
      const challenges = await listOwnChallenges(fetchApi)
      const challenge = challenges.find(({ goals }) => goals.some(({ id }) => id === goalId))
      const { slug } = await createIntervention(fetchApi, {
        challengeId: challenge?.id ?? '',
        goalId,
        kind: textAt(values, 'kind'),
        title: textAt(values, 'title'),
        summary: textAt(values, 'summary'),
        ...readOwner(values),
      })
      return redirect(withDone(pathsOf(languageOfRequest(request)).editIntervention(slug), 'gemaakt'))
    },
    {
      place: (mistake) => (mistake.pointer === '/challengeId' ? { ...mistake, pointer: '/goalId' } : mistake),
    },
  )
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).interventionDesk.newTitle)
}

export default function NewIntervention({ loaderData, actionData }: Route.ComponentProps) {
  const { organisations, goals } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.interventionDesk
  const [only, second] = goals
  const values = { goalId: only && !second ? only.value : '', kind: 'measure', title: '', summary: '' }
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.interventions.title, to: paths.ownInterventions() },
      ]}
    >
      {goals.length === 0 ? <Nothing>{words.noGoals}</Nothing> : null}
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <Select name="goalId" options={goals} empty={t.forms.choose} />
        <OwnerField organisations={organisations} />
        <Radios
          name="kind"
          options={[
            { value: 'measure', label: words.kinds.measure, hint: words.kinds.measureHint },
            { value: 'pilot', label: words.kinds.pilot, hint: words.kinds.pilotHint },
          ]}
        />
        <Line name="title" />
        <Lines name="summary" neededFor={words.needed} rows={3} />
        <Actions>
          <Do>{t.editing.create}</Do>
        </Actions>
        <SimilarLessons
          fields={LIKE}
          found={actionData && 'lessons' in actionData ? actionData.lessons : undefined}
        />
      </EditForm>
    </Page>
  )
}
