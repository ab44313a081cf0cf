import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createOrganisation } from '../parties/index.ts'
import { INVOLVED, NOTHING, TREES, touching, useDecisions } from './testing/world.ts'

const { server, world, send, draft, publish } = useDecisions()
const db = () => server.database.db

/** An alliance of the challenge with one member. */
async function ally(name: string): Promise<string> {
  const { challengeId, officer } = world()
  const organisationId = await createOrganisation(db(), { name, kind: 'other' })
  const { id } = (
    await send('POST', '/api/v1/alliances', { challengeId, title: `Met ${name}` }, officer)
  ).json<{ id: string }>()
  for (const member of [
    { organisationId: officer.organisationId, role: 'lead', enteredOn: '2026-01-01' },
    { organisationId, role: 'partner', enteredOn: '2026-01-01' },
  ]) {
    const added = await send('POST', `/api/v1/alliances/${id}/members`, member, officer)
    expect(added.statusCode, added.body).toBe(201)
  }
  return organisationId
}

const rename = (id: string, name: string) =>
  sql`update parties.organisation set name = ${name} where id = ${id}`.execute(db())
const leave = (id: string) =>
  sql`update agreements.member set left_on = '2026-02-01', leave_reason = 'klaar'
    where organisation_id = ${id}`.execute(db())
const read = async (path: string) =>
  (await send('GET', `/api/v1/decisions/${path}`, undefined)).json<{
    involved: { party: string; partyId?: string }[]
    options: { consequences: { party: string; partyId?: string }[] }[]
  }>()

it('keeps a text without references as it was written, so that its hash stays what it was', async () => {
  const { slug } = await draft()
  expect((await publish(slug)).statusCode).toBe(200)
  const { rows } = await sql<{ content: { involved: object[]; options: object[] } }>`
    select v.content from decisions.version v join decisions.decision d on d.id = v.decision_id
    where d.slug = ${slug}`.execute(db())
  expect(rows[0]?.content.involved).toEqual(INVOLVED)
  const { goalId } = world()
  expect(rows[0]?.content.options).toEqual([NOTHING, TREES].map((option) => touching(goalId, option)))
})

it('refers to parties of the alliance by id: a name that changes breaks nothing, and what is signed keeps the name of then', async () => {
  const { officer } = world()
  const homes = await ally('Woonstichting De Werf')
  const municipality = officer.organisationId
  const party = { party: 'wie dan ook', partyId: homes.toUpperCase() }
  const consequences = [{ ...party, effect: 'Koelere huizen.', kind: 'positive' }]
  const { slug } = await draft({
    options: [NOTHING, { ...TREES, consequences }],
    involved: [...INVOLVED, { party: 'De gemeente', partyId: municipality, how: 'informed', note: '' }],
  })
  expect((await read(slug)).options[1]?.consequences).toMatchObject([
    { party: 'Woonstichting De Werf', partyId: homes },
  ])
  await rename(homes, 'Wonen aan de Werf')
  const refused = await publish(slug)
  expect(refused.statusCode).toBe(422)
  expect(refused.json()).toMatchObject({ errors: [{ pointer: '/involved' }] })
  expect(refused.body).toContain('Wonen aan de Werf')

  const involved = [
    ...INVOLVED,
    { party: 'x', partyId: municipality, how: 'informed', note: '' },
    { ...party, how: 'consulted', note: 'Aan tafel.' },
  ]
  expect((await send('PATCH', `/api/v1/decisions/${slug}`, { involved }, officer)).statusCode).toBe(200)
  await rename(homes, 'Wonen bij de Werf')
  const signed = await publish(slug)
  expect(signed.statusCode, signed.body).toBe(200)
  const named = { party: 'Wonen bij de Werf', partyId: homes }
  expect((await read(slug)).options[1]?.consequences).toMatchObject([named])
  await rename(homes, 'Weer een andere naam')
  expect((await read(slug)).involved[2]).toMatchObject(named)

  // Who left since stays in a correction, which can be saved and signed.
  await leave(homes)
  const reason = 'Er stond een tikfout in de redenen.'
  await send('POST', `/api/v1/decisions/${slug}/versions`, { reason }, officer)
  const saved = await send('PATCH', `/api/v1/decisions/${slug}`, { involved }, officer)
  expect(saved.statusCode, saved.body).toBe(200)
  expect((await publish(slug)).statusCode).toBe(200)
  await leave(municipality)
})

it('refuses who is no party, also of a new draft, and says where', async () => {
  const { officer, challengeId } = world()
  const stranger = await createOrganisation(db(), { name: 'Een ander', kind: 'other' })
  const involved = [...INVOLVED, { party: 'Een ander', partyId: stranger, how: 'informed', note: '' }]
  const { slug } = await draft()
  const wrong = { status: 400, errors: [{ pointer: '/involved/1/partyId' }] }
  const changed = await send('PATCH', `/api/v1/decisions/${slug}`, { involved }, officer)
  expect(changed.json()).toMatchObject(wrong)
  const made = { challengeId, title: 'Met een vreemde', involved }
  expect((await send('POST', '/api/v1/decisions', made, officer)).json()).toMatchObject(wrong)
})
