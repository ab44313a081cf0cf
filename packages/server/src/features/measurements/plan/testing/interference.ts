import { toWgs84 } from '@samenspel/standards/geo'
import { parseSubscriptionTopic } from '@samenspel/standards/sensorthings'
import fc from 'fast-check'
import { type RawBuilder, sql } from 'kysely'
import type { Actor } from '../../../../platform/actor.ts'
import { signInAs, signInAsPerson, type TestActor } from '../../../../testing/actors.ts'
import type { TestServer } from '../../../../testing/server.ts'
import { readChange } from '../../feed/changes.ts'
import type { FeedChange } from '../../feed/feed.ts'
import { rebuildRollups } from '../../ingest/verify-rollups.ts'
import { readLatest } from '../../live/store.ts'
import { createTopicGroup } from '../../mqtt/topics.ts'
import { placeThings } from '../../things/place-things.ts'
import { NOT_RECORDED } from '../../uses/testing/not-recorded.ts'
import { readerOf } from '../reader.ts'
import { requestOf, withoutBoundary } from './batches.ts'
import { CHANGES, type ChangeName, shows } from './changes.ts'
import {
  answerAs,
  CHOICE_NAMES,
  type ChoiceName,
  choose,
  chosen,
  isChoice,
  PLACES,
  TIMES,
} from './choices.ts'
import { questionsAbout, TOPICS } from './questions.ts'
import {
  ACTORS,
  type ActorName,
  countedAs,
  RESEARCH,
  type Scenario,
  scenarios,
  seenBy,
  smallestGroup,
} from './scenario.ts'
import { moment, NOW, OF_A_DAY, OF_AN_HOUR, observationsOf } from './values.ts'
import { planWorld } from './world.ts'

/*
 * Non-interference: two databases that differ only in what is withheld from somebody answer every request of theirs with the same bytes.
 * A world is made at random, everybody asks many things, something is changed, and those to whom the change does not show ask again.
 */

type Asked = { actor: ActorName; question: string }

/** A question that was answered otherwise after a change that does not show to who asked. */
export type Leak = Asked & { change: StepName; before: string; after: string }

export type Asking = { headers: Record<string, string>; actor: Actor }
export type Station = {
  thingId: number
  datastreamId: number
  hostId: string
  datasetId: string
  x: number
  y: number
  /** Metres to the north of there: within a square of 100 m, of 500 m, and in whole ones of those. */
  moved: [near: number, within: number, far: number]
}
export type World = {
  owner: TestActor
  partnerId: string
  actors: Record<ActorName, Asking>
  datasets: string[]
  stations: Station[]
  indicator: string
  /** Of the host: one version is published, the next is a draft. */
  analysis: string
}

type StepName = ChangeName | ChoiceName

/** A change at the station with this index, or another choice of its host. */
type Step = { index: number; name: StepName }

/** A world that is not made at random, and what is changed in it. */
export type Directed = { scenario: Scenario; steps: Step[] }

type Changing = { made: World; scenario: Scenario; steps: readonly Step[] }
type Again = { of: Changing; leaked: readonly Asked[] }

/** Questions that are on their way together, so that the server and its database work at the same time. */
const AT_ONCE = 4

type Statement = RawBuilder<unknown>

/**
 * What makes worlds and changes them.
 * @param watching what of the figures gives a signal, as an indicator says it
 */
export function interference(server: TestServer, watching: object = {}) {
  const world = planWorld(server)
  const db = () => server.database.db
  const run = (statement: Statement) => statement.execute(db())
  let changes = 0

  async function build(scenario: Scenario): Promise<World> {
    server.now = NOW
    const owner = await signInAs(server, 'data-expert')
    const partner = await signInAs(server, 'data-expert')
    const person = await signInAsPerson(server)
    const speakingFor = async (organisationId: string, purpose?: string): Promise<Asking> => ({
      headers: (await signInAs(server, 'data-expert', { organisationId, ...(purpose && { purpose }) }))
        .headers,
      actor: {
        kind: 'token',
        tokenId: organisationId,
        name: '',
        organisationId,
        role: 'data-expert',
        purpose,
        datasetId: undefined,
      },
    })
    const actors: World['actors'] = {
      anonymous: { headers: {}, actor: { kind: 'anonymous' } },
      owner: await speakingFor(owner.organisationId),
      researcher: await speakingFor(owner.organisationId, RESEARCH),
      partner: await speakingFor(partner.organisationId),
      'partner for research': await speakingFor(partner.organisationId, RESEARCH),
      host: {
        headers: person.headers,
        actor: { kind: 'person', personId: person.personId, name: '', email: '', memberships: [] },
      },
    }
    const datasets: string[] = []
    for (const _ of scenario.datasets) datasets.push(await world.publish(owner, { kind: 'restricted' }))
    const stations: Station[] = []
    for (const [index, spec] of scenario.stations.entries()) {
      const [x, y] = [150_020 + index * 2000, 456_020]
      const datasetId = datasets[spec.dataset] ?? ''
      const hostId = index === 0 ? person.personId : crypto.randomUUID()
      const made = await world.station(owner, datasetId, {
        name: `meter ${index}`,
        point: toWgs84([x, y]),
        observations: observationsOf(index),
        hostId,
      })
      stations.push({ ...made, hostId, datasetId, x, y, moved: [0, 0, 0] })
      await answerAs(spec, { hostId, datasetId }, { world, recipients: [partner.organisationId] })
    }
    for (const {
      dataset,
      forResearch,
      property,
      isProhibition,
      isEnded,
      ...precision
    } of scenario.agreements) {
      const id = await world.agree({
        ...precision,
        datasetId: datasets[dataset] ?? '',
        ownerId: owner.organisationId,
        partyId: partner.organisationId,
        purposes: forResearch ? [RESEARCH] : [],
        properties: property ? [property] : [],
        permits: !isProhibition,
      })
      if (isEnded) await world.end(id, new Date(server.now.getTime() - 1000))
    }
    const indicator = await makeIndicator(owner, datasets)
    await publish(scenario, datasets)
    const analysis = await makeAnalysis(actors.host, stations)
    return { owner, partnerId: partner.organisationId, actors, datasets, stations, indicator, analysis }
  }

  async function makeAnalysis(
    author: Pick<Asking, 'headers'>,
    stations: readonly Station[],
  ): Promise<string> {
    const places = ['all', ...stations.map(({ thingId }) => `station:${thingId}`)]
    const charts: { question: string; caption: string }[] = []
    for (const place of places.slice(0, 4)) {
      const question = `what=property:pm25&where=${place}&from=2026-03-01&to=2026-03-02&step=hour`
      // Of what not everybody sees no chart can be published.
      const { statusCode } = await server.request({ url: `/api/v1/explorations?${question}` })
      if (statusCode === 200) charts.push({ question, caption: '' })
    }
    const text = { title: 'Fijnstof', question: 'q', method: 'm', conclusion: 'c', doubts: 'd' }
    const whole = { ...text, charts }
    const { slug } = (await send('POST', '/api/v1/analyses', author, whole)).json()
    for (const step of charts.length > 0 ? ['publication', 'versions'] : [])
      await send('POST', `/api/v1/analyses/${slug}/${step}`, author)
    return slug
  }

  async function publish(scenario: Scenario, datasets: readonly string[]): Promise<void> {
    for (const [index, { kind, place, time, delayMinutes }] of scenario.datasets.entries()) {
      const minimumGroup = smallestGroup(scenario, index)
      const precision = {
        place: PLACES[place] ?? 'area',
        time: TIMES[time] ?? 'day',
        delayMinutes,
        minimumGroup,
      }
      await world.republish(datasets[index] ?? '', { kind, ...precision })
      await tell('catalogue.access-changed', { datasetId: datasets[index] })
    }
    await server.deliver()
  }

  const tell = (kind: string, payload: object) =>
    run(sql`insert into platform.outbox (kind, payload) values (${kind}, ${JSON.stringify(payload)}::jsonb)`)

  async function send(
    method: 'POST' | 'PATCH',
    url: string,
    { headers }: Pick<Asking, 'headers'>,
    payload?: object,
  ) {
    const answer = await server.request({ method, url, headers, ...(payload && { payload }) })
    if (answer.statusCode >= 300 || answer.body.includes('"error')) throw new Error(`${url}: ${answer.body}`)
    return answer
  }

  async function makeIndicator(owner: TestActor, datasetIds: string[]): Promise<string> {
    const of = {
      property: 'pm25',
      statistic: 'mean',
      period: 'day',
      level: 'neighbourhood',
      minimumCoverage: 0,
    }
    const payload = { title: 'Fijnstof', unit: 'µg/m³', published: true, datasetIds, ...of, ...watching }
    return (await send('POST', '/api/v1/indicators', owner, payload)).json().slug
  }

  /** Makes one difference at a station. Each time it is done again, it is another difference. */
  async function change({ index, name }: Step, at: Station, made: World, scenario: Scenario) {
    changes += 1
    const n = changes
    const { owner, datasets, partnerId } = made
    // Its owner may only write in what they see.
    await run(sql`update catalogue.dataset set access = 'restricted' where id = any(${datasets}::uuid[])`)
    const observe = (rows: readonly [string, number][]) =>
      send('POST', '/sta/v1.1/CreateObservations', owner, [
        {
          Datastream: { '@iot.id': at.datastreamId },
          components: ['phenomenonTime', 'result'],
          dataArray: rows,
        },
      ])
    const thing = `/sta/v1.1/Things(${at.thingId})`
    const exchange = (values: typeof OF_A_DAY) =>
      observe(
        values.map(({ phenomenonTime }, index) => [
          phenomenonTime,
          values[(index + n) % values.length]?.result ?? 0,
        ]),
      )
    const DO: Record<ChangeName, () => Promise<unknown>> = {
      'moved within the square of 100 m': () => move(at, 0, n % 60),
      'moved within the square of 500 m': () => move(at, 1, 100 * (n % 4)),
      'moved within the area': () => move(at, 2, 500 * (n % 9)),
      'described in other words': () =>
        send('PATCH', thing, owner, { description: `anders ${n}`, properties: { adres: `huis ${n}` } }),
      'another name of its place': () =>
        run(sql`update measurements.location l set name = ${`plek ${n}`}, description = ${`plek ${n}`},
          properties = ${JSON.stringify({ n })}::json from measurements.thing_location tl
          where tl.thing_id = ${at.thingId} and tl.location_id = l.id`),
      'values of an hour in another order': () => exchange(OF_AN_HOUR),
      'values of a day in another order': () => exchange(OF_A_DAY),
      'a value of a day at another hour': async () => {
        const [from, to] = [moment(-1, 11, 20), moment(-1, 12, 20)]
        await run(sql`update measurements.observation
          set phenomenon_start = case when phenomenon_start = ${from}::timestamptz then ${to}::timestamptz else ${from}::timestamptz end
          where datastream_id = ${at.datastreamId} and phenomenon_start in (${from}, ${to})`)
        await rebuildRollups(server.database.db, at.datastreamId)
      },
      'a value in the running hour': () => observe([[moment(0, 10, 5), 50 + (n % 40)]]),
      'parameters of a value': () =>
        run(sql`update measurements.observation set detail = ${JSON.stringify({ parameters: { n } })}::json
          where datastream_id = ${at.datastreamId} and phenomenon_start = ${moment(0, 5, 0)}::timestamptz`),
      'values of yesterday': () =>
        observe([
          [moment(-1, 8, 0), 20 + (n % 40)],
          [moment(-1, 9, 20), 70 + (n % 30)],
        ]),
      'another name': () => send('PATCH', thing, owner, { name: `naam ${n}` }),
    }
    if (isChoice(name)) {
      await choose(name, { station: at, index, scenario, n }, { world, owner, recipients: [partnerId] })
    } else {
      await DO[name]()
    }
    await publish(scenario, datasets)
  }

  async function move({ thingId, x, y, moved }: Station, which: 0 | 1 | 2, metres: number) {
    moved[which] = metres
    const [longitude, latitude] = toWgs84([x, y + moved[0] + moved[1] + moved[2]])
    const { rows } = await sql<{ id: number }>`
      update measurements.location l set geometry = p.point, location = ST_AsGeoJSON(p.point)::json
      from measurements.thing_location tl, (select ST_SetSRID(ST_MakePoint(${longitude}, ${latitude}), 4326) as point) p
      where tl.thing_id = ${thingId} and tl.location_id = l.id returning l.id::int`.execute(db())
    await placeThings(db(), [thingId])
    const ids = rows.map(({ id }) => id)
    await tell('measurements.entities-changed', { what: 'updated', type: 'Location', ids })
  }

  async function askAll(asked: readonly Asked[], { actors }: World) {
    const answers = new Map<Asked, string>()
    const left = asked.values()
    const askOn = async () => {
      for (const each of left) answers.set(each, await ask(actors[each.actor], each.question))
    }
    await Promise.all(Array.from({ length: AT_ONCE }, askOn))
    return answers
  }

  async function ask({ headers }: Asking, question: string): Promise<string> {
    const answer = await server.request(requestOf(question, headers))
    const { date: _, ...said } = answer.headers
    // As bytes: read as text, a tile would lose what is no letter.
    return withoutBoundary(
      `${answer.statusCode} ${JSON.stringify(said)} ${answer.rawPayload.toString('latin1')}`,
    )
  }

  /** Everything that was told of the events after one, over MQTT by topic, and by server-sent events. */
  async function listTold(
    { actor }: Asking,
    { stations }: World,
    since: string,
  ): Promise<Map<string, string[]>> {
    const { rows } = await sql<{ kind: string; payload: unknown }>`select kind, payload from platform.outbox
      where id > ${since}::bigint and kind in ('measurements.observations-stored', 'measurements.entities-changed')
      order by id`.execute(db())
    const happened = rows.map((row): FeedChange => {
      const read = readChange(row)
      return read.kind === 'observations' ? { ...read, rows: async () => [] } : read
    })
    const told = new Map<string, string[]>()
    for (const topic of TOPICS(stations)) {
      const group = createTopicGroup(server.app.platform, topic, parseSubscriptionTopic(topic), {
        actor,
        uses: NOT_RECORDED(),
      })
      const messages: string[] = []
      group.deliveries.set(({ payload }) => void messages.push(payload.toString()), 'a network')
      await group.announce(happened)
      told.set(topic, messages)
    }
    const ids = happened.flatMap((each) => (each.kind === 'observations' ? each.datastreamIds : []))
    const { values: latest } = await readLatest(server.app.platform.db, {
      reader: readerOf(actor, server.now),
      query: {},
      ids,
      limit: 1000,
    })
    return told.set(
      'server-sent events',
      latest.map((value) => JSON.stringify(value)),
    )
  }

  async function lastEvent(): Promise<string> {
    const { rows } = await sql<{
      id: string
    }>`select coalesce(max(id), 0)::text as id from platform.outbox`.execute(db())
    return rows[0]?.id ?? '0'
  }

  /** Changes a world step by step, and compares what is asked before and after by those from whom the step is withheld. */
  async function compare(
    { made, scenario: first, steps }: Changing,
    asked: readonly Asked[],
  ): Promise<{ pairs: number; leaks: Leak[] }> {
    let scenario = first
    const leaks: Leak[] = []
    let pairs = 0
    // What was answered after one step is what is answered before the next.
    let before = new Map<Asked, string>()
    for (const step of steps) {
      const station = made.stations[step.index]
      if (!station) continue
      const { index, name } = step
      const next = isChoice(name) ? chosen(name, index, scenario) : scenario
      const worlds = [scenario, next] as const
      const withheld = asked.filter((each) => isWithheld(each, step, worlds))
      const unknown = withheld.filter((each) => !before.has(each))
      for (const [each, answer] of await askAll(unknown, made)) before.set(each, answer)
      const since = await lastEvent()
      await change(step, station, made, next)
      const answers = await askAll(withheld, made)
      for (const [each, after] of answers) {
        const was = before.get(each) ?? ''
        if (was !== after) leaks.push({ ...each, change: step.name, before: was, after })
      }
      pairs += answers.size
      before = answers
      for (const actor of ACTORS) {
        if (isSeen(actor, step, worlds)) continue
        for (const [question, messages] of await listTold(made.actors[actor], made, since)) {
          pairs += 1
          const after = messages.join('\n')
          if (after !== '') leaks.push({ actor, change: step.name, question, before: '', after })
        }
      }
      scenario = next
    }
    return { pairs, leaks }
  }

  return {
    /** Makes the world that is given. */
    build,
    /** Makes a world at random and changes it so many times. @returns how many pairs of answers were compared, and those that differ */
    async run(seed: number, steps: number): Promise<{ pairs: number; leaks: Leak[] }> {
      const [scenario] = fc.sample(scenarios, { seed, numRuns: 1 })
      if (!scenario) throw new Error('There is a scenario for every seed.')
      const made = await build(scenario)
      const random = fc.sample(
        fc.record({
          index: fc.nat(made.stations.length - 1),
          name: fc.constantFrom(...STEPS),
        }),
        { seed, numRuns: steps },
      )
      return compare({ made, scenario, steps: inRuns(random, scenario) }, askedAbout(made, seed))
    },
    /** Makes the world that is given, and changes it. @returns what was answered otherwise, and what is needed to do the same once more */
    async runDirected({ scenario, steps }: Directed): Promise<{ leaks: Leak[]; again: Again }> {
      const made = await build(scenario)
      const of = { made, scenario, steps }
      const asked = askedAbout(made, undefined)
      const { leaks } = await compare(of, asked)
      const leaked = asked.filter((each) =>
        leaks.some(({ actor, question }) => actor === each.actor && question === each.question),
      )
      return { leaks, again: { of, leaked } }
    },
    /** Makes the same changes in the same world, which another server made, and asks again what was answered otherwise. */
    async runAgain({ of, leaked }: Again): Promise<Leak[]> {
      const [step] = of.steps
      const station = step && of.made.stations[step.index]
      // Figures are made anew, by this server.
      if (station) await change(step, station, of.made, of.scenario)
      return (await compare(of, leaked)).leaks
    },
  }
}

/** The world before a step and after it. */
type Worlds = readonly [before: Scenario, after: Scenario]

const STEPS: StepName[] = [...(Object.keys(CHANGES) as ChangeName[]), ...CHOICE_NAMES]

const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other)

/** Whether a step shows in how somebody sees the station. */
function isSeen(actor: ActorName, { index, name }: Step, [before, after]: Worlds): boolean {
  if (!isChoice(name)) return shows(name, seenBy(actor, index, before))
  return differs(seenBy(actor, index, before), seenBy(actor, index, after))
}

/** Whether a step shows in figures: of a station that counts in them, or of which one that counts, or all of its group, comes or goes. */
function isCounted({ index, name }: Step, [before, after]: Worlds): boolean {
  if (!isChoice(name)) return CHANGES[name].counts && shows(name, countedAs(index, before))
  return before.stations.some((_, at) => differs(countedAs(at, before), countedAs(at, after)))
}

/** Questions about figures that are the same for everybody, whatever they see of stations. */
const FIGURES = /[/]indicators[/]|[/]signals|what=indicator:/

/** Of a figure that is opened also the stations of which who asks sees single values. */
const OPENED = /[/]opened-figure/

/** Whether a step may not show in an answer: in figures of what does not count in them, in others of what who asks does not see. */
function isWithheld({ actor, question }: Asked, step: Step, worlds: Worlds): boolean {
  if (FIGURES.test(question) && isCounted(step, worlds)) return false
  return (FIGURES.test(question) && !OPENED.test(question)) || !isSeen(actor, step, worlds)
}

/** Steps that show to the same people after each other: who saw one has to be asked again before the next that they may not see. */
function inRuns(steps: readonly Step[], scenario: Scenario): Step[] {
  const worlds = ({ index, name }: Step): Worlds => [
    scenario,
    isChoice(name) ? chosen(name, index, scenario) : scenario,
  ]
  const shownTo = (step: Step) => ACTORS.map((actor) => Number(isSeen(actor, step, worlds(step)))).join('')
  return steps.toSorted((one, other) => shownTo(one).localeCompare(shownTo(other)))
}

function askedAbout(made: World, seed: number | undefined): Asked[] {
  const questions = questionsAbout(made, seed)
  return ACTORS.flatMap((actor) => questions.map((question) => ({ actor, question })))
}
