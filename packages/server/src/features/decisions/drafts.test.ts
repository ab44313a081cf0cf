import { describe, expect, it } from 'vitest'
import type { Content } from './schema/content.ts'
import { lockNewest, updateDraft } from './store.ts'
import { type Answer, NOTHING, TREES, useDecisions } from './testing/world.ts'

const { server, world, send, draft, publish } = useDecisions()

describe('a draft of a decision', () => {
  it('starts with the do-nothing option, which cannot be removed', async () => {
    const answer = await send(
      'POST',
      '/api/v1/decisions',
      { challengeId: world().challengeId, title: 'Kort' },
      world().officer,
    )
    const { slug, options } = answer.json<Answer>()
    expect(options).toMatchObject([{ kind: 'do-nothing' }])
    const removed = await send('PATCH', `/api/v1/decisions/${slug}`, { options: [TREES] }, world().officer)
    expect(removed.statusCode).toBe(400)
    expect(removed.json()).toMatchObject({ errors: [{ in: 'body', pointer: '/options' }] })
  })

  it('begins with as many goals of its challenge as it takes', async () => {
    const { officer } = world()
    const made = await send('POST', '/api/v1/challenges', { title: 'Veel doelen' }, officer)
    const { id } = made.json<{ id: string }>()
    const goal = { indicatorText: 'Bomen', unit: 'bomen', target: 1, targetDate: '2030-12-31' }
    for (let number = 1; number <= 51; number += 1) {
      const body = { ...goal, title: `Doel ${number}`, direction: 'higher' }
      expect((await send('POST', `/api/v1/challenges/${id}/goals`, body, officer)).statusCode).toBe(201)
    }
    const begun = await send('POST', '/api/v1/decisions', { challengeId: id, title: 'Kort' }, officer)
    expect(begun.json<{ goalIds: string[] }>().goalIds).toHaveLength(50)
  })

  it('that is prepared is known only to its owner until it is published, and to everyone after that', async () => {
    const { slug } = await draft({ open: false })
    const url = `/api/v1/decisions/${slug}`
    expect((await send('GET', url, undefined)).statusCode).toBe(404)
    expect((await send('GET', url, undefined, world().stranger)).statusCode).toBe(404)
    expect((await send('PATCH', url, { reasons: 'x' }, world().stranger)).statusCode).toBe(404)
    const early = await publish(slug)
    expect(early.json()).toMatchObject({ status: 422, errors: [{ pointer: '/open' }] })
    expect((await send('POST', `${url}/opening`, undefined, world().officer)).statusCode).toBeLessThan(300)
    expect((await publish(slug)).statusCode).toBe(200)
    const published = (await send('GET', url, undefined)).json<Answer>()
    expect(published).toMatchObject({
      state: 'published',
      signature: { function: 'wethouder Leefomgeving', holderName: 'A. de Groot', signerName: 'Persoon' },
      publishedAt: '2026-03-02T10:00:00.000Z',
    })
    const list = (await send('GET', `/api/v1/decisions?challengeId=${world().challengeId}`, undefined)).json<{
      items: Answer[]
    }>()
    expect(list.items.find((each) => each.slug === slug)).toMatchObject({
      chosenOption: 'Bomen',
      outcome: 'act',
    })
  })

  it('that is open is not changed without a trace, not even in the order of its options', async () => {
    const { slug, options } = await draft()
    const url = `/api/v1/decisions/${slug}`
    const count = async () =>
      (await send('GET', `${url}/versions/1/saves`, undefined)).json<{ items: object[] }>().items.length
    const before = await count()
    const turned = { options: [...(options as object[])].reverse() }
    expect((await send('PATCH', url, turned, world().officer)).statusCode).toBe(200)
    expect(await count()).toBe(before + 1)
    // What says the same is no other text.
    expect((await send('PATCH', url, turned, world().officer)).statusCode).toBe(200)
    expect(await count()).toBe(before + 1)
  })

  it('is in the list without a chosen option as long as nothing is chosen', async () => {
    const { slug } = await draft({ chosenOptionId: null, outcome: null })
    const url = `/api/v1/decisions?challengeId=${world().challengeId}`
    const { items } = (await send('GET', url, undefined, world().officer)).json<{ items: Answer[] }>()
    expect(items.find((each) => each.slug === slug)).toMatchObject({ chosenOption: null, outcome: null })
  })

  it('is found by its state and by when it must be looked back at', async () => {
    const { slug } = await draft({ reviewDate: '2027-02-01' })
    const find = async (query: string) => {
      const url = `/api/v1/decisions?challengeId=${world().challengeId}&${query}`
      const { items } = (await send('GET', url, undefined, world().officer)).json<{ items: Answer[] }>()
      return items.some((each) => each.slug === slug)
    }
    expect(await find('state=draft&reviewUntil=2027-02-01')).toBe(true)
    expect(await find('state=draft&reviewUntil=2027-01-31')).toBe(false)
    expect(await find('state=published')).toBe(false)
    await publish(slug)
    expect(await find('state=published&reviewUntil=2027-02-01')).toBe(true)
    expect(await find('state=draft')).toBe(false)
  })

  it('keeps its address when another decision has its id as title', async () => {
    const { id, slug } = await draft()
    const other = await draft({ title: id })
    expect(other.slug).toBe(`titel-${id}`)
    expect((await send('GET', `/api/v1/decisions/${id}`, undefined, world().officer)).json()).toMatchObject({
      id,
      slug,
    })
    const changed = await send('PATCH', `/api/v1/decisions/${id}`, { reasons: 'Anders' }, world().officer)
    expect(changed.json()).toMatchObject({ id, reasons: 'Anders' })
  })

  it('loses neither of two changes at once', async () => {
    const { id, slug } = await draft()
    let second: ReturnType<typeof send> | undefined
    await server.database.db.transaction().execute(async (transaction) => {
      const first = await lockNewest(transaction, slug)
      second = send('PATCH', `/api/v1/decisions/${slug}`, { question: 'De tweede' }, world().officer)
      // Time to come to the lock; where it does not, there is nothing to lose.
      await new Promise((resolve) => setTimeout(resolve, 200))
      await updateDraft(transaction, id, { ...first?.content, reasons: 'De eerste' } as Content, server.now)
    })
    expect((await second)?.json()).toMatchObject({ question: 'De tweede', reasons: 'De eerste' })
  })

  it.each([
    [{ title: '' }, '/title'],
    [{ colour: 'red' }, '/colour'],
    [{ amount: -1 }, '/amount'],
    [{ reviewDate: '2027-02-30' }, '/reviewDate'],
    [{ options: [NOTHING, { ...TREES, cost: '90' }] }, '/options/1/cost'],
    ...['javascript:alert(1)', '//elsewhere.example/x', '/\\elsewhere.example/x'].map(
      (reference): [object, string] => [
        { evidence: [{ kind: 'document', title: 'x', reference, note: '' }] },
        '/evidence/0/reference',
      ],
    ),
    [{ signalIds: ['00000000-0000-4000-8000-000000000000'] }, '/signalIds/0'],
    [{ areaCodes: ['GM9999'] }, '/areaCodes/0'],
    [{ challengeId: '00000000-0000-4000-8000-000000000000' }, '/challengeId'],
  ])('with %o is refused at its place', async (change, pointer) => {
    const answer = await send(
      'POST',
      '/api/v1/decisions',
      { challengeId: world().challengeId, title: 'Fout', ...change },
      world().officer,
    )
    expect(answer.statusCode).toBe(400)
    expect(answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)).toContain(
      pointer,
    )
  })

  it.each([
    ['too long a title', { title: 'x'.repeat(2000) }, '/title'],
    ['two options with one id', { options: [NOTHING, TREES, TREES] }, '/options'],
  ])('names %s and what does not exist at once', async (_, change, pointer) => {
    const unknown = '00000000-0000-4000-8000-000000000000'
    const body = { title: 'Fout', challengeId: unknown, signalIds: [unknown], ownerId: unknown, ...change }
    const answer = await send('POST', '/api/v1/decisions', body, world().officer)
    expect(answer.statusCode).toBe(400)
    const pointers = answer.json<{ errors: { pointer: string }[] }>().errors.map((each) => each.pointer)
    expect(pointers.toSorted()).toEqual([pointer, '/challengeId', '/ownerId', '/signalIds/0'].toSorted())
  })
})
