import { data, redirect } from 'react-router'
import { type Agreement, getAgreement, getAgreementVersion, type Mistake } from '../../api.ts'
import { dateOf } from '../../clock-time.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Hidden, Lines, Radios } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { Nothing, Paragraph, TextLink } from '../../components/text.tsx'
import { MissingInText, splitMissing } from '../../components/workspace/missing-in-text.tsx'
import { PlainText } from '../../components/workspace/plain-text.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { STEP_NAMES, STEPS, versionOfStep, whoSigns } from '../../workspace/agreement-desk.ts'
import { signAgreement } from '../../workspace/agreements-api.ts'
import { listMandates } from '../../workspace/api.ts'
import { getPerson } from '../../workspace/me.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/agreement-step.ts'

export async function loader({ params, context }: Route.LoaderArgs) {
  const { fetchApi, now } = getSite(context)
  const step = readStep(params.step)
  const agreement = await getAgreement(fetchApi, params.slug)
  const signsFor = whoSigns(agreement, getPerson(context), step)
  const lists = await Promise.all(signsFor.map((id) => listMandates(fetchApi, id)))
  const today = dateOf(now())
  const mandates = lists
    .flat()
    .filter(({ field, since, until }) => {
      const isAboutData = field === 'data' || field === 'any'
      return isAboutData && since <= today && (until === null || until >= today)
    })
    .map(({ id, function: title, holderName, organisationName, basis }) => ({
      ...{ id, title, holderName, organisationName, basis },
    }))
  const version = versionOfStep(agreement, step)
  const read =
    version === agreement.version
      ? agreement
      : await getAgreementVersion(fetchApi, params.slug, String(version))
  return { agreement: read, step, mandates, can: signsFor.length > 0 }
}

function readStep(given: string) {
  const step = STEP_NAMES.find((known) => known === given)
  if (!step) throw data(null, { status: 404 })
  return step
}

export async function action({ request, params, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const step = readStep(params.step)
  const { signing, done, hasReason } = STEPS[step]
  const values = readValues(form)
  const text = (name: string) => textAt(values, name)
  const sign = async () => {
    await signAgreement(getSite(context).fetchApi, params.slug, signing, {
      mandateId: text('mandateId'),
      reason: text(hasReason ? 'reason' : 'remark'),
      ...(signing === 'offer' && { revision: text('text') }),
      ...((signing === 'acceptance' || signing === 'refusal') && { version: Number(text('version')) }),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).editAgreement(params.slug), done))
  }
  const { chooseMandate } = messagesOf(languageOfRequest(request)).editing.agreementSteps
  return answerForm(values, sign, {
    place: (mistake) => placeMistake(mistake, text('mandateId'), chooseMandate),
  })
}

/** What is about the version that was read has no field: it is told as the whole. The API does not know of the list of mandates. */
function placeMistake(mistake: Mistake, mandateId: string, chooseMandate: string): Mistake {
  if (['/revision', '/version'].includes(mistake.pointer)) return { ...mistake, pointer: '' }
  const isUnchosen = mistake.pointer === '/mandateId' && mandateId === ''
  return isUnchosen ? { ...mistake, detail: chooseMandate } : mistake
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const { steps } = messagesOf(languageOf(location.pathname)).editing.agreementSteps
  return loaderData ? titleMeta(location.pathname, steps[loaderData.step].title) : []
}

export default function AgreementStep({ loaderData, actionData }: Route.ComponentProps) {
  const { agreement, step, mandates, can } = loaderData
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreementSteps
  const { title, lead, button } = words.steps[step]
  const { hasReason, signing } = STEPS[step]
  const isAnswer = signing === 'offer' || signing === 'acceptance' || signing === 'refusal'
  const { state, missing } = splitMissing(
    actionData ?? { values: startOf(agreement, mandates), mistakes: [] },
    words.notReady,
  )
  return (
    <Page
      title={title}
      lead={lead}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: agreement.title, to: paths.editAgreement(agreement.slug) },
      ]}
    >
      {can || actionData ? (
        <div className="sp-beside">
          <div>
            <EditForm state={state} fields={words.fields}>
              <Hidden name="version" />
              <Hidden name="text" />
              {mandates.length === 0 ? <Paragraph>{words.mandateNone}</Paragraph> : null}
              <Radios
                name="mandateId"
                options={mandates.map((mandate) => ({
                  value: mandate.id,
                  label: words.mandate(mandate.title, mandate.holderName),
                  hint: words.mandateHint(mandate.organisationName, mandate.basis),
                }))}
              />
              {hasReason ? <Lines name="reason" /> : <Lines name="remark" optional rows={2} />}
              <Actions>
                <Do danger={step === 'beeindigen'}>{button}</Do>
              </Actions>
            </EditForm>
            <MissingInText slug={agreement.slug} mistakes={missing} />
          </div>
          <PlainText agreement={agreement} title={isAnswer ? words.reads : words.about} withWhy />
        </div>
      ) : (
        <>
          <Nothing>{words.cannotNow}</Nothing>
          <Paragraph>
            <TextLink to={paths.editAgreement(agreement.slug)}>{agreement.title}</TextLink>
          </Paragraph>
        </>
      )}
    </Page>
  )
}

/** The text that is signed, and the mandate when there is only one. */
function startOf({ version, revision }: Agreement, mandates: { id: string }[]) {
  const [first, second] = mandates
  return { version: String(version), text: revision, mandateId: first && !second ? first.id : '' }
}
