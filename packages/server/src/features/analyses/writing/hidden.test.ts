import { beforeAll, describe, expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { type Answer, type Sender, useAnalyses } from '../testing/world.ts'

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
