import { sql } from 'kysely'
import { describe, expect, it } from 'vitest'
import { type Answer, useDecisions } from './testing/world.ts'

const { server, world, send, draft, publish } = useDecisions()

describe('a published decision', () => {
  it('is frozen when published; a correction is a new version, and the old one stays', async () => {
    const { slug } = await draft()
    await publish(slug)
    const url = `/api/v1/decisions/${slug}`
    expect((await send('PATCH', url, { reasons: 'Anders' }, world().officer)).statusCode).toBe(409)
    expect((await publish(slug)).statusCode).toBe(409)
    const version = await send(
      'POST',
      `${url}/versions`,
      { reason: 'Er stond een verkeerd bedrag.' },
      world().officer,
    )
    expect(version.json()).toMatchObject({ version: 2, state: 'draft' })
    expect((await send('GET', url, undefined)).json()).toMatchObject({ version: 1, state: 'published' })
    await send('PATCH', url, { amount: 95_000 }, world().officer)
    server.now = new Date('2026-04-01T10:00:00Z')
    expect((await publish(slug)).statusCode).toBe(200)
    const now = (await send('GET', url, undefined)).json<Answer>()
    expect(now).toMatchObject({ version: 2, amount: 95_000 })
    expect(now.history).toMatchObject([
      { version: 2, reason: 'Er stond een verkeerd bedrag.' },
      { version: 1, state: 'superseded' },
    ])
    expect((await send('GET', `${url}/versions/1`, undefined)).json()).toMatchObject({ amount: 90_000 })
  })

  it.each([
    ['another text', sql`content = jsonb_set(content, '{reasons}', '"niets"')`],
    ['no longer public', sql`state = 'draft', signature = null, published_at = null`],
    ['signed by nobody', sql`signature = null`],
    ['made for another reason', sql`reason = 'anders'`],
  ])('cannot become %s once it is published, also for who writes SQL', async (_what, change) => {
    const { slug } = await draft()
    await publish(slug)
    const changing = sql`update decisions.version v set ${change}
      from decisions.decision d where d.id = v.decision_id and d.slug = ${slug}`.execute(server.database.db)
    await expect(changing).rejects.toThrow('cannot be changed')
  })

  it('cannot be removed once it is published, also for who writes SQL', async () => {
    const { slug } = await draft()
    await publish(slug)
    const removal = sql`delete from decisions.version v using decisions.decision d
      where d.id = v.decision_id and d.slug = ${slug}`.execute(server.database.db)
    await expect(removal).rejects.toThrow('cannot be changed')
  })
})
