import { data, type RouterContextProvider, redirect } from 'react-router'
import { getMe } from '../api.ts'
import { getSite } from '../context.ts'
import { languageOfRequest } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { type Person, personContext, pupilContext } from './me.ts'

type Visit = { request: Request; context: Readonly<RouterContextProvider> }

/**
 * Lets in who is signed in, and sends others to the page for signing in and back. A form of someone whose session has
 * ended is let through to its action, which gives what was typed back: see `readForm`. Pupils come only on pages of analyses.
 */
export async function letIn({ request, context }: Visit): Promise<void> {
  const me = await getMe(getSite(context).fetchApi)
  if (me.kind === 'person') {
    context.set(personContext, me as Person)
    return
  }
  if (me.kind === 'pupil' && OF_PUPILS.test(new URL(request.url).pathname)) {
    context.set(pupilContext, { name: me.name ?? '' })
    return
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    throw redirect(pathsOf(languageOfRequest(request)).signIn(addressOf(request)))
  }
}

/** Finds out who is signed in, on a page that others may see too. Who has no session costs nothing. */
export async function rememberPerson({ request, context }: Visit): Promise<void> {
  if (!request.headers.has('cookie')) return
  const me = await getMe(getSite(context).fetchApi)
  if (me.kind === 'person') context.set(personContext, me as Person)
}

const OF_PUPILS = /^(\/en)?\/mijn\/analyses(\/|\.data$|$)/

/** The page of a request, without what the router adds for itself. */
function addressOf(request: Request): string {
  const { pathname, search } = new URL(request.url)
  return pathname.replace(/\.data$/, '') + search.replace(/[?&]_routes=[^&]*/, '')
}

/** The form that a person or a pupil sent, on the pages that they have in common. */
export async function readAuthorForm({ request, context }: Visit): Promise<{ form: FormData }> {
  return context.get(pupilContext) ? { form: await request.formData() } : readForm({ request, context })
}

/** What someone had typed when the session turned out to have ended. */
export type LostSession = { lost: [name: string, value: string][] }

/**
 * The form that was sent, from someone who is signed in.
 * @throws what was typed, for the page that lets people sign in and send it again
 */
export async function readForm({ request, context }: Visit): Promise<{ form: FormData; person: Person }> {
  const form = await request.formData()
  const person = context.get(personContext)
  if (person) return { form, person }
  const typed = [...form].filter((pair): pair is [string, string] => typeof pair[1] === 'string')
  throw data({ lost: typed } satisfies LostSession, { status: 401 })
}

/**
 * A form with passwords in it, from someone who is signed in.
 * @throws a redirect to signing in: a password is not kept to be sent again
 */
export async function readPasswords({ request, context }: Visit): Promise<FormData> {
  const form = await request.formData()
  if (context.get(personContext)) return form
  throw redirect(pathsOf(languageOfRequest(request)).signIn(addressOf(request)))
}
