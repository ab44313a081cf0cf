import { redirect } from 'react-router'
import { type Challenge, getChallenge } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm, useFormKey } from '../../components/form/edit-form.tsx'
import { Line, Lines, Select } from '../../components/form/fields.tsx'
import { SimilarLessons } from '../../components/lessons/similar.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Badge, Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { AreaField } from '../../components/workspace/area-field.tsx'
import { ChallengeParts } from '../../components/workspace/challenge-parts.tsx'
import { getSite } from '../../context.ts'
import { languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { listSimilarLessons } from '../../lessons/api.ts'
import { PHASES } from '../../loop.ts'
import { pathsOf } from '../../paths.ts'
import { listAlliancesOf } from '../../workspace/agreements-api.ts'
import { changeChallenge } from '../../workspace/api.ts'
import { listAreaChoices } from '../../workspace/areas.server.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { namesOf } from '../../workspace/merge-forms.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, type NoteSaved, sameForm } from '../../workspace/submission.server.ts'
import { type FormValues, readPressed, readValues, textAt, ticksAt } from '../../workspace/values.ts'
import type { Route } from './+types/challenge.ts'

/** The fields that lessons of others are compared with. */
const LIKE = ['title', 'summary', 'question'] as const

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const challenge = await getChallenge(fetchApi, params.slug)
  const values = stampChallenge(challenge)
  const areas = await listAreaChoices(fetchApi, values, languageOfRequest(request))
  const alliances = await listAlliancesOf(fetchApi, challenge.id)
  const lessons = challenge.published ? undefined : await listSimilarLessons(fetchApi, likeness(values))
  const person = getPerson(context)
  const may = mayDo(person, 'challenges', challenge.ownerId)
  return { challenge, alliances, today: dateOf(now()), values, areas, lessons, may, person }
}

const likeness = (values: FormValues) => LIKE.map((name) => textAt(values, name)).join('\n')

const stampChallenge = (challenge: Challenge): FormValues => stampForm(fill(challenge), challenge.revision)

const fill = (challenge: Challenge): FormValues => ({
  title: challenge.title,
  summary: challenge.summary,
  question: challenge.question,
  affected: challenge.affected,
  dataRole: challenge.dataRole,
  phase: challenge.phase,
  areaCodes: challenge.areaCodes,
})

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const values = readValues(form)
  const pressed = readPressed(form)
  const choices = (shown: FormValues) => listAreaChoices(fetchApi, shown, language)
  const what = pressed.kind === 'do' ? pressed.what : 'save'
  if (what === 'areas') {
    return { ...sameForm(values, 'areaSearch'), choices: await choices(values) }
  }
  if (what === 'lessons') {
    const lessons = await listSimilarLessons(fetchApi, likeness(values))
    return { ...sameForm(values, ''), choices: await choices(values), lessons }
  }
  const publishing = what === 'publish'
  const save = async (revision: string | undefined, noteSaved: NoteSaved) => {
    const text = (name: string) => textAt(values, name)
    const saved = await changeChallenge(fetchApi, params.slug, {
      revision,
      title: text('title'),
      summary: text('summary'),
      question: text('question'),
      affected: text('affected'),
      dataRole: text('dataRole'),
      phase: text('phase'),
      areaCodes: ticksAt(values, 'areaCodes'),
    })
    noteSaved(stampChallenge(saved))
    if (publishing) {
      await changeChallenge(fetchApi, params.slug, { published: true, revision: saved.revision })
    }
    const paths = pathsOf(language)
    const parts = {
      source: paths.editSource,
      goal: paths.editGoal,
      party: paths.editParty,
      alliance: paths.editAlliance,
    }
    if (what === 'source' || what === 'goal' || what === 'party' || what === 'alliance') {
      return redirect(parts[what](params.slug, 'nieuw'))
    }
    const done = publishing ? 'gepubliceerd' : 'opgeslagen'
    return redirect(withDone(paths.editChallenge(params.slug), done))
  }
  const names = async (stored: FormValues) => ({
    phase: messagesOf(language).phases,
    areaCodes: namesOf((await choices(stored)).options),
  })
  const read = async () => stampChallenge(await getChallenge(fetchApi, params.slug))
  return answerForm(values, save, { choices, stored: { read, names, language } })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.challenge.title) : []
}

export default function EditChallenge({ loaderData, actionData }: Route.ComponentProps) {
  const { challenge, alliances, today, values, areas, lessons, may, person } = loaderData
  const { t, language } = useLanguage()
  const formKey = useFormKey(challenge.updatedAt, actionData !== undefined)
  const paths = pathsOf(language)
  const words = t.editing.challenge
  const state = actionData ?? { values, mistakes: [] }
  return (
    <Page
      title={challenge.title}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.challenges, to: paths.ownChallenges() },
      ]}
      kicker={
        <>
          <Badge tone={challenge.published ? 'success' : 'warning'}>
            {challenge.published ? t.workspace.published : t.workspace.draft}
          </Badge>
          <TextLink to={paths.challenge(challenge.slug)}>
            {challenge.published ? t.workspace.view : t.workspace.viewDraft}
          </TextLink>
        </>
      }
    >
      {may ? null : <Paragraph>{t.editing.notYours}</Paragraph>}
      <EditForm key={formKey} state={state} fields={words.fields}>
        <Section title={words.aboutTitle}>
          <Line name="title" />
          <Lines name="summary" optional />
          <Lines name="question" optional rows={2} />
          <Lines name="affected" later />
          <Lines name="dataRole" later />
          <Select name="phase" options={PHASES.map((phase) => ({ value: phase, label: t.phases[phase] }))} />
          <AreaField choices={actionData?.choices ?? areas} />
          {may ? (
            <Actions>
              <Do>{t.editing.save}</Do>
            </Actions>
          ) : null}
        </Section>
        {may && !challenge.published ? (
          <SimilarLessons
            fields={LIKE}
            found={actionData && 'lessons' in actionData ? actionData.lessons : lessons}
          />
        ) : null}
        <ChallengeParts challenge={challenge} alliances={alliances} today={today} may={may} />
        {challenge.published ? (
          <Paragraph>{t.editing.isPublished}</Paragraph>
        ) : may ? (
          <Section title={t.editing.publishTitle}>
            <Paragraph>{words.publishText}</Paragraph>
            <Actions>
              <Do what="publish">{t.editing.publish}</Do>
            </Actions>
          </Section>
        ) : null}
      </EditForm>
      <Section title={words.nextTitle}>
        <div className="sp-actions">
          {mayDo(person, 'agreements') ? (
            <ActionLink to={paths.newAgreement({ challenge: challenge.id })}>
              {t.workspace.newAgreement}
            </ActionLink>
          ) : null}
          {mayDo(person, 'indicators') ? (
            <ActionLink to={paths.newIndicator(challenge.id)}>{t.workspace.newIndicator}</ActionLink>
          ) : null}
          {mayDo(person, 'decisions') ? (
            <ActionLink to={paths.newDecision({ challenge: challenge.id })}>
              {t.workspace.newDecision}
            </ActionLink>
          ) : null}
        </div>
      </Section>
    </Page>
  )
}
