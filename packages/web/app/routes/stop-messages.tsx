import { useSearchParams } from 'react-router'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { stopChallenge } from '../outcomes/api.ts'
import { stopMessages } from '../signals-api.ts'
import { answerForm } from '../workspace/submission.server.ts'
import type { Route } from './+types/stop-messages.ts'

/** The address holds a secret: no other site may see it. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' })

/** Opening the link changes nothing: programs that check mail open it too. */
export async function action({ request, context }: Route.ActionArgs) {
  const asked = new URL(request.url).searchParams
  const [key, challengeId] = [asked.get('key') ?? '', asked.get('opgave')]
  return answerForm({}, async () => {
    const { fetchApi } = getSite(context)
    if (challengeId === null) await stopMessages(fetchApi, key)
    else await stopChallenge(fetchApi, key, challengeId)
    return { done: true }
  })
}

export function meta({ location }: Route.MetaArgs) {
  return titleMeta(location.pathname, messagesOf(languageOf(location.pathname)).digest.stop.title)
}

export default function StopMessages({ actionData }: Route.ComponentProps) {
  const { t } = useLanguage()
  // From a message one can stop what it tells of one challenge, too.
  const isOfOne = useSearchParams()[0].has('opgave')
  const words = isOfOne ? { ...t.digest.stop, ...t.outcomes.stop } : t.digest.stop
  if (actionData && 'done' in actionData) return <Page title={words.doneTitle} lead={words.done} />
  return (
    <Page title={words.title} lead={words.lead}>
      <EditForm state={actionData ?? { values: {}, mistakes: [] }} fields={{}}>
        <Actions>
          <Do>{words.button}</Do>
        </Actions>
      </EditForm>
    </Page>
  )
}
