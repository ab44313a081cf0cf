import { data } from 'react-router'
import { send, withQuery } from '../api.ts'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { answerForm } from '../workspace/submission.server.ts'
import type { Route } from './+types/station-messages.ts'

/** What a link in a message about a station is for, and what the API calls it. */
const MATTERS = { aanzetten: 'confirmation', stoppen: 'stop' } as const

type Matter = keyof typeof MATTERS

function matterOf(params: { what?: string }): Matter {
  if (params.what === 'aanzetten' || params.what === 'stoppen') return params.what
  throw data(null, { status: 404 })
}

/** Opening the link changes nothing: programs that check mail open it too. */
export function loader({ params }: Route.LoaderArgs) {
  return { matter: matterOf(params) }
}

/** The address holds a secret: no other site may see it. With `no-referrer` a form without JavaScript would come from nowhere. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' })

export async function action({ params, request, context }: Route.ActionArgs) {
  const path = `/api/v1/sensor-messages/${MATTERS[matterOf(params)]}`
  const key = new URL(request.url).searchParams.get('key') ?? ''
  return answerForm({}, async () => {
    await send(getSite(context).fetchApi, 'POST', withQuery(path, { key }))
    return { done: true }
  })
}

export function meta({ location, loaderData }: Route.MetaArgs) {
  const words = messagesOf(languageOf(location.pathname)).stationMessages
  return titleMeta(location.pathname, words[loaderData?.matter ?? 'stoppen'].title)
}

export default function StationMessages({ loaderData, actionData }: Route.ComponentProps) {
  const { t } = useLanguage()
  const words = t.stationMessages[loaderData.matter]
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
