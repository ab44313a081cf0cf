import { redirect } from 'react-router'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Lines } from '../../components/form/fields.tsx'
import { SimilarLessons } from '../../components/lessons/similar.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { OwnerField } from '../../components/workspace/owner-field.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { listSimilarLessons } from '../../lessons/api.ts'
import { pathsOf } from '../../paths.ts'
import { createChallenge } from '../../workspace/api.ts'
import { getPerson, organisationsFor } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, sameForm } from '../../workspace/submission.server.ts'
import { readOwner, readPressed, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-challenge.ts'

/** The fields that lessons of others are compared with. */
const LIKE = ['title', 'summary'] as const

export function loader({ context }: Route.LoaderArgs) {
  return { organisations: organisationsFor(getPerson(context), 'challenges') }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  const pressed = readPressed(form)
  if (pressed.kind === 'do' && pressed.what === 'lessons') {
    const text = LIKE.map((name) => textAt(values, name)).join('\n')
    return { ...sameForm(values, ''), lessons: await listSimilarLessons(getSite(context).fetchApi, text) }
  }
  return answerForm(values, async () => {
    const { slug } = await createChallenge(getSite(context).fetchApi, {
      title: textAt(values, 'title'),
      summary: textAt(values, 'summary'),
      ...readOwner(values),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).editChallenge(slug), 'gemaakt'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).editing.challenge.newTitle)
}

export default function NewChallenge({ loaderData: { organisations }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.challenge
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.challenges, to: paths.ownChallenges() },
      ]}
    >
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Line name="title" />
        <OwnerField organisations={organisations} />
        <Lines name="summary" optional />
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
