import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Sender, useRemarks } from '../../testing/remarks-world.ts'
import { eraseHidden } from './store/erase.ts'

const { server, world, send, write } = useRemarks()

const reason = 'Dit noemt een bewoner bij naam.'
const judge = (id: string, verdict: string, actor: Sender, change: object = {}) =>
  send(
    'POST',
    'moderation-judgements',
    { kind: 'remark', id, verdict, rule: 'privacy', reason, ...change },
    actor,
  )

describe('what is hidden for the sake of other people', () => {
  const after = (days: number) => new Date(server.now.getTime() + days * 86_400_000)
  const stored = async (id: string) => {
    const { rows } = await sql<{
      text: string
    }>`select to_jsonb(r)::text as text from remarks.remark r where id = ${id}`.execute(server.database.db)
    return rows[0]?.text
  }

  it('is erased after six weeks, with what others said of it; the judgement stays', async () => {
    const { clerk, reader, writer } = world()
    const { db } = server.database
    const { id, text } = await write({ name: 'Jan Jansen' })
    await send('PUT', `remarks/${id}/voice`, { stance: 'dispute', reason: 'Jan was er niet.' }, reader)
    await judge(id, 'hidden', clerk)
    await eraseHidden(db, after(41))
    expect(await stored(id)).toContain(text)
    await eraseHidden(db, after(42))
    expect(await stored(id)).not.toMatch(/Jan Jansen/)
    expect(await stored(id)).not.toContain(text)
    for (const actor of [undefined, writer, clerk]) {
      expect((await send('GET', `remarks/${id}`, undefined, actor)).json()).toMatchObject({
        text: null,
        writer: null,
        hidden: { rule: 'privacy', reason },
        disputes: 0,
      })
    }
    const judgements = await send('GET', `moderation-judgements?target=${id}`)
    expect(judgements.json().items).toMatchObject([{ verdict: 'hidden', stands: true }])
    // There is nothing left to judge otherwise.
    expect((await judge(id, 'shown', clerk)).statusCode).toBe(404)
  })

  it('waits while its writer waits for another look, which can be asked until then', async () => {
    const { clerk, writer } = world()
    const { db } = server.database
    const { id, text } = await write()
    const other = await write()
    const own = await write()
    const first = (await judge(id, 'hidden', clerk)).json<{ id: string }>()
    await judge(other.id, 'hidden', clerk, { rule: 'respect' })
    const late = (await judge(own.id, 'hidden', clerk)).json<{ id: string }>()
    const ask = (judgement: string) =>
      send('POST', `moderation-judgements/${judgement}/review`, { text: 'Het is mijn eigen naam.' }, writer)
    expect((await ask(first.id)).statusCode).toBe(202)
    await eraseHidden(db, after(60))
    expect(await stored(id)).toContain(text)
    expect(await stored(other.id)).toContain(other.text)
    const before = server.now
    server.now = after(42)
    expect((await ask(late.id)).statusCode).toBe(409)
    server.now = before
  })
})
