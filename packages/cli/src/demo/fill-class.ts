import { type Connection, dataOf, type Send } from '@samenspel/client'
import { type App, createAccount } from '@samenspel/server'
import { CLASS, TEACHER, type Work, worksOf } from '../waterrijk/content/class.ts'
import { enterAs, signIn } from './administer.ts'

/** A class as one can come into it now. */
export type ExampleClass = { code: string; email: string; name: string; nickname: string; card: string }

/**
 * Opens a class with pupils and what they made, as far as that was not done yet, through the public API: one analysis is published, one
 * waits for the teacher. Gives a pupil a new card each time, as nobody knows the words of the old one.
 */
export async function fillClass(
  app: App,
  { url, send, password, now }: { url: string; send: Send; password: string; now: number },
): Promise<ExampleClass> {
  await createAccount(app.platform.db, { ...TEACHER, password, memberships: [] })
  const teacher = await signIn(url, send, TEACHER.email, password)
  const { items } = await dataOf(teacher.api.GET('/classes'))
  const found = items.find(({ school }) => school === CLASS.school)
  const { id } = found ?? (await dataOf(teacher.api.POST('/classes', { body: CLASS })))
  const params = { path: { id } }
  if (!found) await dataOf(teacher.api.POST('/classes/{id}/pupils', { params, body: { count: 6 } }))
  const { code, members } = await dataOf(teacher.api.GET('/classes/{id}', { params }))
  const [first, second] = members
  if (!first || !second) throw new Error('The class of the example has pupils.')
  const entry = code ?? (await dataOf(teacher.api.POST('/classes/{id}/code', { params }))).code ?? ''
  const give = async (pupilId: string) =>
    (
      await dataOf(
        teacher.api.POST('/classes/{id}/pupils/{pupilId}/card', { params: { path: { id, pupilId } } }),
      )
    ).card
  const written = await dataOf(teacher.api.GET('/classes/{id}/analyses', { params }))
  const isThere = ({ title }: Work) => written.items.some((each) => each.title === title)
  const [published, waiting] = worksOf(now)
  if (!isThere(published)) {
    const slug = await write(await enter(url, send, entry, await give(first.id)), published)
    await approve(teacher, id, slug)
  }
  if (!isThere(waiting)) await write(await enter(url, send, entry, await give(second.id)), waiting)
  const card = await give(first.id)
  const name = `${CLASS.name}, ${CLASS.school}`
  return { code: entry, email: TEACHER.email, name, nickname: first.nickname, card }
}

/** Writes an analysis and hands it in; gives its slug. */
async function write({ api }: Connection, work: Work): Promise<string> {
  const { slug } = await dataOf(api.POST('/analyses', { body: work }))
  await dataOf(api.POST('/analyses/{key}/handing-in', { params: { path: { key: slug } } }))
  return slug
}

async function approve({ api }: Connection, id: string, key: string): Promise<void> {
  const params = { path: { id, key } }
  const { revision } = await dataOf(api.GET('/classes/{id}/analyses/{key}', { params }))
  await dataOf(
    api.POST('/classes/{id}/analyses/{key}/approval', { params, body: { revision, naming: 'class' } }),
  )
}

/** The API as a pupil, who comes in with a card. */
function enter(url: string, send: Send, code: string, card: string): Promise<Connection> {
  return enterAs(url, send, '/api/v1/pupil-sessions', { code, card })
}
