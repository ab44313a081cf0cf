import { sql } from 'kysely'
import { beforeEach, describe, expect, it } from 'vitest'
import { insertEvents } from '../../platform/outbox.ts'
import { signInAsPerson } from '../../testing/actors.ts'
import { addEvaluation } from '../../testing/evaluated.ts'
import { createOrganisation } from '../parties/index.ts'
import { useOutcomes } from './testing/world.ts'

const { server, world, send, decide, start, told, mails, morning } = useOutcomes()
const run = (statement: ReturnType<typeof sql<unknown>>) => statement.execute(server.database.db)
const DECIDED = 'Er is een besluit genomen: “Bomen langs de weg”. Gekozen is: “Bomen”.'

beforeEach(async () => {
  server.now = new Date('2026-03-10T10:00:00Z')
  await server.deliver()
  await run(sql`truncate notifications.reader, notifications.note cascade`)
})

/** Someone who follows the challenge. */
async function follower() {
  const person = await signInAsPerson(server)
  const subject = { about: 'challenge', challengeId: world().challengeId }
  await send('POST', 'me/messages/subjects', subject, person)
  return person
}

/** A remark about the municipality, of the writer of this world. */
async function remark(text: string): Promise<string> {
  const { writer } = world()
  const body = { kind: 'other', text, area: 'GM9001' }
  return (await send<{ id: string }>('POST', 'remarks', body, writer)).id
}

describe('a decision', () => {
  it('is told to who follows the challenge, takes part, or hosts a sensor that counted, each with why, and to nobody else', async () => {
    const { official, partner, host, stranger } = world()
    const following = await follower()
    await decide()
    expect(await told(following)).toEqual([[DECIDED, ['follows']]])
    expect(await told(official)).toEqual([[DECIDED, ['takes-part']]])
    expect(await told(partner)).toEqual([[DECIDED, ['takes-part']]])
    expect(await told(host)).toEqual([[DECIDED, ['hosts-sensor']]])
    expect(await told(stranger)).toEqual([])
    await morning('2026-03-16')
    const [mail] = await mails(host)
    expect(mail).toContain('Subject: Nieuws over een opgave')
    expect(mail).toContain('Schone lucht')
    expect(mail).toContain(DECIDED)
    expect(mail).toContain('https://samen.example.nl/besluiten/bomen-langs-de-weg')
    expect(mail).toContain('U krijgt dit omdat metingen van uw sensor hierin meetelden.')
    expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    expect((await mails(partner))[0]).not.toContain('sensor')
    await morning('2026-03-23')
    expect(await mails(host)).toHaveLength(1)
  })

  it('is told to a party that it names by id, also when that has another name and left since', async () => {
    const { challengeId } = world()
    const { db } = server.database
    const organisationId = await createOrganisation(db, { name: 'Woonstichting', kind: 'other' })
    const member = await signInAsPerson(server, [{ organisationId, role: 'policy-officer' }])
    const path = `challenges/${challengeId}/parties/${organisationId}`
    await send('PUT', path, { role: 'partner' })
    const named = { party: 'Woonstichting', partyId: organisationId, how: 'informed', note: '' }
    const involved = [{ party: 'Bewoners', how: 'consulted', note: 'Op een avond.' }, named]
    const { id } = await decide({ involved })
    await run(sql`update parties.organisation set name = 'De Werf' where id = ${organisationId}`)
    await send('DELETE', path)
    await start(id)
    const [begun] = await told(member)
    expect(begun).toEqual([expect.stringContaining('is begonnen'), ['takes-part']])
    await start((await decide({ title: 'Zonder wie wegging' })).id, { title: 'Nog meer bomen' })
    expect((await told(member))[0]).toEqual(begun)
  })

  it('is told to who wrote a remark that it cites, whose name nobody reads', async () => {
    const { writer } = world()
    const reference = `/opmerkingen/${await remark('Hier wordt vaak gestookt.')}`
    const { id, slug } = await decide({
      evidence: [{ kind: 'remark', title: 'Opmerking', reference, note: '' }],
    })
    expect(await told(writer)).toEqual([[DECIDED, ['wrote-remark']]])
    const page = await send('GET', `decisions/${slug}`, undefined, { headers: {} })
    expect(page.evidence).toMatchObject([{ kind: 'remark', reference }])
    expect(JSON.stringify(page)).not.toContain('gestookt')
    expect(JSON.stringify(page)).not.toContain(writer.personId)
    expect(id).toBeDefined()
  })

  it('cites only a remark that anyone can read', async () => {
    const { official, challengeId } = world()
    for (const reference of [
      '/opmerkingen/00000000-0000-4000-8000-000000000001',
      '/opmerkingen',
      'https://example.org/',
    ]) {
      const evidence = [{ kind: 'remark', title: 'Opmerking', reference, note: '' }]
      const answer = await server.request({
        method: 'POST',
        url: '/api/v1/decisions',
        headers: official.headers,
        payload: { challengeId, title: 'Zonder opmerking', evidence },
      })
      expect(answer.statusCode).toBe(400)
      expect(answer.json().errors).toMatchObject([{ pointer: '/evidence/0/reference' }])
    }
  })

  it('is told once, however often its event is handled', async () => {
    const { host } = world()
    const { id } = await decide()
    const event = { decisionId: id, version: 1, challengeId: world().challengeId }
    await insertEvents([{ kind: 'decisions.decision-published', payload: event }]).execute(server.database.db)
    await server.deliver()
    expect(await told(host)).toHaveLength(1)
  })

  it('that is looked at again, or reopens by itself, is told each time to the same people', async () => {
    const { host, partner, stranger } = world()
    const { id, slug } = await decide()
    const review = { reasons: 'De bomen staan er nu.', nextReviewDate: '2027-09-01' }
    for (const result of ['kept', 'to-be-changed'])
      await send('POST', `decisions/${slug}/reviews`, { ...review, result })
    await insertEvents([{ kind: 'decisions.decision-reopened', payload: { decisionId: id, slug } }]).execute(
      server.database.db,
    )
    await server.deliver()
    const heard = [
      'Het besluit “Bomen langs de weg” is vanzelf heropend: er moet opnieuw over worden besloten.',
      'Er is teruggekeken op het besluit “Bomen langs de weg”: het moet anders.',
      'Er is teruggekeken op het besluit “Bomen langs de weg”: het blijft.',
      DECIDED,
    ]
    expect(await told(host)).toEqual(heard.map((sentence) => [sentence, ['hosts-sensor']]))
    expect(await told(partner)).toEqual(heard.map((sentence) => [sentence, ['takes-part']]))
    expect(await told(stranger)).toEqual([])
  })

  it('that is withdrawn before the message went is in no message; after that a message corrects it', async () => {
    const { host, partner } = world()
    const before = (await mails(host)).length
    const first = await decide()
    await send('POST', `decisions/${first.slug}/withdrawal`, { reason: 'Het geld is er niet.' })
    await server.deliver()
    await morning('2026-03-16')
    expect((await mails(host)).length).toBe(before)
    expect(await told(host)).toEqual([])
    const second = await decide({ title: 'Bomen langs de kade' })
    await morning('2026-03-23')
    server.now = new Date('2026-03-24T10:00:00Z')
    await send('POST', `decisions/${second.slug}/withdrawal`, { reason: 'Het geld is er niet.' })
    await server.deliver()
    expect((await told(partner))[0]).toEqual([
      'Het besluit “Bomen langs de kade” is ingetrokken. Het geldt niet meer.',
      ['takes-part'],
    ])
    await morning('2026-03-30')
    expect((await mails(host)).filter((mail) => mail.includes('is ingetrokken'))).toHaveLength(1)
  })
})

describe('an intervention that begins', () => {
  it('is told to who is cited in its decision too', async () => {
    const { host, writer } = world()
    const evidence = [
      {
        kind: 'remark',
        title: 'Opmerking',
        reference: `/opmerkingen/${await remark('Hier rijdt veel vrachtverkeer.')}`,
        note: '',
      },
    ]
    const { id } = await decide({ evidence })
    await start(id)
    const begun = 'De maatregel “Bomen in de Dorpsstraat” is begonnen op 10 maart 2026.'
    expect((await told(writer))[0]).toEqual([begun, ['wrote-remark']])
    expect((await told(host))[0]).toEqual([begun, ['hosts-sensor']])
  })
})

describe('an evaluation and its lesson', () => {
  it('are told to who is cited in the decision, takes part, or hosts a sensor that counted; withdrawing corrects it', async () => {
    const { official, host, partner, challengeId, indicator } = world()
    const following = await follower()
    const { id: decisionId } = await decide()
    const { id: interventionId } = await start(decisionId)
    const evaluationId = await addEvaluation(server.database.db, {
      slug: 'hielp-het',
      title: 'Hielpen de bomen?',
      ownerId: world().organisationId,
      challengeId,
      areaCodes: ['GM9001'],
      indicatorId: indicator.id,
      interventionId,
      at: server.now,
    })
    const payload = { evaluationId, slug: 'hielp-het', interventionId, challengeId }
    const happen = async (kind: string) => {
      await insertEvents([{ kind, payload }]).execute(server.database.db)
      await server.deliver()
    }
    await happen('evaluations.published')
    const measured = 'Er is gemeten of het hielp: “Hielpen de bomen?”. Er is een aanwijzing.'
    for (const person of [following, partner, host])
      expect((await told(person))[0]?.[0], person.personId).toBe(measured)
    await send('PUT', 'lessons/hielp-het', {
      verdict: 'scale',
      text: 'Plant bomen waar het stof ontstaat, en geef ze water.',
    })
    await server.deliver()
    expect((await told(host))[0]).toEqual([
      'De les van “Hielpen de bomen?”: op meer plekken doen.',
      ['hosts-sensor'],
    ])
    await morning('2026-03-16')
    await run(
      sql`update evaluations.evaluation set state = 'withdrawn', withdrawn_at = now() where id = ${evaluationId}`,
    )
    await happen('evaluations.withdrawn')
    expect((await told(official))[0]?.[0]).toBe(
      'De effectmeting “Hielpen de bomen?” is ingetrokken. Wat erin stond, geldt niet meer.',
    )
  })
})

describe('stopping', () => {
  const keyOf = async (personId: string) => {
    const { rows } = await sql<{ key: string }>`select key from notifications.reader
      where person_id = ${personId}`.execute(server.database.db)
    return rows[0]?.key ?? ''
  }
  const stop = (query: string) =>
    server.request({
      method: 'POST',
      url: `/api/v1/messages/stop?${query}`,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })

  it('of one challenge works from the message, without signing in, and can be undone', async () => {
    const { host, challengeId } = world()
    await decide()
    await morning('2026-03-16')
    const key = await keyOf(host.personId)
    const mail = (await mails(host)).find((each) => each.includes(key))
    expect(mail).toContain(`https://samen.example.nl/berichten/afmelden?key=${key}&opgave=${challengeId}`)
    expect((await stop(`key=${key}&challengeId=${challengeId}`)).statusCode).toBe(204)
    const before = (await told(host)).length
    await decide({ title: 'Nog meer bomen' })
    expect(await told(host)).toHaveLength(before)
    const muted = await send('GET', 'me/muted-challenges', undefined, host)
    expect(muted.items).toMatchObject([{ challengeId, challenge: { title: 'Schone lucht' } }])
    await send('DELETE', `me/muted-challenges/${challengeId}`, undefined, host)
    await decide({ title: 'Weer bomen' })
    expect(await told(host)).toHaveLength(before + 1)
  })

  it('altogether keeps nothing more about who did', async () => {
    const { host } = world()
    const following = await follower()
    await decide()
    for (const person of [host, following])
      expect((await stop(`key=${await keyOf(person.personId)}`)).statusCode).toBe(204)
    await decide({ title: 'Nog meer bomen' })
    // What waited for a message is gone too.
    expect(await told(host)).toEqual([])
    expect(await told(following)).toEqual([])
    const { rows } =
      await sql`select from notifications.note where person_id in (${host.personId}, ${following.personId})`.execute(
        server.database.db,
      )
    expect(rows).toEqual([])
  })

  it('of what one contributed to leaves what one follows', async () => {
    const { host, challengeId } = world()
    await send('POST', 'me/messages/subjects', { about: 'challenge', challengeId }, host)
    await decide()
    expect((await told(host))[0]?.[1]).toEqual(['follows', 'hosts-sensor'])
    const { subjects } = await send<{ subjects: { id: string; about: string }[] }>(
      'GET',
      'me/messages',
      undefined,
      host,
    )
    const about = subjects.find((each) => each.about === 'outcomes')
    await send('DELETE', `me/messages/subjects/${about?.id}`, undefined, host)
    await decide({ title: 'Nog meer bomen' })
    expect((await told(host))[0]?.[1]).toEqual(['follows'])
  })
})

it('is in what someone can see and take along of their own data, and goes with the account', async () => {
  const { host } = world()
  await decide()
  const { slices } = await send<{
    slices: { tables: { table: string; rows: object[]; codes: Record<string, { nl: string }> }[] }[]
  }>('GET', 'me/data', undefined, host)
  const tables = slices.flatMap((slice) => slice.tables)
  // Its page says why in words.
  expect(tables.flatMap(({ codes }) => codes['hosts-sensor'] ?? [])).toMatchObject([
    { nl: 'u hebt er een meter' },
  ])
  expect(
    tables.filter(({ table }) => table === 'notifications.note').map(({ rows }) => rows.length),
  ).toContain(1)
})
