import { randomUUID } from 'node:crypto'
import { redirect } from 'react-router'
import { ApiProblem, type Decision, getDecision, type Mistake } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm, useFormKey } from '../../components/form/edit-form.tsx'
import { Tick } from '../../components/form/fields.tsx'
import { DecisionBadge } from '../../components/lists.tsx'
import { Page, Section, titleMeta } from '../../components/page.tsx'
import { Paragraph, TextLink } from '../../components/text.tsx'
import { ActionLink } from '../../components/workspace/action-link.tsx'
import { type DecisionChoices, DecisionFields } from '../../components/workspace/decision-fields.tsx'
import { getSite } from '../../context.ts'
import { type Language, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { explainAmount } from '../../workspace/amounts.ts'
import { changeDecision, openDecision, publishDecision } from '../../workspace/api.ts'
import { listDecisionChoices } from '../../workspace/decision-choices.server.ts'
import { blankDecisionRow, fillDecision, readDecision, tidyDecision } from '../../workspace/decision-form.ts'
import { findNamedTwice } from '../../workspace/decision-parties.ts'
import { getPerson, mayDo } from '../../workspace/me.ts'
import { namesOf } from '../../workspace/merge-forms.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { stampForm } from '../../workspace/revision.server.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm, type NoteSaved, sameForm } from '../../workspace/submission.server.ts'
import {
  type FormValues,
  pressRows,
  readPressed,
  readValues,
  rowsAt,
  textAt,
  ticksAt,
} from '../../workspace/values.ts'
import type { Route } from './+types/decision.ts'

export async function loader({ params, request, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const language = languageOfRequest(request)
  const decision = await getDecision(fetchApi, params.slug)
  const values = stampDecision(decision, language)
  const person = getPerson(context)
  return {
    decision,
    values,
    choices: await listDecisionChoices(fetchApi, decision, values, { language, today: dateOf(now()) }),
    may: mayDo(person, 'decisions', decision.ownerId),
    maySign: mayDo(person, 'signatures', decision.ownerId),
  }
}

const stampDecision = (decision: Decision, language: Language): FormValues =>
  stampForm(fillDecision(decision, language), decision.revision)

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const { fetchApi, now } = getSite(context)
  const language = languageOfRequest(request)
  const today = dateOf(now())
  const paths = pathsOf(language)
  const pressed = readPressed(form)
  const choicesFor = async (values: FormValues) =>
    listDecisionChoices(fetchApi, await getDecision(fetchApi, slug), values, { language, today })
  if (pressed.kind !== 'do') {
    const filled = readValues(form)
    const goalIds = ticksAt(filled, 'goalIds')
    const next = pressRows(filled, pressed, (list) => blankDecisionRow(list, randomUUID(), goalIds))
    return { ...sameForm(next.values, next.focus), choices: await choicesFor(next.values) }
  }
  const values = tidyDecision(readValues(form))
  if (pressed.what === 'areas')
    return { ...sameForm(values, 'areaSearch'), choices: await choicesFor(values) }
  const save = async (revision: string | undefined, noteSaved: NoteSaved) => {
    const { partyTwice } = messagesOf(language).editing.decision
    const twice = findNamedTwice(values, partyTwice)
    if (twice.length > 0) throw asProblem(partyTwice, twice)
    const saved = await changeDecision(fetchApi, slug, { ...readDecision(values, language), revision })
    noteSaved(stampDecision(saved, language))
    if (pressed.what === 'open') {
      await openDecision(fetchApi, slug)
      return redirect(withDone(paths.editDecision(slug), 'opengezet'))
    }
    if (pressed.what === 'preview') return redirect(paths.decision(slug))
    if (pressed.what !== 'sign') return redirect(withDone(paths.editDecision(slug), 'opgeslagen'))
    const { revision: signed } = saved
    if (textAt(values, 'confirm') !== 'yes') {
      await publishDecision(fetchApi, slug, { revision: signed, check: true }).catch((error) => {
        throw withConfirmation(error, language)
      })
      throw askConfirmation(language)
    }
    await publishDecision(fetchApi, slug, { revision: signed })
    return redirect(withDone(paths.editDecision(slug), 'ondertekend'))
  }
  const read = async () => stampDecision(await getDecision(fetchApi, slug), language)
  const names = async (theirs: FormValues) =>
    nameDecision(await choicesFor(theirs), rowsAt(theirs, 'options'), language)
  return answerForm(values, save, {
    place: explainAmount(values, language),
    choices: choicesFor,
    stored: { read, names, language, choice: { name: 'chosenOptionId', list: 'options' } },
  })
}

/** What the values that a decision chooses from are called. */
function nameDecision(
  {
    areas,
    signals,
    signalsElsewhere,
    mandates,
    fields,
    goals,
    parties,
    indicators,
    decisions,
  }: DecisionChoices,
  options: FormValues[],
  language: Language,
) {
  const { outcomes, kinds, evidenceKinds, ...words } = messagesOf(language).decisions
  return {
    outcome: outcomes,
    'options.*.consequences.*.kind': kinds,
    'options.*.consequences.*.partyId': namesOf(parties),
    'involved.*.partyId': namesOf(parties),
    'options.*.goalEffects.*.kind': kinds,
    'options.*.goalEffects.*.goalId': namesOf(goals),
    'options.*.values.*.kind': kinds,
    'options.*.values.*.value': words.values,
    'evidence.*.kind': evidenceKinds,
    'involved.*.how': words.involvements,
    'advice.*.followed': words.followed,
    'dissent.*.as': words.dissenters,
    'dissent.*.on': words.grounds,
    goalIds: namesOf(goals),
    replacesId: namesOf(decisions),
    'reopenLine.indicatorId': namesOf(indicators),
    'reopenLine.areaCode': namesOf(areas.options),
    'reopenLine.side': words.sides,
    areaCodes: namesOf(areas.options),
    signalIds: namesOf([...signals, ...signalsElsewhere]),
    mandateId: namesOf(mandates),
    field: namesOf(fields),
    chosenOptionId: namesOf(
      options.map((option) => ({ value: textAt(option, 'id'), label: textAt(option, 'title') })),
    ),
  }
}

function askConfirmation(language: Language): ApiProblem {
  const { confirmFirst } = messagesOf(language).editing.decision
  return asProblem(confirmFirst, [{ in: 'body', pointer: '/confirm', detail: confirmFirst }])
}

/** What the form itself asks, in the shape of what the API refuses. */
const asProblem = (detail: string, errors: Mistake[]) =>
  new ApiProblem({ type: 'about:blank', title: detail, status: 422, detail, errors })

/** What the API says is missing, and the confirmation: all at once. */
function withConfirmation(error: unknown, language: Language): unknown {
  if (!(error instanceof ApiProblem) || error.problem.status !== 422) return error
  const { errors: missing = [] } = error.problem
  const { errors: confirmation = [] } = askConfirmation(language).problem
  return new ApiProblem({ ...error.problem, errors: [...missing, ...confirmation] })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  return loaderData ? titleMeta(location.pathname, loaderData.decision.title) : []
}

export default function EditDecision({ loaderData, actionData }: Route.ComponentProps) {
  const { decision, values, choices, may, maySign } = loaderData
  const { t, language } = useLanguage()
  const formKey = useFormKey(decision.updatedAt, actionData !== undefined)
  const paths = pathsOf(language)
  const words = t.editing.decision
  return (
    <Page
      title={decision.title}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.decisions, to: paths.ownDecisions() },
      ]}
      kicker={
        <>
          <DecisionBadge standing={decision.standing} />
          <span>{t.decisions.historyOf(decision.version)}</span>
          <TextLink to={paths.decision(decision.slug)}>
            {decision.state === 'published' ? t.workspace.view : t.workspace.viewDraft}
          </TextLink>
        </>
      }
    >
      {decision.state !== 'draft' ? (
        <>
          <Paragraph>{words.published}</Paragraph>
          {may ? (
            <div className="sp-actions">
              <ActionLink to={paths.correctDecision(decision.slug)}>{words.correct}</ActionLink>
              {maySign ? (
                <>
                  <ActionLink to={paths.reviewDecision(decision.slug)}>{words.reviewTitle}</ActionLink>
                  <ActionLink to={paths.withdrawDecision(decision.slug)}>{words.withdrawTitle}</ActionLink>
                </>
              ) : null}
            </div>
          ) : null}
        </>
      ) : may ? (
        <EditForm key={formKey} state={actionData ?? { values, mistakes: [] }} fields={words.fields}>
          {decision.openedAt === null ? null : <Paragraph>{words.isOpen}</Paragraph>}
          <DecisionFields choices={actionData?.choices ?? choices} />
          <Actions>
            <Do>{t.editing.saveDraft}</Do>
            <Do what="preview" purpose="secondary">
              {words.preview}
            </Do>
          </Actions>
          {decision.openedAt === null ? (
            <Section title={words.openTitle}>
              <Paragraph>{words.openText}</Paragraph>
              <Actions>
                <Do what="open" purpose="secondary">
                  {words.openButton}
                </Do>
              </Actions>
            </Section>
          ) : null}
          <Section title={words.signTitle}>
            <Paragraph>{maySign ? words.signText : words.notSigner}</Paragraph>
            {maySign ? (
              <>
                <Tick name="confirm" />
                <Actions>
                  <Do what="sign">{words.sign}</Do>
                </Actions>
              </>
            ) : null}
          </Section>
        </EditForm>
      ) : (
        <Paragraph>{t.editing.notYours}</Paragraph>
      )}
    </Page>
  )
}
