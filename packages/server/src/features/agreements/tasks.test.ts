import { expect, it } from 'vitest'
import type { Task } from './schema/tasks.ts'
import { forgetDoer } from './store/tasks.ts'
import { type Sender, useAgreements } from './testing/world.ts'

const { server, world, send, must, permission, draft, sign, agree } = useAgreements()
const reason = 'Er is een lek gevonden in het systeem.'
const note = 'Het rapport staat op onze site.'

const duties = [
  { id: 'bron', kind: 'attribute', before: null, afterDays: null },
  { id: 'melden', kind: 'report-back', before: '2026-06-01T00:00:00Z', afterDays: null },
  { id: 'wissen', kind: 'delete', before: null, afterDays: 30 },
] as const

const makeDraft = (change: object = {}) =>
  draft({
    permissions: [permission({ duties: [...duties] })],
    validThrough: '2026-05-02T00:00:00Z',
    ...change,
  })

async function list(slug: string, query = '', actor = world().healthService.officer): Promise<Task[]> {
  const url = `agreement-tasks?agreement=${slug}${query}`
  return (await must<{ items: Task[] }>('GET', url, undefined, actor)).items
}

const short = (tasks: Task[]) => tasks.map(({ dutyId, state, dueAt }) => [dutyId, state, dueAt])

it('is there for each duty, with a day that is due, as soon as all have accepted', async () => {
  const { slug } = await makeDraft()
  await sign(slug, 'offer', world().municipality)
  expect(await list(slug)).toEqual([])
  await sign(slug, 'acceptance', world().healthService, { version: 1 })
  const tasks = await list(slug)
  expect(short(tasks)).toEqual(
    [
      ['melden', 'open', '2026-06-01T00:00:00.000Z'],
      ['wissen', 'open', '2026-06-01T00:00:00.000Z'],
      ['bron', 'open', null],
    ].sort(byPlaceIn(tasks)),
  )
  expect(tasks[0]).toMatchObject({
    organisationName: 'GGD',
    agreementTitle: 'Lucht voor de GGD',
    doneAt: null,
  })
  expect(short(await list(slug, '', world().municipality.officer))).toEqual(short(tasks))
  const others = await send('GET', `agreement-tasks?agreement=${slug}`, undefined, world().waterBoard.officer)
  expect(others.json()).toMatchObject({ items: [] })
  expect((await send('GET', 'agreement-tasks')).statusCode).toBe(401)
  const pages = [await list(slug, '&pageSize=2'), await list(slug, '&state=open')]
  expect(pages.map(({ length }) => length)).toEqual([2, 3])
})

/** Two that are due at once are in the order of their ids, which nobody knows beforehand. */
function byPlaceIn(tasks: Task[]) {
  const place = (dutyId: unknown) => tasks.findIndex((task) => task.dutyId === dutyId)
  return ([left]: unknown[], [right]: unknown[]) => place(left) - place(right)
}

it('is overdue by the moment itself, and done by the party that promised it, with a note', async () => {
  const { slug } = await makeDraft()
  await agree(slug)
  const [first] = (await list(slug)).filter(({ dutyId }) => dutyId === 'melden')
  server.now = new Date('2026-06-01T00:00:00Z')
  expect((await list(slug, '&state=overdue')).map(({ dutyId }) => dutyId).sort()).toEqual([
    'melden',
    'wissen',
  ])
  const complete = (actor: Sender) => send('POST', `agreement-tasks/${first?.id}/completion`, { note }, actor)
  const { municipality, healthService, waterBoard } = world()
  expect((await complete(municipality.officer)).statusCode).toBe(403)
  expect((await complete(waterBoard.officer)).statusCode).toBe(404)
  expect((await complete(healthService.decider)).statusCode).toBe(403)
  expect((await complete(healthService.officer)).json()).toMatchObject({
    state: 'done',
    doneAt: '2026-06-01T00:00:00.000Z',
    doneBy: 'Persoon',
    note,
  })
  expect((await complete(healthService.officer)).statusCode).toBe(409)
})

it('counts the term to delete from the end, also when that comes sooner', async () => {
  const { slug } = await makeDraft({ validThrough: null })
  await agree(slug)
  const due = async () => (await list(slug)).find(({ dutyId }) => dutyId === 'wissen')?.dueAt
  expect(await due()).toBeNull()
  await sign(slug, 'end', world().municipality, { reason })
  expect(await due()).toBe('2026-04-01T10:00:00.000Z')
  expect((await list(slug)).find(({ dutyId }) => dutyId === 'bron')?.state).toBe('lapsed')
})

it('passes to the next version: what is done stays done, what is not lapses', async () => {
  const { slug } = await makeDraft()
  await agree(slug)
  const { healthService, municipality } = world()
  const report = (await list(slug)).find(({ dutyId }) => dutyId === 'melden')
  await must('POST', `agreement-tasks/${report?.id}/completion`, { note }, healthService.officer)
  await send('POST', `agreements/${slug}/versions`, { reason }, municipality.officer)
  const later = { ...duties[2], afterDays: 60 }
  const permissions = [permission({ duties: [duties[0], duties[1], later] })]
  await must('PATCH', `agreements/${slug}`, { permissions }, municipality.officer)
  server.now = new Date('2026-03-03T10:00:00Z')
  await agree(slug, 2)
  const states = (await list(slug)).map(({ version, dutyId, state }) => `${version} ${dutyId} ${state}`)
  expect(states.sort()).toEqual([
    '1 bron lapsed',
    '1 melden done',
    '1 wissen lapsed',
    '2 bron open',
    '2 melden done',
    '2 wissen open',
  ])
})

it('forgets the name of who leaves', async () => {
  const { slug } = await makeDraft()
  await agree(slug)
  const task = (await list(slug))[0]
  const { officer } = world().healthService
  await must('POST', `agreement-tasks/${task?.id}/completion`, { note }, officer)
  await forgetDoer(server.database.db, world().healthService.personId)
  const read = await must<Task>('GET', `agreement-tasks/${task?.id}`, undefined, officer)
  expect(read).toMatchObject({ state: 'done', doneBy: '', note })
})
