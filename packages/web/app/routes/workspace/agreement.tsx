import { randomUUID } from 'node:crypto'
import { data, redirect } from 'react-router'
import { tellStanding } from '../../agreement-view.ts'
import { type Agreement, getAgreement } from '../../api.ts'
import { AgreementParties } from '../../components/agreement-parties.tsx'
import { AgreementBadge } from '../../components/agreements.tsx'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { answerToForm, EditForm, Refused, useFormKey } from '../../components/form/edit-form.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { TextLink } from '../../components/text.tsx'
import { AgreementActions } from '../../components/workspace/agreement-actions.tsx'
import { AgreementFields } from '../../components/workspace/agreement-fields.tsx'
import { AgreementHistory, AgreementStepList } from '../../components/workspace/agreement-history.tsx'
import { AgreementPreviewSection } from '../../components/workspace/agreement-preview.tsx'
import { AgreementTasks } from '../../components/workspace/agreement-tasks.tsx'
import { DraftText } from '../../components/workspace/draft-text.tsx'
import { GoneAgreement } from '../../components/workspace/gone-agreement.tsx'
import { PlainText } from '../../components/workspace/plain-text.tsx'
import { RemoveSection } from '../../components/workspace/remove-section.tsx'
import { getSite } from '../../context.ts'
import { formatDay } from '../../format.ts'
import { type Language, languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { listAgreementChoices, nameAgreement } from '../../workspace/agreement-choices.server.ts'
import {
  blankAgreementRow,
  fillAgreement,
  placeInAgreement,
  readAgreementForm,
} from '../../workspace/agreement-form.ts'
import { loadPreview } from '../../workspace/agreement-preview.server.ts'
import {
  changeAgreement,
  createAgreement,
  removeAgreement,
  tryAgreement,
} from '../../workspace/agreements-api.ts'
import { loadDesk } from '../../workspace/load-desk.server.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { orNull } from '../../workspace/numbers.ts'
import { unlessGone } from '../../workspace/parts.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, type NoteSaved, sameForm } from '../../workspace/submission.server.ts'
import {
  type FormValues,
  pressRows,
  readOwner,
  readPressed,
  readValues,
  textAt,
} from '../../workspace/values.ts'
import type { Route } from './+types/agreement.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const person = getPerson(context)
  const desk = await unlessGone(loadDesk(fetchApi, params.slug, language))
  if (!desk) return data(null, { status: 404 })
  const { versionState, ownerId } = desk.agreement
  const isEdited = versionState === 'draft' && mayDo(person, 'agreements', ownerId)
  const values = stampAgreement(desk.agreement, language)
  const page = {
    ...desk,
    person,
    preview: await loadPreview(fetchApi, {
      agreement: desk.agreement,
      person,
      search: new URL(request.url).searchParams,
      language,
    }),
    form: isEdited ? { values, choices: await listAgreementChoices(fetchApi, values, language) } : null,
  }
  return data(page)
}

const stampAgreement = (agreement: Agreement, language: Language): FormValues =>
  stampForm(fillAgreement(agreement, language), agreement.revision)

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi } = getSite(context)
  const language = languageOfRequest(request)
  const paths = pathsOf(language)
  const pressed = readPressed(form)
  const values = readValues(form)
  const choicesFor = (shown: FormValues) => listAgreementChoices(fetchApi, shown, language)
  if (pressed.kind !== 'do') {
    const next = pressRows(values, pressed, (list) => blankAgreementRow(list, randomUUID()))
    return { ...sameForm(next.values, next.focus), choices: await choicesFor(next.values) }
  }
  const searched = /^(permissions\.\d+)\.areas$/.exec(pressed.what)?.[1]
  if (searched) {
    return { ...sameForm(values, `${searched}.areaSearch`), choices: await choicesFor(values) }
  }
  if (pressed.what === 'remove') {
    const remove = async () => {
      await removeAgreement(fetchApi, slug)
      return redirect(withDone(paths.ownAgreements(), 'verwijderd'))
    }
    return answerForm(values, remove, { button: 'remove', choices: choicesFor })
  }
  if (pressed.what === 'again') {
    const makeAnew = async () => {
      const { slug: made } = await createAgreement(fetchApi, {
        ...readAgreementForm(values, language),
        challengeId: textAt(values, 'challengeId'),
        allianceId: orNull(textAt(values, 'allianceId')),
        ...readOwner(values),
      })
      return redirect(withDone(paths.editAgreement(made), 'gemaakt'))
    }
    return answerForm(values, makeAnew, { place: placeInAgreement, choices: choicesFor })
  }
  if (pressed.what === 'show') {
    const show = async () => {
      const trial = await tryAgreement(fetchApi, slug, readAgreementForm(values, language))
      return { values, mistakes: [], trial, choices: await choicesFor(values) }
    }
    return answerForm(values, show, { place: placeInAgreement, choices: choicesFor })
  }
  const save = async (revision: string | undefined, noteSaved: NoteSaved) => {
    const saved = await changeAgreement(fetchApi, slug, { ...readAgreementForm(values, language), revision })
    noteSaved(stampAgreement(saved, language))
    return redirect(withDone(paths.editAgreement(slug), 'opgeslagen'))
  }
  const read = async () => {
    const stored = await unlessGone(getAgreement(fetchApi, slug))
    return stored && stampAgreement(stored, language)
  }
  const names = async (theirs: FormValues) => nameAgreement(await choicesFor(theirs), language)
  return answerForm(values, save, {
    place: placeInAgreement,
    choices: choicesFor,
    stored: { read, names, language },
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { gone } = messagesOf(languageOf(location.pathname)).editing
  return titleMeta(location.pathname, loaderData?.agreement.title ?? gone.title)
}

export default function EditAgreement({ loaderData, actionData }: Route.ComponentProps) {
  return loaderData ? (
    <AgreementDesk desk={loaderData} answer={actionData} />
  ) : (
    <GoneAgreement answer={actionData} />
  )
}

type Shown = {
  desk: NonNullable<Route.ComponentProps['loaderData']>
  answer: Route.ComponentProps['actionData']
}

function AgreementDesk({ desk, answer }: Shown) {
  const { agreement, challenge, tasks, changes, person, form, preview } = desk
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementDesk
  const { version, versionState, state, slug, offeredAt, acceptedAt } = agreement
  return (
    <Page
      title={agreement.title}
      lead={tellStanding(agreement, t, language)}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.agreements, to: paths.ownAgreements() },
      ]}
      kicker={
        <>
          <AgreementBadge state={state} />
          <span>
            {t.agreements.version(version)}:{' '}
            {t.agreements.versionStates[versionState](formatDay(acceptedAt ?? offeredAt ?? '', language))}
          </span>
          {challenge ? <TextLink to={paths.challenge(challenge.slug)}>{challenge.title}</TextLink> : null}
          <TextLink to={paths.agreement(slug, version)}>
            {versionState === 'accepted' ? t.workspace.view : t.workspace.viewDraft}
          </TextLink>
        </>
      }
    >
      <Refused answer={answer} isAlone={form === null} />
      <AgreementActions agreement={agreement} person={person} />
      {form ? (
        <DraftForm agreement={agreement} form={form} answer={answerToForm(answer)} />
      ) : (
        <PlainText agreement={agreement} title={t.agreements.says} withWhy />
      )}
      {preview ? <AgreementPreviewSection slug={slug} preview={preview} /> : null}
      {versionState === 'draft' ? null : (
        <Section title={t.agreements.parties}>
          <AgreementParties agreement={agreement} />
        </Section>
      )}
      {tasks.length === 0 ? null : (
        <Section title={words.tasks}>
          <AgreementTasks items={tasks} person={person} hideAgreement />
        </Section>
      )}
      {agreement.history.length < 2 ? null : <AgreementHistory agreement={agreement} changes={changes} />}
      {agreement.steps.length === 0 ? null : <AgreementStepList agreement={agreement} />}
      {form && version === 1 ? (
        <RemoveSection
          title={t.editing.agreement.removeTitle}
          text={t.editing.agreement.removeText}
          remove={t.editing.agreement.remove}
        />
      ) : null}
    </Page>
  )
}

type DraftProps = {
  agreement: Agreement
  form: NonNullable<Shown['desk']['form']>
  answer: Shown['answer']
}

/** The form of the text, and beside it what the stored text says. */
function DraftForm({ agreement, form, answer }: DraftProps) {
  const { t } = useLanguage()
  const trial = answer && 'trial' in answer ? answer.trial : undefined
  const formKey = useFormKey(agreement.updatedAt, answer !== undefined)
  const words = t.editing.agreement
  return (
    <DraftText key={agreement.updatedAt} agreement={agreement} trial={trial} isBehind={answer !== undefined}>
      <EditForm key={formKey} state={answer ?? { values: form.values, mistakes: [] }} fields={words.fields}>
        <AgreementFields choices={answer?.choices ?? form.choices} />
        <Actions>
          <Do>{t.editing.saveDraft}</Do>
          <Do what="show" purpose="secondary">
            {words.show}
          </Do>
        </Actions>
      </EditForm>
    </DraftText>
  )
}
