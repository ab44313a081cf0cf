import { redirect } from 'react-router'
import { getDecision } from '../../api.ts'
import { Actions, Do } from '../../components/form/buttons.tsx'
import { EditForm } from '../../components/form/edit-form.tsx'
import { Lines, Select } from '../../components/form/fields.tsx'
import { Page, titleMeta } from '../../components/page.tsx'
import { getSite } from '../../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { withdrawDecision } from '../../workspace/api.ts'
import { listMandateChoices } from '../../workspace/decision-choices.server.ts'
import { withDone } from '../../workspace/paths.ts'
import { readForm } from '../../workspace/session.server.ts'
import { answerForm } from '../../workspace/submission.server.ts'
import { readValues, textAt } from '../../workspace/values.ts'
import type { Route } from './+types/withdraw-decision.ts'

export async function loader({ request, params, context }: Route.LoaderArgs) {
  const { fetchApi } = getSite(context)
  const { slug, title, ownerId, field, signature } = await getDecision(fetchApi, params.slug)
  const mandates = await listMandateChoices(fetchApi, ownerId, languageOfRequest(request), field)
  return { decision: { slug, title, mandateId: signature?.mandateId ?? '' }, mandates }
}

export async function action({ request, params: { slug }, context }: Route.ActionArgs) {
  const { form } = await readForm({ request, context })
  const values = readValues(form)
  return answerForm(values, async () => {
    const mandateId = textAt(values, 'mandateId')
    const body = { reason: textAt(values, 'reason'), ...(mandateId ? { mandateId } : {}) }
    await withdrawDecision(getSite(context).fetchApi, slug, body)
    return redirect(withDone(pathsOf(languageOfRequest(request)).editDecision(slug), 'opgeslagen'))
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(
    location.pathname,
    messagesOf(languageOf(location.pathname)).editing.decision.withdrawTitle,
  )
}

export default function WithdrawDecision({
  loaderData: { decision, mandates },
  actionData,
}: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.decision
  return (
    <Page
      title={words.withdrawTitle}
      lead={words.withdrawText}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: decision.title, to: paths.editDecision(decision.slug) },
      ]}
    >
      <EditForm
        state={actionData ?? { values: { mandateId: decision.mandateId }, mistakes: [] }}
        fields={words.withdrawFields}
      >
        <Lines name="reason" rows={4} />
        <Select name="mandateId" options={mandates} />
        <Actions>
          <Do>{words.withdrawButton}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
