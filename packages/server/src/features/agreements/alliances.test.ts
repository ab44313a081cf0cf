import { describe, expect, it } from 'vitest'
import type { Alliance, Member } from './schema/alliances.ts'
import { useAgreements } from './testing/world.ts'

const { world, send, must, draft } = useAgreements()

async function start(change: object = {}): Promise<Alliance> {
  const { challengeId, municipality } = world()
  const alliance = { challengeId, title: 'Samen voor schone lucht', purpose: 'Elkaar helpen.', ...change }
  return must('POST', 'alliances', alliance, municipality.officer)
}

function add(slug: string, member: object, actor = world().municipality.officer) {
  return send(
    'POST',
    `alliances/${slug}/members`,
    { role: 'partner', enteredOn: '2026-01-01', ...member },
    actor,
  )
}

describe('an alliance', () => {
  it('has members that bring something in, mean something to each other, and decide on something', async () => {
    const { slug } = await start()
    const { municipality, healthService } = world()
    await add(slug, { organisationId: municipality.organisationId, role: 'lead' })
    const whole = {
      organisationId: healthService.organisationId,
      contributions: [{ kind: 'knowledge', text: 'Wat lucht met mensen doet' }],
      effects: [{ organisationId: municipality.organisationId, text: 'Kan eerder ingrijpen' }],
      mandates: [{ subject: 'Gezondheidsadvies', reference: 'Wet publieke gezondheid, artikel 2' }],
    }
    const added = await add(slug, whole)
    expect(added.statusCode).toBe(201)
    expect(added.headers.location).toBe(`/api/v1/alliances/${slug}/members/${added.json<Member>().id}`)
    const alliance = await must<Alliance>('GET', `alliances/${slug}`)
    expect(alliance.members).toMatchObject([
      { name: 'Gemeente Waterrijk', role: 'lead', leftOn: null },
      { name: 'GGD', ...whole, enteredOn: '2026-01-01' },
    ])
  })

  it('keeps who left, when and why; who comes back is a member again', async () => {
    const { slug } = await start()
    const { organisationId } = world().healthService
    const { officer } = world().municipality
    const { id, revision } = (await add(slug, { organisationId })).json<Member>()
    expect((await add(slug, { organisationId })).json()).toMatchObject({
      status: 409,
      errors: [{ pointer: '/enteredOn' }],
    })
    const leave = { leftOn: '2026-02-01', leaveReason: 'Geen mensen meer.', revision }
    const path = `alliances/${slug}/members/${id}`
    expect((await send('PATCH', path, leave, officer)).json()).toMatchObject({ leftOn: '2026-02-01' })
    expect((await send('PATCH', path, leave, officer)).statusCode).toBe(409)
    expect((await add(slug, { organisationId, enteredOn: '2026-03-01' })).statusCode).toBe(201)
    expect((await must<Alliance>('GET', `alliances/${slug}`)).members).toHaveLength(2)
    await send('DELETE', path, undefined, officer)
    expect((await send('GET', path)).statusCode).toBe(404)
  })

  it('names all mistakes in a member at once', async () => {
    const { slug } = await start()
    const { organisationId } = world().healthService
    const answer = await add(slug, {
      organisationId,
      effects: [{ organisationId, text: 'Op zichzelf' }],
      leftOn: '2025-01-01',
    })
    const { errors } = answer.json<{ errors: { pointer: string }[] }>()
    expect(errors.map(({ pointer }) => pointer).sort()).toEqual([
      '/effects/0/organisationId',
      '/leaveReason',
      '/leftOn',
    ])
  })

  it('is changed by the owner of the challenge alone, and not on an older text', async () => {
    const { slug, revision } = await start()
    const { municipality, waterBoard, challengeId } = world()
    const path = `alliances/${slug}`
    expect((await send('PATCH', path, { title: 'Anders' }, waterBoard.officer)).statusCode).toBe(403)
    const own = { challengeId, title: 'Van mij' }
    expect((await send('POST', 'alliances', own, waterBoard.officer)).statusCode).toBe(403)
    const change = () => send('PATCH', path, { title: 'Anders', revision }, municipality.officer)
    expect((await change()).json()).toMatchObject({ title: 'Anders', slug })
    expect((await change()).statusCode).toBe(409)
  })

  it('is known to others once its challenge is public; to its members before', async () => {
    const { municipality, healthService, waterBoard } = world()
    const { id: challengeId } = await must<{ id: string }>(
      'POST',
      'challenges',
      { title: 'Nog niet openbaar' },
      municipality.officer,
    )
    const { slug } = await start({ challengeId })
    await add(slug, { organisationId: healthService.organisationId })
    const readers = [undefined, waterBoard.officer, healthService.officer, municipality.officer]
    const answers = await Promise.all(
      readers.map((each) => send('GET', `alliances/${slug}`, undefined, each)),
    )
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([404, 404, 200, 200])
    const listed = await send('GET', `alliances?organisationId=${healthService.organisationId}`)
    expect(listed.json<{ items: Alliance[] }>().items.map((item) => item.slug)).not.toContain(slug)
  })

  it('is removed, unless an agreement belongs to it', async () => {
    const { officer } = world().municipality
    const [empty, used] = [await start(), await start()]
    await draft({ allianceId: used.id })
    expect((await send('DELETE', `alliances/${empty.slug}`, undefined, officer)).statusCode).toBe(204)
    expect((await send('GET', `alliances/${empty.slug}`)).statusCode).toBe(404)
    expect((await send('DELETE', `alliances/${used.slug}`, undefined, officer)).statusCode).toBe(409)
  })
})
