import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { insertEvents } from '../../platform/outbox.ts'
import { signInAsPerson } from '../../testing/actors.ts'
import { addEvaluation } from '../../testing/evaluated.ts'
import { type Person, useOutcomes } from './testing/world.ts'

const { server, world, send, decide, start, told, mails, morning } = useOutcomes()
const run = (statement: ReturnType<typeof sql<unknown>>) => statement.execute(server.database.db)

/** A published analysis of a person or a pupil, as its tables have it. */
async function analysisOf(kind: 'person' | 'pupil', authorId: string): Promise<string> {
  const [id, slug] = [randomUUID(), `stof-door-een-${kind}`]
  await run(sql`insert into analyses.analysis (id, slug, author_kind, author_id, byline, created_at)
    values (${id}, ${slug}, ${kind}, ${authorId}, '', ${server.now})`)
  const content = JSON.stringify({ title: `Stof door een ${kind}` })
  await run(sql`insert into analyses.version (analysis_id, number, state, content, evidence, sha256, published_at, updated_at)
    values (${id}, 1, 'published', ${content}::jsonb, '{}', ${'0'.repeat(64)}, ${server.now}, ${server.now})`)
  return slug
}

/** A pupil in a class of a teacher. */
async function pupilOf(teacher: Person): Promise<string> {
  const [classId, pupilId] = [randomUUID(), randomUUID()]
  await run(sql`insert into classes.class (id, person_id, school, name, opened_at, ends_at, keeps_published)
    values (${classId}, ${teacher.personId}, 'De Meerkoet', '2b', ${server.now}, '2026-12-01', true)`)
  await run(sql`insert into classes.pupil (id, class_id, nickname, card_hash, joined_at)
    values (${pupilId}, ${classId}, 'blauwe reiger', 'x', ${server.now})`)
  return pupilId
}

async function follow(subject: object): Promise<Person> {
  const person = await signInAsPerson(server)
  await send('POST', 'me/messages/subjects', subject, person)
  return person
}

it('authors of what is cited, teachers of pupils who wrote it, and followers of the indicator and the area hear of decision, start, evaluation and lesson', async () => {
  const { challengeId, indicator, organisationId } = world()
  const author = await signInAsPerson(server)
  const teacher = await signInAsPerson(server)
  const [own, ofClass] = [
    await analysisOf('person', author.personId),
    await analysisOf('pupil', await pupilOf(teacher)),
  ]
  const hearers = [
    { person: author, reason: 'wrote-analysis' },
    { person: teacher, reason: 'teaches-class' },
    { person: await follow({ about: 'indicator', indicatorId: indicator.id }), reason: 'follows' },
    { person: await follow({ about: 'area', areaCode: 'GM9001' }), reason: 'follows' },
  ]
  const evidence = [
    { kind: 'indicator', title: 'Fijnstof', reference: `/indicatoren/${indicator.slug}`, note: '' },
    ...[own, ofClass].map((slug) => ({
      ...{ kind: 'analysis', title: slug, reference: `/analyses/${slug}`, note: '' },
    })),
  ]
  const decision = await decide({ evidence, areaCodes: ['GM9001'] })
  // Its address can become another, when a name in it is blacked out.
  await run(sql`update analyses.analysis set slug = slug || '-weggelakt' where slug = any(${[own, ofClass]})`)
  const { id: interventionId } = await start(decision.id)
  const evaluationId = await addEvaluation(server.database.db, {
    ...{ slug: 'hielp-het', title: 'Hielpen de bomen?', ownerId: organisationId, challengeId },
    ...{ areaCodes: ['GM9001'], indicatorId: indicator.id, interventionId, at: server.now },
  })
  const payload = { evaluationId, slug: 'hielp-het', interventionId, challengeId }
  await insertEvents([{ kind: 'evaluations.published', payload }]).execute(server.database.db)
  await server.deliver()
  await send('PUT', 'lessons/hielp-het', {
    ...{ verdict: 'scale', text: 'Plant bomen waar het stof ontstaat, en geef ze water.' },
  })
  await server.deliver()

  const all = [
    'De les van “Hielpen de bomen?”: op meer plekken doen.',
    'Er is gemeten of het hielp: “Hielpen de bomen?”. Er is een aanwijzing.',
    'De maatregel “Bomen in de Dorpsstraat” is begonnen op 10 maart 2026.',
    'Er is een besluit genomen: “Bomen langs de weg”. Gekozen is: “Bomen”.',
  ]
  for (const { person, reason } of hearers) {
    expect(await told(person), reason).toEqual(all.map((sentence) => [sentence, [reason]]))
  }
  // In one message of the week, which one click stops.
  await morning('2026-03-16')
  for (const { person, reason } of hearers) {
    const [mail, ...more] = await mails(person)
    expect(more).toEqual([])
    for (const sentence of all) expect(mail, reason).toContain(sentence)
    expect(mail).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click')
    const { rows } = await sql<{ key: string }>`select key from notifications.reader
      where person_id = ${person.personId}`.execute(server.database.db)
    const stopped = await server.request({
      ...{ method: 'POST', url: `/api/v1/messages/stop?key=${rows[0]?.key}` },
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      payload: 'List-Unsubscribe=One-Click',
    })
    expect(stopped.statusCode).toBe(204)
  }
  await run(sql`update analyses.analysis set slug = replace(slug, '-weggelakt', '')`)
  await decide({ title: 'Nog meer bomen', evidence, areaCodes: ['GM9001'] })
  // What was in the message can still be read; nothing more comes.
  for (const { person, reason } of hearers) expect(await told(person), reason).toHaveLength(all.length)
})
