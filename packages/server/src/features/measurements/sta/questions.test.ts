import fc from 'fast-check'
import { type CompiledQuery, sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type Actor, ANONYMOUS } from '../../../platform/actor.ts'
import { useServer } from '../../../testing/server.ts'
import { PUBLIC_PURPOSE } from '../plan/plan.ts'
import { planWorld } from '../plan/testing/world.ts'
import { compileRead } from '../query/statement.ts'
import { createQuestions, type Questions } from './questions.ts'
import { readAddress, readRequest } from './read.ts'
import { randomLists } from './testing/random-requests.ts'
import { describeStation, SECRET, seedOpenAndSecret, speakAs } from './testing/seed.ts'

const server = useServer()
const ROOT = 'http://localhost:8080/sta/v1.1'
/** Texts that JSON writes in another way than they are, and some that look like what the database writes for addresses. */
const ODD = `"quote" \\ / \u0001 7 \u0001\u0002!\u0002~ \t\n\u001f \u007f 🌡️ é`

let owner: Actor
let things: number[]
let datastreams: number[]

beforeAll(async () => {
  const { secret } = await seedOpenAndSecret(server)
  owner = {
    kind: 'token',
    tokenId: crypto.randomUUID(),
    name: 'owner',
    organisationId: secret.organisationId,
    role: 'data-expert',
    purpose: undefined,
    datasetId: undefined,
  }
  const made = await speakAs(server, secret)('POST', 'Things', describeStation(ODD, [4.6, 52.4]))
  expect(made.status).toBe(201)
  const all = await speakAs(server, secret)('GET', 'Things?$select=id')
  things = idsIn(all.text)
  const streams = await speakAs(server, secret)('GET', 'Datastreams?$select=id&$top=1000')
  datastreams = idsIn(streams.text)
}, 60_000)

function idsIn(list: string): number[] {
  const { value }: { value: { '@iot.id': number }[] } = JSON.parse(list)
  return value.map((entity) => entity['@iot.id'])
}

type Ask = (address: string, actor: Actor) => Promise<string | null | undefined>

/** What is answered when each statement is composed for its own request. */
const askAnew: Ask = async (address, actor) => {
  const { db } = server.database
  const request = readRequest(readAddress(address), ROOT, actor, server.now)
  return (await compileRead(request).execute(db)).rows[0]?.body
}

const askAgain =
  (questions: Questions): Ask =>
  async (address, actor) => {
    const asked = questions.read(readAddress(address), ROOT, actor, server.now)
    return (await questions.compile(asked).execute(server.database.db)).rows[0]?.body
  }

/** The answer, or the reason why there is none. */
async function answerOf(ask: Ask, address: string, actor: Actor) {
  return ask(address, actor).catch(({ message }: Error) => message)
}

const addressesOf = (thing: number) => [
  `Things(${thing})`,
  `Things(${thing})/name`,
  `Things(${thing})/name/$value`,
  `Things(${thing})/properties/x y`,
  `Things(${thing})/Datastreams?$top=1&$count=true`,
  `Things(${thing})/Datastreams?$expand=Observations($orderby=result desc;$top=2;$expand=FeatureOfInterest),Sensor,ObservedProperty`,
  `Things(${thing})/Datastreams/$ref`,
  `Things(${thing})/Locations?$select=name,Things`,
]

/** What belongs to one datastream, and what goes beyond it. */
const addressesIn = (datastream: number) => [
  `Datastreams(${datastream})`,
  `Datastreams(${datastream})/description`,
  `Datastreams(${datastream})/Observations?$top=2&$orderby=phenomenonTime desc`,
  `Datastreams(${datastream})/Observations?$top=2&$filter=Datastream/id eq ${datastream}&$expand=Datastream($select=name)`,
  `Datastreams(${datastream})/Observations/$count`,
  `Datastreams(${datastream})/Observations?$resultFormat=dataArray&$top=2`,
  `Datastreams(${datastream})/Sensor/Datastreams?$select=name`,
]

const LISTS = [
  'Things?$top=1&$orderby=properties/a/b desc,name',
  'Datastreams?$top=1&$expand=Thing($expand=Locations),Observations($top=1;$count=true)',
  'Observations?$top=3&$orderby=phenomenonTime desc',
  'Observations?$top=4&$orderby=result,phenomenonTime desc&$expand=Datastream,MultiDatastream,FeatureOfInterest',
  'Observations?$top=4&$filter=phenomenonTime lt now()',
  'Observations?$resultFormat=dataArray&$top=3',
  'Observations?$apply=groupby((Datastream/name),aggregate($count as n))&$top=1',
  'FeaturesOfInterest?$top=1&$expand=Observations($top=2)',
]

describe('what is asked as before', () => {
  it('is answered with the same bytes, for every entity, page and reader', async () => {
    const again = askAgain(createQuestions(server.database.db))
    for (const actor of [ANONYMOUS, owner, ANONYMOUS]) {
      for (const address of [...things.flatMap(addressesOf), ...datastreams.flatMap(addressesIn), ...LISTS]) {
        let page: string | undefined = address
        for (let pages = 0; page !== undefined && pages < 4; pages += 1) {
          const body = await answerOf(again, page, actor)
          expect(body, page).toBe(await answerOf(askAnew, page, actor))
          page = /"@iot.nextLink":"http:\/\/localhost:8080\/sta\/v1.1\/([^"]+)"/.exec(body ?? '')?.[1]
        }
      }
    }
  }, 120_000)

  it('is answered with the same bytes for random lists', async () => {
    const again = askAgain(createQuestions(server.database.db))
    await fc.assert(
      fc.asyncProperty(randomLists, fc.constantFrom(ANONYMOUS, owner), async (address, actor) => {
        const anew = await answerOf(askAnew, address, actor)
        expect(await answerOf(again, address, actor)).toBe(anew)
        expect(await answerOf(again, address, actor)).toBe(anew)
      }),
      { numRuns: 100 },
    )
  }, 240_000)

  it('has the text of one statement, and the rights of who asks now', async () => {
    const questions = createQuestions(server.database.db)
    const [first, second] = things.map((thing) =>
      questions.read(readAddress(`Things(${thing})`), ROOT, ANONYMOUS, server.now),
    )
    if (!first || !second) throw new Error('There are no things.')
    questions.compile(first)
    const other = questions.read(readAddress(`Things(${things[1]})`), ROOT, ANONYMOUS, server.now)
    expect(other.question).toBe(first.question)
    const owned = questions.read(readAddress(`Things(${things[1]})`), ROOT, owner, server.now)
    expect(owned.question).not.toBe(first.question)
    const again = askAgain(questions)
    const found = await Promise.all(things.map((thing) => again(`Things(${thing})`, ANONYMOUS)))
    expect(found.join()).not.toContain(SECRET)
    expect((await Promise.all(things.map((thing) => again(`Things(${thing})`, owner)))).join()).toContain(
      SECRET,
    )
  })

  it('does not take a place in the list for none', async () => {
    const again = askAgain(createQuestions(server.database.db))
    const start = 'Things?$top=1&'
    await again(start, ANONYMOUS)
    for (const token of ['5b5d', '5b6e756c6c5d', '5b2261225d', 'ff']) {
      const page = `${start}$skiptoken=${token}`
      expect(await answerOf(again, page, ANONYMOUS)).toBe(await answerOf(askAnew, page, ANONYMOUS))
    }
  })

  it('is asked as what is seen whole when it was so the last time, and else as all', async () => {
    const { db } = server.database
    const [id = 0] = idsIn((await speakAs(server, undefined)('GET', 'Datastreams?$select=id')).text)
    const page = `Datastreams(${id})/Observations?$top=2&$orderby=phenomenonTime desc`
    const questions = createQuestions(db)
    const statements: number[] = []
    const noting = {
      executeQuery(query: CompiledQuery, options: object) {
        statements.push(query.sql.length)
        return db.executeQuery(query, options)
      },
    } as unknown as typeof db
    const expectAnswers = async (count: number, address = page) => {
      statements.length = 0
      const asked = questions.read(readAddress(address), ROOT, ANONYMOUS, server.now)
      const { rows } = await questions.compile(asked).execute(noting)
      expect(rows[0]?.body).toBe(await answerOf(askAnew, address, ANONYMOUS))
      expect(statements).toHaveLength(count)
      return statements.at(-1) ?? 0
    }
    const change = (columns: string) =>
      sql`update catalogue.dataset set ${sql.raw(columns)} where id = (select dataset_id from measurements.datastream where id = ${id})`.execute(
        db,
      )
    const whole = await expectAnswers(1)
    expect(await expectAnswers(1)).toBeLessThan(whole)
    expect(await expectAnswers(1)).toBeLessThan(whole)

    await change(`delay_minutes = 60`)
    expect(await expectAnswers(2)).toBe(whole)
    expect(await expectAnswers(1)).toBe(whole)
    await change(`access = 'restricted'`)
    expect(await expectAnswers(1)).toBe(whole)

    await change(`access = 'open', delay_minutes = 0`)
    expect(await expectAnswers(1)).toBe(whole)
    expect(await expectAnswers(1)).toBeLessThan(whole)
    await change(`access = 'restricted'`)
    expect(await expectAnswers(2)).toBe(whole)

    await change(`access = 'personal'`)
    const { rows } = await sql<{ datasetId: string; personId: string }>`update measurements.thing t
      set host_id = gen_random_uuid() from measurements.datastream d where d.id = ${id} and t.id = d.thing_id
      returning t.dataset_id as "datasetId", t.host_id as "personId"`.execute(db)
    const [host = { datasetId: '', personId: '' }] = rows
    const { consent, withdraw } = planWorld(server)
    const choice = await consent({ ...host, purpose: PUBLIC_PURPOSE })
    expect(await expectAnswers(1)).toBe(whole)
    const byRule = await expectAnswers(1)
    expect(byRule).toBeLessThan(whole)
    expect(await expectAnswers(1)).toBe(byRule)
    await change(`access = 'open'`)
    expect(await expectAnswers(2)).toBe(whole)
    expect(await expectAnswers(1)).not.toBe(byRule)
    await change(`access = 'personal'`)
    expect(await expectAnswers(2)).toBe(whole)

    // What was seen of one question is known of others, and forgotten of all of them.
    const other = page.replace('$top=2', '$top=3')
    expect(await expectAnswers(1, other)).toBeLessThan(whole)
    await withdraw(choice)
    expect(await expectAnswers(2, other)).toBe(whole)
    expect(await expectAnswers(1)).toBe(whole)
    await consent({ ...host, purpose: PUBLIC_PURPOSE })
    expect(await expectAnswers(1)).toBe(whole)

    await consent({ ...host, purpose: PUBLIC_PURPOSE, time: 'hour' })
    expect(await expectAnswers(2)).toBe(whole)
    expect(await expectAnswers(1)).toBe(whole)
    await consent({ ...host, purpose: PUBLIC_PURPOSE })
    expect(await expectAnswers(1)).toBe(whole)
    await withdraw(choice)
    expect(await expectAnswers(2)).toBe(whole)
    await change(`access = 'open'`)

    // An error of the short statement is not met again.
    await expectAnswers(1)
    const failing = { executeQuery: () => Promise.reject(new Error('not now')) } as unknown as typeof db
    const asked = questions.read(readAddress(page), ROOT, ANONYMOUS, server.now)
    await expect(questions.compile(asked).execute(failing)).rejects.toThrow('not now')
    expect(await expectAnswers(1)).toBe(whole)
  })
})
