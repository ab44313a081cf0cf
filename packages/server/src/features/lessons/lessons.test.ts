import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../testing/actors.ts'
import { addEvaluation } from '../../testing/evaluated.ts'
import { useServer } from '../../testing/server.ts'
import { judgeLesson } from './rules.ts'

const server = useServer()
let officer: TestActor
let stranger: TestActor
let challengeId: string

const run = (statement: ReturnType<typeof sql<unknown>>) => statement.execute(server.database.db)

type Answer = { statusCode: number; json: () => never; body: string }

async function send(
  method: 'GET' | 'PUT' | 'POST' | 'PATCH',
  path: string,
  payload?: object,
  actor: { headers: object } | null = officer,
): Promise<Answer> {
  return server.request({
    method,
    url: `/api/v1/${path}`,
    headers: { ...actor?.headers },
    ...(payload ? { payload } : {}),
  })
}
const read = async <T>(path: string): Promise<T> => (await send('GET', path, undefined, null)).json() as T
const slugsOf = async (path: string) =>
  (await read<{ items: { evaluation: { slug: string } }[] }>(path)).items.map(
    ({ evaluation }) => evaluation.slug,
  )

/** Lists begin empty; lessons are frozen, so their evaluations are taken out of sight. */
const clear = () =>
  run(
    sql`update evaluations.evaluation set state = 'withdrawn', withdrawn_at = now() where state = 'published'`,
  )

/** An evaluation as everyone sees it. */
async function evaluated(slug: string, change: { title?: string; area?: string; at?: string } = {}) {
  const { title = 'Bomen tegen hitte', area = 'BU1', at = '2026-03-01T10:00:00Z' } = change
  await addEvaluation(server.database.db, {
    slug,
    title,
    ownerId: officer.organisationId,
    challengeId,
    areaCodes: [area],
    at: new Date(at),
  })
}

const LESSON = {
  verdict: 'scale',
  text: 'Plant grote bomen in straten met veel steen, en begin met water geven.',
  surprised: 'Vooral de nachten werden koeler.',
  forWhom: 'Ouderen merkten het meest.',
}

beforeAll(async () => {
  officer = await signInAs(server, 'policy-officer')
  stranger = await signInAs(server, 'policy-officer')
  const { rows } = await sql<{
    id: string
  }>`insert into challenges.challenge (slug, title, summary, question, affected, data_role, phase,
      published, owner_id, area_codes, created_at, updated_at)
    values ('hitte', 'Hitte', '', '', '', '', 'acting', true, ${officer.organisationId}, '{}', now(), now()) returning id`.execute(
    server.database.db,
  )
  challengeId = rows[0]?.id ?? ''
})
beforeEach(() => {
  server.now = new Date('2026-03-02T10:00:00Z')
})

describe('a lesson', () => {
  it('is drawn by who works for the owner, and read by everyone at once', async () => {
    await evaluated('een')
    expect((await send('PUT', 'lessons/een', LESSON, stranger)).statusCode).toBe(403)
    expect((await send('GET', 'lessons/een', undefined, null)).statusCode).toBe(404)
    const drawn = await send('PUT', 'lessons/een', { ...LESSON, nextChallengeId: challengeId })
    expect(drawn.json()).toMatchObject({
      ...LESSON,
      number: 1,
      drawnAt: '2026-03-02T10:00:00.000Z',
      evaluation: { slug: 'een', state: 'published', answer: 'indication' },
      nextChallenge: { slug: 'hitte' },
      mayWrite: true,
      history: [{ number: 1, reason: '' }],
    })
    expect(await read('lessons/een')).toMatchObject({ mayWrite: false, text: LESSON.text })
  })

  it('gives way to a later one with a reason, stays readable, and is not drawn twice', async () => {
    await evaluated('twee')
    await send('PUT', 'lessons/twee', LESSON)
    await send('PUT', 'lessons/twee', LESSON)
    for (const noReason of [{}, { reason: 'x' }, { reason: '. . . . . . . . .' }]) {
      const unfounded = await send('PUT', 'lessons/twee', { ...LESSON, verdict: 'stop', ...noReason })
      expect(unfounded.statusCode).toBe(400)
      expect((unfounded.json() as { errors: object[] }).errors).toMatchObject([{ pointer: '/reason' }])
    }
    server.now = new Date('2026-04-02T10:00:00Z')
    const reason = 'Na de zomer bleek het anders.'
    const later = await send('PUT', 'lessons/twee', { ...LESSON, verdict: 'stop', reason })
    expect(later.json()).toMatchObject({
      verdict: 'stop',
      number: 2,
      history: [
        { number: 2, verdict: 'stop', reason },
        { number: 1, verdict: 'scale' },
      ],
    })
    const { rows } = await sql<{
      payload: object
    }>`select payload from platform.outbox where kind = 'lessons.drawn'
      and payload->>'slug' = 'twee' order by id`.execute(server.database.db)
    expect(rows.map(({ payload }) => payload)).toMatchObject([
      { number: 1, verdict: 'scale', challengeId },
      { number: 2, verdict: 'stop' },
    ])
    await expect(run(sql`update lessons.lesson set text = 'anders'`)).rejects.toThrow('cannot be changed')
    await expect(run(sql`delete from lessons.lesson`)).rejects.toThrow('cannot be changed')
  })

  it('is drawn once by two at the same time, the second needs a reason', async () => {
    await evaluated('samen')
    const answers = await Promise.all([
      send('PUT', 'lessons/samen', LESSON),
      send('PUT', 'lessons/samen', { ...LESSON, verdict: 'stop' }),
    ])
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 400])
  })

  it('names what follows only when everyone can see that, and is refused of what was withdrawn', async () => {
    await evaluated('drie')
    const unknown = { nextChallengeId: randomUUID(), nextInterventionId: randomUUID() }
    const answer = await send('PUT', 'lessons/drie', { ...LESSON, ...unknown })
    expect((answer.json() as { errors: object[] }).errors).toMatchObject([
      { pointer: '/nextChallengeId' },
      { pointer: '/nextInterventionId' },
    ])
    await send('PUT', 'lessons/drie', LESSON)
    await run(
      sql`update evaluations.evaluation set state = 'withdrawn', withdrawn_at = now() where slug = 'drie'`,
    )
    expect(
      (await send('PUT', 'lessons/drie', { ...LESSON, verdict: 'stop', reason: 'Het gaat anders.' }))
        .statusCode,
    ).toBe(409)
    expect(await slugsOf('lessons')).not.toContain('drie')
    expect(await read('lessons/drie')).toMatchObject({
      evaluation: { state: 'withdrawn' },
      text: LESSON.text,
    })
  })
})

describe('lessons', () => {
  beforeAll(async () => {
    await clear()
    await evaluated('bomen', { area: 'BU1' })
    await send('PUT', 'lessons/bomen', LESSON)
    await evaluated('lijn', { title: 'Buslijn naar het station', area: 'BU2' })
    await send('PUT', 'lessons/lijn', {
      ...LESSON,
      verdict: 'stop',
      text: 'Een extra bus trok geen reizigers: de haltes lagen te ver van de woningen.',
      surprised: '',
      forWhom: '',
    })
  })

  it('are found by Dutch stems and by what they are of', async () => {
    expect(await slugsOf('lessons?search=boom')).toEqual(['bomen'])
    expect(await slugsOf('lessons?search=reiziger%20woning')).toEqual(['lijn'])
    // A word of the challenge is not in the lessons themselves.
    expect(await slugsOf('lessons?search=hitte')).toHaveLength(2)
    expect(await slugsOf('lessons?search=fiets')).toEqual([])
    expect(await slugsOf('lessons?verdict=stop')).toEqual(['lijn'])
    expect(await slugsOf(`lessons?challengeId=${challengeId}`)).toHaveLength(2)
    const { items, next } = await read<{ items: object[]; next: string }>('lessons?pageSize=1')
    expect(items).toHaveLength(1)
    expect(await slugsOf(`lessons?pageSize=1&cursor=${next}`)).toHaveLength(1)
    expect((await send('GET', 'lessons?verdict=misschien', undefined, null)).statusCode).toBe(400)
  })

  it('are offered to who writes something alike, the most alike first, and not when nothing is shared', async () => {
    const ask = (query: Record<string, string>) => slugsOf(`lessons/similar?${new URLSearchParams(query)}`)
    expect(await ask({ text: 'Hoe houden we de straten koel met meer bomen?' })).toEqual(['bomen'])
    expect(await ask({ text: 'Een bus met reizigers in een straat vol steen' })).toEqual(['lijn', 'bomen'])
    expect(await ask({ text: 'Schoon zwemwater' })).toEqual([])
    expect(await ask({ text: 'de het een & | ! :* <-> (' })).toEqual([])
    expect((await send('GET', 'lessons/similar?text=a', undefined, null)).statusCode).toBe(400)
  })

  it('that are missing after sixty days are named', async () => {
    await evaluated('lang-geleden', { at: '2025-12-01T10:00:00Z' })
    await evaluated('net', { at: '2026-02-01T10:00:00Z' })
    expect(await slugsOf('lessons/missing')).toEqual(['lang-geleden'])
    type Missing = { dueAt: string; challengeId: string; evaluation: { id: string } }
    const [missing] = (await read<{ items: Missing[] }>('lessons/missing')).items
    expect(missing?.dueAt).toBe('2026-01-30T10:00:00.000Z')
    expect(await slugsOf(`lessons/missing?evaluationId=${missing?.evaluation.id}`)).toEqual(['lang-geleden'])
    expect(await slugsOf(`lessons/missing?evaluationId=${missing?.challengeId}`)).toEqual([])
    await send('PUT', 'lessons/lang-geleden', LESSON)
    expect(await slugsOf('lessons/missing')).toEqual([])
  })
})

it('needs no reason for the first lesson, and one for every other', () => {
  const drawn = {
    verdict: 'stop',
    surprised: '',
    forWhom: '',
    text: 'Wat we anderen vertellen.',
    nextChallengeId: null,
    nextInterventionId: null,
  } as const
  expect(judgeLesson({ ...drawn, reason: '' }, undefined)).toEqual({ obstacles: [] })
  expect(judgeLesson({ ...drawn, reason: '' }, drawn)).toBe('same')
  expect(judgeLesson({ ...drawn, reason: '', verdict: 'scale' }, drawn)).toMatchObject({
    obstacles: [{ pointer: '/reason' }],
  })
  expect(judgeLesson({ ...drawn, text: '                         ', reason: '' }, undefined)).toMatchObject({
    obstacles: [{ pointer: '/text' }],
  })
})
