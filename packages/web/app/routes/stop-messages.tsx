import { useSearchParams } from 'react-router'
import { ApiProblem, getChallenge } from '../api.ts'
import { Actions, Do } from '../components/form/buttons.tsx'
import { EditForm } from '../components/form/edit-form.tsx'
import { Page, titleMeta } from '../components/page.tsx'
import { Paragraph, TextLink } from '../components/text.tsx'
import { getSite } from '../context.ts'
import { languageOf, messagesOf, useLanguage } from '../language.ts'
import { stopChallenge } from '../outcomes/api.ts'
import { pathsOf } from '../paths.ts'
import { stopMessages } from '../signals-api.ts'
import { answerForm } from '../workspace/submission.server.ts'
import type { Route } from './+types/stop-messages.ts'

/** The address holds a secret: no other site may see it. */
export const headers = () => ({ 'referrer-policy': 'same-origin', 'cache-control': 'no-store' })

/** From a message one can stop what it tells of one challenge, too. */
const challengeIn = (search: URLSearchParams) => search.get('opgave')

/** What the challenge is called; null when it is not public any more, or the address lost a part of it. */
export async function loader({ request, context }: Route.LoaderArgs) {
  const id = challengeIn(new URL(request.url).searchParams)
  const challenge = id ? await getChallenge(getSite(context).fetchApi, id).catch(() => null) : null
  return { name: challenge?.title ?? null }
}

/** Opening the link changes nothing: programs that check mail open it too. */
export async function action({ request, context }: Route.ActionArgs) {
  const asked = new URL(request.url).searchParams
  const [key, challengeId] = [asked.get('key') ?? '', challengeIn(asked)]
  return answerForm({}, async () => {
    const { fetchApi } = getSite(context)
    try {
      if (challengeId === null) await stopMessages(fetchApi, key)
      else await stopChallenge(fetchApi, key, challengeId)
    } catch (error) {
      // There is nothing to fill in: what is not right is the address itself.
      if (error instanceof ApiProblem && [400, 404].includes(error.problem.status)) return { isWrong: true }
      throw error
    }
    return { done: true }
  })
}

export function meta({ location }: Route.MetaArgs) {
  const t = messagesOf(languageOf(location.pathname))
  const isOfOne = challengeIn(new URLSearchParams(location.search)) !== null
  return titleMeta(location.pathname, (isOfOne ? t.outcomes.stop : t.digest.stop).title)
}

export default function StopMessages({ loaderData: { name }, actionData }: Route.ComponentProps) {
  const { t, language } = useLanguage()
  const isOfOne = challengeIn(useSearchParams()[0]) !== null
  const { stop } = t.outcomes
  const words = isOfOne
    ? { ...t.digest.stop, ...stop, lead: stop.lead(name), done: stop.done(name) }
    : t.digest.stop
  const choices = (
    <Paragraph>
      <TextLink to={pathsOf(language).myMessages()}>{words.choices}</TextLink>
    </Paragraph>
  )
  if (actionData && 'isWrong' in actionData) {
    return (
      <Page title={words.wrongTitle} lead={words.wrong}>
        {choices}
      </Page>
    )
  }
  if (actionData && 'done' in actionData) {
    return (
      <Page title={words.doneTitle} lead={words.done}>
        {choices}
      </Page>
    )
  }
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
