import { redirect } from 'react-router'
import { getIndicator, getSignal } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Line, Lines, Radios, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Paragraph } from '../../components/text.tsx'
import { OwnerField } from '../../components/workspace/owner-field.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { createDecision, listOwnChallenges } from '../../workspace/api.ts'
import { getPerson, organisationsFor } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readOwner, readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/new-decision.ts'

export async function loader({ request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { searchParams } = new URL(request.url)
  const signalId = searchParams.get('signaal')
  const [challenges, signal] = await Promise.all([
    listOwnChallenges(fetchApi),
    signalId ? getSignal(fetchApi, signalId) : null,
  ])
  const indicator = signal ? await getIndicator(fetchApi, signal.indicatorId) : null
  return {
    organisations: organisationsFor(getPerson(context), 'decisions'),
    signal,
    // What nobody can see yet is not opened without a thought.
    open: indicator?.published === false ? 'no' : 'yes',
    challenges: challenges.map(({ id, title }) => ({ value: id, label: title })),
    challengeId: signal?.challengeId ?? searchParams.get('opgave') ?? '',
  }
}

export async function action({ request, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const values = readValues(form)
  const signalId = new URL(request.url).searchParams.get('signaal')
  return answerForm(values, async () => {
    const { slug } = await createDecision(fetchApi, {
      title: textAt(values, 'title'),
      challengeId: textAt(values, 'challengeId'),
      question: textAt(values, 'question'),
      ...readOwner(values),
      open: textAt(values, 'open') === 'yes',
      ...(signalId ? { signalIds: [signalId] } : {}),
    })
    return redirect(withDone(pathsOf(language).editDecision(slug), 'gemaakt'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).editing.decision.newTitle)
}

export default function NewDecision({ loaderData, actionData }: Route.ComponentProps) {
  const { organisations, signal, challenges, challengeId, open } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.decision
  const values = {
    open,
    challengeId,
    title: signal ? t.signals.name(signal.indicatorTitle, signal.areaName) : '',
    question: signal ? words.questionOnSignal(signal.indicatorTitle, signal.areaName) : '',
  }
  return (
    <Page
      title={words.newTitle}
      lead={words.newLead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.decisions, to: paths.ownDecisions() },
      ]}
    >
      {signal ? (
        <blockquote className="sp-quote">
          <Paragraph className="sp-quiet">{words.fromSignal}</Paragraph>
          <Paragraph>{signal.sentence[language]}</Paragraph>
        </blockquote>
      ) : null}
      <EditForm state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
        <Select name="challengeId" options={challenges} empty={t.forms.choose} />
        <OwnerField organisations={organisations} />
        <Line name="title" />
        <Lines name="question" later rows={2} />
        <Radios
          name="open"
          options={[
            { value: 'yes', label: words.openChoices.yes },
            { value: 'no', label: words.openChoices.no },
          ]}
        />
        <Actions>
          <Do>{t.editing.create}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
