import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { useLedger } from '../../../testing/read-ledger.ts'
import { type Answer, type Sender, useAnalyses } from '../testing/world.ts'
import { eraseHidden } from './erase-hidden.ts'

const { server, world, send, published } = useAnalyses()

/** A moderator of the municipality of the platform. */
let moderator: Sender
beforeAll(async () => {
  const { personId: _, ...made } = await signInAsPerson(server, [
    { organisationId: world().organisationId, role: 'administrator' },
  ])
  moderator = made
})

const title = 'Wie woont er op nummer twaalf?'

async function hide(id: string): Promise<string> {
  const body = { kind: 'analysis', id, verdict: 'hidden', rule: 'privacy', reason: 'Dit noemt mensen.' }
  const answer = await send('POST', '/api/v1/moderation-judgements', body, moderator)
  if (answer.statusCode !== 201) throw new Error(answer.body)
  return answer.json<{ id: string }>().id
}

describe('an analysis that moderators hid', () => {
  it('has no text, title or evidence for anybody but its author and moderators', async () => {
    const { id, slug } = await published({ title, byline: 'Ans' })
    const judgement = await send('GET', `/api/v1/moderation-judgements/${await hide(id)}`)
    expect(judgement.body).not.toContain('twaalf')
    const { writer, other } = world()
    for (const reader of [undefined, other]) {
      const seen = await send('GET', slug, undefined, reader)
      expect(seen.json()).toMatchObject({
        title: '',
        charts: [],
        byline: '',
        hidden: { rule: 'privacy', reason: 'Dit noemt mensen.' },
      })
      expect(seen.body).not.toContain('twaalf')
      for (const path of ['evidence', 'answers/0', 'rerun']) {
        expect((await send('GET', `${slug}/versions/1/${path}`, undefined, reader)).statusCode, path).toBe(
          404,
        )
      }
      expect((await send('GET', `${slug}/versions/1`, undefined, reader)).body).not.toContain('twaalf')
    }
    for (const reader of [writer, moderator]) {
      expect((await send('GET', slug, undefined, reader)).json()).toMatchObject({
        title,
        hidden: { rule: 'privacy' },
      })
      expect((await send('GET', `${slug}/versions/1/evidence`, undefined, reader)).statusCode).toBe(200)
    }
  })

  it('is in no list but that of its author, and is not copied', async () => {
    const { id, slug } = await published({ title })
    const { writer, other } = world()
    const before = (await send('POST', `${slug}/versions/1/forks`, undefined, other)).json<Answer>()
    await send('POST', `${before.slug}/publication`, undefined, other)
    await hide(id)
    expect((await send('GET', `?q=${encodeURIComponent(title)}&pageSize=200`)).body).not.toContain(`"${id}"`)
    expect((await send('GET', '?mine=true', undefined, writer)).json().items).toContainEqual(
      expect.objectContaining({ id, isHidden: true }),
    )
    expect((await send('GET', before.slug)).json()).toMatchObject({ basedOn: null })
    for (const reader of [writer, other]) {
      expect((await send('POST', `${slug}/versions/1/forks`, undefined, reader)).statusCode).toBe(404)
    }
  })

  it('can be reported by anyone, once it is public', async () => {
    const { id } = await published({ title })
    const body = { kind: 'analysis', id, rule: 'privacy', note: 'Dit noemt mensen.' }
    const reported = await send('POST', '/api/v1/moderation-reports', body)
    expect(reported.statusCode, reported.body).toBeLessThan(300)
    const queue = await send('GET', '/api/v1/moderation-queue', undefined, moderator)
    expect(queue.body).toContain(title)
  })
})

it('is erased after six weeks when nobody asked for another look; the judgement and the hash stay', async () => {
  const { db } = server.database
  const { id, slug } = await published({ title, byline: 'Ans' })
  const kept = await published({ title })
  const judgement = await hide(id)
  await hide(kept.id)
  const { writer } = world()
  const asked = await sql<{
    id: string
  }>`update moderation.judgement set review_asked_at = judged_at, review_text = 'Nee.'
    where kind = 'analysis' and target_id = ${kept.id} returning id`.execute(db)
  expect(asked.rows).toHaveLength(1)
  const after = (days: number) => new Date(server.now.getTime() + days * 86_400_000)
  await eraseHidden(db, after(41))
  expect((await send('GET', slug, undefined, writer)).json()).toMatchObject({ title })
  await eraseHidden(db, after(43))
  await eraseHidden(db, after(44))
  for (const reader of [undefined, writer, moderator]) {
    const seen = await send('GET', id, undefined, reader)
    expect(seen.json()).toMatchObject({ title: '', hidden: { rule: 'privacy', judgementId: judgement } })
    expect((await send('GET', `${id}/versions/1/evidence`, undefined, reader)).statusCode).toBe(404)
  }
  // Its address had words of the title in it.
  expect((await send('GET', slug)).statusCode).toBe(404)
  expect((await send('GET', kept.slug, undefined, writer)).json()).toMatchObject({ title })
  const { rows } = await sql<{ all: string; sha256: string }>`
    select (select jsonb_agg(to_jsonb(a)) || jsonb_agg(to_jsonb(v)) from analyses.analysis a where a.id = v.analysis_id)::text as all, v.sha256
    from analyses.version v where v.analysis_id = ${id} group by v.analysis_id, v.sha256`.execute(db)
  expect(rows[0]?.sha256).toMatch(/^[0-9a-f]{64}$/)
  expect(rows[0]?.all).not.toMatch(/twaalf|Ans/)
  const entered = await sql<{ id: string; payload: string | null }>`
    select subject_id as id, payload from ledger.entry where kind = 'analysis' and subject_id in (${id}, ${kept.id})`.execute(
    db,
  )
  expect(new Map(entered.rows.map((row) => [row.id, row.payload !== null]))).toEqual(
    new Map([
      [id, false],
      [kept.id, true],
    ]),
  )
  await server.deliver()
  expect(await useLedger(server).verifyExport()).toMatchObject({ faults: [] })
  expect((await send('GET', `/api/v1/moderation-judgements/${judgement}`)).json()).toMatchObject({
    verdict: 'hidden',
  })
})
