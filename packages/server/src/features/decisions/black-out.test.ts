import { BLACKED_OUT, readPayload } from '@samenspel/standards/transparency'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, signInAsPerson } from '../../testing/actors.ts'
import { findInDatabase } from '../../testing/black-out.ts'
import { useLedger } from '../../testing/read-ledger.ts'
import { useTampering, whatOf } from '../../testing/tamper.ts'
import { remind } from './remind.ts'
import { type Sender, useDecisions } from './testing/world.ts'

/* Somebody's name stands in a decision that was signed. It goes, and the log stays as it was. */
const { server, draft, publish, send, world } = useDecisions()
const ledger = useLedger(server)
const { tamper, withoutTriggers } = useTampering(server, [
  'decisions.decision',
  'decisions.version',
  'decisions.save',
  'decisions.happening',
])

const NAME = 'Wilhelmina Draaijer-Post'
const MORE = 'Lindelaan 12'
const dissent = [
  { who: 'Bewoners', ground: `${NAME}, ${MORE}, vreest voor haar uitzicht.`, answer: `Wij spraken ${NAME}.` },
]
const asked = { passages: [NAME], ground: 'gdpr-17', reason: 'Iemand heeft hierom gevraagd.' }

let keeper: Sender
let published: { id: string; slug: string }

const blackOut = (body: object, actor: Sender | undefined = keeper, version = 1) =>
  send('POST', `/api/v1/ledger/entries/decision/${published.id}/${version}/redactions`, body, actor)

beforeAll(async () => {
  const { organisationId } = world().officer
  keeper = await signInAsPerson(server, [{ organisationId, role: 'privacy-officer' }])
  published = await draft({ title: `Bomen bij ${NAME}`, dissent })
  await publish(published.slug)
  const { slug } = published
  await send(
    'POST',
    `/api/v1/decisions/${slug}/versions`,
    { reason: `Op verzoek van ${NAME}.` },
    world().officer,
  )
  await send('PATCH', `/api/v1/decisions/${slug}`, { question: `Wat vindt ${NAME}?` }, world().officer)
  await publish(slug)
  await send('POST', `/api/v1/decisions/${slug}/versions`, { reason: 'Nog iets.' }, world().officer)
  await server.deliver()
}, 60_000)

const findName = (name: string) => findInDatabase(server.database.db, name)

describe('a name in a signed decision', () => {
  it('is blacked out by nobody but a privacy officer of who published it', async () => {
    expect((await blackOut(asked, world().officer)).statusCode).toBe(403)
    const elsewhere = await signInAs(server, 'privacy-officer')
    expect((await blackOut(asked, elsewhere)).statusCode).toBe(403)
  })

  it('is refused when it stands nowhere, or the reason repeats it', async () => {
    const missing = await blackOut({ ...asked, passages: [NAME, 'Jan Jansen'] })
    expect(missing.json()).toMatchObject({ status: 400, errors: [{ pointer: '/passages/1' }] })
    const repeated = await blackOut({ ...asked, reason: `${NAME} vroeg het.` })
    expect(repeated.json()).toMatchObject({ status: 400, errors: [{ pointer: '/reason' }] })
    const unfit = await blackOut({ ...asked, passages: ['12'], reason: '............' })
    expect(unfit.json()).toMatchObject({
      status: 400,
      errors: [
        { pointer: '/passages/0', detail: expect.stringMatching(/geen persoonsgegeven|no personal data/) },
        { pointer: '/reason', detail: expect.stringMatching(/in woorden|in words/) },
      ],
    })
    const machine = await blackOut({ ...asked, passages: ['decision'] })
    expect(machine.statusCode, machine.body).toBe(400)
  })

  it('is only looked for when that is asked', async () => {
    const answer = await blackOut({ ...asked, check: true })
    expect(answer.json<{ replaced: unknown[] }>().replaced).toHaveLength(2)
    expect(await findName(NAME)).toContain('ledger.entry.payload')
  })

  it('goes from every version, draft, save and copy, and verification says that it was blacked out', async () => {
    const before = await ledger.checkpointText()
    const answer = await blackOut(asked)
    expect(answer.statusCode, answer.body).toBe(201)
    expect(await findName(NAME)).toEqual([])
    await server.deliver()
    const { id } = published
    const slug = 'bomen-bij-weggelakt'
    expect((await send('GET', `/api/v1/decisions/${published.slug}`, undefined)).statusCode).toBe(404)
    const report = await ledger.verifyExport({ checkpoint: before })
    expect(report.faults).toEqual([])
    expect(report).toMatchObject({ redacted: 2 })
    const first = (await send('GET', `/api/v1/decisions/${slug}/versions/1`, undefined)).json<object>()
    expect(first).toMatchObject({ dissent: [{ answer: `Wij spraken ${BLACKED_OUT}.` }] })
    expect(await ledger.getProof('decision', id)).toMatchObject({
      state: 'redacted',
      payload: null,
      title: `Bomen bij ${BLACKED_OUT}`,
      redaction: { of: { kind: 'decision', id, version: 1 }, ground: 'gdpr-17', passages: 4 },
    })
    for (const path of ['', '/linked-data', '/open-raadsinformatie', '/woo-metadata'])
      expect((await send('GET', `/api/v1/decisions/${slug}${path}`, undefined)).body).not.toContain(NAME)
    const search = await send('GET', '/api/v1/decisions?q=Wilhelmina', undefined)
    expect(search.json()).toMatchObject({ items: [] })
  })

  it('can have more blacked out after, and the newest text counts', async () => {
    expect((await blackOut({ ...asked, passages: [MORE] })).statusCode).toBe(201)
    expect(await findName(MORE)).toEqual([])
    await server.deliver()
    expect((await ledger.verifyExport()).faults).toEqual([])
    const { id } = published
    const { redaction } = (await ledger.getProof('decision', id)) as unknown as { redaction: { id: string } }
    const { payload } = await ledger.getProof('redaction', redaction.id)
    expect(readPayload(payload ?? '')?.text).toMatchObject({ passages: 5 })
  })
})

it('gives what is left of an address a number when it was taken, and verification holds', async () => {
  const toAnother = '/besluiten/bomen-bij-weggelakt'
  const { id, slug } = await draft({ title: `Bomen bij ${NAME}`, dissent, question: `Zie ${toAnother} ook?` })
  await publish(slug)
  await server.deliver()
  const answer = await send('POST', `/api/v1/ledger/entries/decision/${id}/1/redactions`, asked, keeper)
  expect(answer.statusCode, answer.body).toBe(201)
  expect((await send('GET', '/api/v1/decisions/bomen-bij-weggelakt-2', undefined)).json()).toMatchObject({
    id,
    question: `Zie ${toAnother} ook?`,
  })
  expect(await findName(NAME)).toEqual([])
  await server.deliver()
  expect((await ledger.verifyExport()).faults).toEqual([])
})

it('leaves what is cited of another kind at the same address as it is, and moves links to its own', async () => {
  const taken = 'bomen-bij-weggelakt-3'
  const { id, slug } = await draft({ title: `Bomen bij ${NAME}`, dissent, question: 'Wat doen we?' })
  const other = `/analyses/${slug}`
  const text = `Zie /besluiten/${slug}, /api/v1/decisions/${slug} en ${other}.`
  await send('PATCH', `/api/v1/decisions/${slug}`, { question: text }, world().officer)
  await publish(slug)
  await server.deliver()
  const answer = await send('POST', `/api/v1/ledger/entries/decision/${id}/1/redactions`, asked, keeper)
  expect(answer.statusCode, answer.body).toBe(201)
  const { question } = (await send('GET', `/api/v1/decisions/${taken}`, undefined)).json()
  // The name goes from the link to the analysis too; its number is its own.
  expect(question).toBe(
    `Zie /besluiten/${taken}, /api/v1/decisions/${taken} en /analyses/bomen-bij-weggelakt.`,
  )
  await server.deliver()
  expect((await ledger.verifyExport()).faults).toEqual([])
})

it('goes from a reminder that waits, which has the title and an address without the name', async () => {
  const { id, slug } = await draft({ title: 'Parkeren Kerkstraat' })
  await send('PATCH', `/api/v1/decisions/${slug}`, { title: `Parkeren bij ${NAME}` }, world().officer)
  await publish(slug)
  const { db } = server.database
  const about = { slug, title: `Parkeren bij ${NAME}`, ownerId: world().officer.organisationId }
  await db.transaction().execute((transaction) => remind(transaction, about, 'reopened', new Date()))
  expect(await findName(NAME)).toContain('notifications.note.sentence')
  const answer = await send('POST', `/api/v1/ledger/entries/decision/${id}/1/redactions`, asked, keeper)
  expect(answer.statusCode, answer.body).toBe(201)
  expect(await findName(NAME)).toEqual([])
})

describe('somebody with the database', () => {
  const of = () => `decision ${published.id}`

  it('who erases an entry as if it was blacked out is named', async () => {
    const newest = `select id from ledger.entry where redacts is not null and payload is not null
      and redacts = (select id from ledger.entry where kind = 'decision' and subject_id = '${published.id}' and version = 1)`
    const faults = await tamper([
      `update ledger.entry set payload = null, salt = null, erased_at = now() where id in (${newest})`,
    ])
    expect(whatOf(faults)).toContain(`erased-while-published ${of()} 1`)
  })

  it('who changes more after it is named', async () => {
    const faults = await tamper([
      `update decisions.version set content = jsonb_set(content, '{amount}', '1') where decision_id = '${published.id}' and number = 1`,
    ])
    expect(faults).toMatchObject([{ what: 'published-changed', of: { kind: 'redaction' } }])
  })

  it('who points what is left at another entry is named', async () => {
    const faults = await tamper([
      `update ledger.entry set redacts = (select id from ledger.entry where kind = 'decision' and subject_id = '${published.id}' and version = 2)
        where redacts = (select id from ledger.entry where kind = 'decision' and subject_id = '${published.id}' and version = 1)`,
    ])
    expect(whatOf(faults)).toContain(`erased-while-published ${of()} 1`)
  })

  it('who removes what became of it after it is named', async () => {
    const removed = await draft({ title: 'Hagen', dissent })
    await publish(removed.slug)
    const path = `/api/v1/decisions/${removed.slug}/withdrawal`
    const reason = 'Er komt een ander besluit.'
    expect((await send('POST', path, { reason }, world().decider)).statusCode).toBeLessThan(300)
    await server.deliver()
    const { id } = removed
    const answer = await send('POST', `/api/v1/ledger/entries/decision/${id}/1/redactions`, asked, keeper)
    expect(answer.statusCode, answer.body).toBe(201)
    await server.deliver()
    const faults = await tamper([`delete from decisions.happening where decision_id = '${id}'`])
    expect(faults).toMatchObject([{ what: 'published-lost', of: { kind: 'withdrawal', id } }])
  })

  it('cannot erase without what is left, by triggers too', async () => {
    const other = await draft({ title: 'Ander besluit' })
    await publish(other.slug)
    const erase = sql`update ledger.entry set payload = null, salt = null, erased_at = now() where subject_id = ${other.id}`
    await expect(erase.execute(server.database.db)).rejects.toThrow('cannot be changed')
  })

  it('does not have a change of before covered up by blacking out', async () => {
    const other = await draft({ title: 'Nog een besluit', dissent })
    await publish(other.slug)
    await server.deliver()
    await server.database.db.transaction().execute(async (transaction) => {
      await sql`select set_config('samenspel.blacks_out', 'yes', true)`.execute(transaction)
      await sql`update decisions.version set content = jsonb_set(content, '{amount}', '1')
        where decision_id = ${other.id}`.execute(transaction)
    })
    const answer = await send(
      'POST',
      `/api/v1/ledger/entries/decision/${other.id}/1/redactions`,
      asked,
      keeper,
    )
    expect(answer.statusCode).toBe(409)
    expect((await ledger.verifyExport()).faults).toMatchObject([{ what: 'published-changed' }])
  })
})

it('tells who blacks out of entries with the name of which the published text is gone', async () => {
  const { id, slug } = await draft({ title: 'Struiken', dissent })
  await publish(slug)
  const review = { result: 'kept', reasons: `${NAME} is tevreden.`, nextReviewDate: '2027-01-01' }
  const reviewed = await send('POST', `/api/v1/decisions/${slug}/reviews`, review, world().decider)
  expect(reviewed.statusCode, reviewed.body).toBeLessThan(300)
  await server.deliver()
  await withoutTriggers([`delete from decisions.happening where decision_id = '${id}' and kind = 'reviewed'`])
  const path = `/api/v1/ledger/entries/decision/${id}/1/redactions`
  const answer = await send('POST', path, { ...asked, check: true }, keeper)
  expect(answer.json()).toMatchObject({ lost: [{ kind: 'happening' }], replaced: [{ kind: 'decision', id }] })
})
