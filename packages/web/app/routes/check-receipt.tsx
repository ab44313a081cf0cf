import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Lines } from '../components/form/fields.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { getSite } from '../context.ts'
import { languageOf, languageOfRequest, messagesOf, useLanguage } from '../language.ts'
import { checkReceipt } from '../my/api.ts'
import { notChosen } from '../my/choice.ts'
import { answerForm } from '../workspace/submission.server.ts'
import { readValues, textAt } from '../workspace/values.ts'
import type { Route } from './+types/check-receipt.ts'

export async function action({ request, context }: Route.ActionArgs) {
  const values = readValues(await request.formData())
  const language = languageOfRequest(request)
  return answerForm(values, async () => {
    const receipt = parse(textAt(values, 'receipt'))
    if (receipt === undefined) throw notChosen(messagesOf(language).consent.check.notJson, ['/receipt'])
    return { values, mistakes: [], check: await checkReceipt(getSite(context).fetchApi, receipt) }
  })
}

/** The object that is written; undefined when it is none. */
function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined
  } catch {
    return undefined
  }
}

export function meta({ location }: Route.MetaArgs) {
  const { title, lead } = messagesOf(languageOf(location.pathname)).consent.check
  return titleMeta(location.pathname, title, lead)
}

export default function CheckReceipt({ actionData }: Route.ComponentProps) {
  const { t } = useLanguage()
  const words = t.consent.check
  const check = actionData && 'check' in actionData ? actionData.check : undefined
  const standing = () => {
    if (check?.stands == null) return words.unknown
    if (check.stands) return words.stands
    return words.standsNot(check.status === null ? t.site.unknown : t.consent.statuses[check.status])
  }
  return (
    <Page title={words.title} lead={words.lead}>
      {check ? (
        <div
          className={`utrecht-alert utrecht-alert--${check.genuine ? 'ok' : 'error'} sp-notice`}
          role="status"
          tabIndex={-1}
          {...{ autoFocus: true }}
        >
          <div className="utrecht-alert__content">
            <p>{check.genuine ? words.genuine : words.notGenuine}</p>
            {check.genuine ? <p>{standing()}</p> : null}
            {check.mistakes.map(({ pointer, detail }) => (
              <p key={`${pointer} ${detail}`}>{detail}</p>
            ))}
          </div>
        </div>
      ) : null}
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={words.fields}>
        <Lines name="receipt" rows={10} />
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
