import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { signInAsPerson } from '../../testing/actors.ts'
import { findInDatabase, hasName, NAME, useBlackOut } from '../../testing/black-out.ts'
import { useOutcomes } from './testing/world.ts'

const { server, world, send, decide, told } = useOutcomes()

it('takes a name out of what people were told of a decision, and of messages that wait', {
  timeout: 60_000,
}, async () => {
  const { host, organisationId } = world()
  const { db } = server.database
  const { id, slug } = await decide({ title: `Bomen bij ${NAME}` })
  await server.deliver()
  // A digest that was put ready, and a message to a webhook that was not taken yet, as they wait in their tables.
  const link = `https://samen.example.nl/besluiten/${slug}`
  await sql`insert into notifications.digest (person_id, until, letter_subject, letter_text)
    select person_id, now(), ${`Bomen bij ${NAME}`}, ${`Bomen bij ${NAME}: ${link}`} from notifications.reader limit 1`.execute(
    db,
  )
  await sql`insert into outcomes.news (kind, payload, happened_at, next_try_at)
    values ('decisions.decision-published', jsonb_build_object('decisionId', ${id}::text, 'slug', ${slug}::text), now(), now() + interval '1 day')`.execute(
    db,
  )
  expect(hasName(JSON.stringify(await told(host)))).toBe(true)
  expect(await findInDatabase(db)).toEqual(
    expect.arrayContaining([
      'notifications.note.sentence',
      'notifications.note.path',
      'notifications.digest.letter_subject',
      'notifications.digest.letter_text',
      'outcomes.news.payload',
      'platform.outbox.payload',
    ]),
  )
  const keeper = await signInAsPerson(server, [{ organisationId, role: 'privacy-officer' }])
  const done = await useBlackOut(server).blackOut({ kind: 'decision', id, version: 1 }, keeper)
  expect(done.statusCode, done.body).toBe(201)
  expect(await findInDatabase(db)).toEqual([])
  const { items } = await send<{ items: { path: string; sentence: { nl: string } }[] }>(
    'GET',
    'me/outcomes',
    undefined,
    host,
  )
  expect(items[0]?.sentence.nl).toContain('[weggelakt: persoonsgegeven]')
  expect(items[0]?.path).toBe('/besluiten/bomen-bij-weggelakt')
  const { rows } = await sql<{ letter_text: string }>`select letter_text from notifications.digest
    where letter_text is not null`.execute(db)
  expect(rows[0]?.letter_text).toBe(
    'Bomen bij [weggelakt: persoonsgegeven]: https://samen.example.nl/besluiten/bomen-bij-weggelakt',
  )
})
