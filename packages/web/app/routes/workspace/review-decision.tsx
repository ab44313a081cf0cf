import { redirect } from 'react-router'
import { getDecision } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { DayLine, Lines, Radios, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { reviewDecision } from '../../workspace/api.ts'
import { listMandateChoices } from '../../workspace/decision-choices.server.ts'
import { orNull } from '../../workspace/numbers.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/review-decision.ts'

const RESULTS = ['kept', 'to-be-changed', 'reopened'] as const

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { slug, title, ownerId, field, signature, mandateId, happenings } = await getDecision(
    fetchApi,
    params.slug,
  )
  const mandates = await listMandateChoices(fetchApi, ownerId, languageOfRequest(request), field)
  // A correction that waits for its signature has the mandate in its text only. What no longer holds is not in the list: then nothing is chosen for anyone.
  const given = signature?.mandateId ?? mandateId ?? ''
  const chosen = mandates.some(({ value }) => value === given) ? given : ''
  return { decision: { slug, title, mandateId: chosen, happenings: happenings.length }, mandates }
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const mandateId = textAt(values, 'mandateId')
    await reviewDecision(getSite(context).fetchApi, slug, {
      result: textAt(values, 'result'),
      reasons: textAt(values, 'reasons'),
      nextReviewDate: orNull(textAt(values, 'nextReviewDate')),
      happenings: Number(textAt(values, 'happenings')),
      ...(mandateId ? { mandateId } : {}),
    })
    return redirect(withDone(pathsOf(languageOfRequest(request)).editDecision(slug), 'opgeslagen'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).editing.decision.reviewTitle)
}

export default function ReviewDecision({
  loaderData: { decision, mandates },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.decision
  return (
    <Page
      title={words.reviewTitle}
      lead={words.reviewText}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: decision.title, to: paths.editDecision(decision.slug) },
      ]}
    >
      <EditForm
        state={actionData ?? { values: { mandateId: decision.mandateId }, mistakes: [] }}
        fields={words.reviewFields}
      >
        <input type="hidden" name="happenings" value={decision.happenings} />
        <Radios
          name="result"
          options={RESULTS.map((value) => ({ value, label: t.decisions.results[value] }))}
        />
        <Lines name="reasons" rows={6} />
        <DayLine name="nextReviewDate" optional />
        <Select name="mandateId" options={mandates} empty={t.forms.choose} />
        <Actions>
          <Do>{words.reviewButton}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
