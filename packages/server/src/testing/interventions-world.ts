import { beforeAll, beforeEach, expect } from 'vitest'
import { ETHICS_IDS } from '../features/interventions/index.ts'
import { ROLES } from '../platform/actor.ts'
import { signInAs, signInAsPerson, type TestActor } from './actors.ts'
import { useServer } from './server.ts'

export type Sender = { headers: Record<string, string> }

type Answer = { id: string; slug: string; revision: string; [field: string]: unknown }

/** The neighbourhoods of the tests, from west to east: each lies against the next. */
export const AREAS = ['BU90010101', 'BU90010102', 'BU90010103', 'BU90010104']

const square = (index: number) => {
  const [west, east] = [6 + index * 0.02, 6.02 + index * 0.02]
  return [
    [west, 52],
    [east, 52],
    [east, 52.02],
    [west, 52.02],
    [west, 52],
  ]
}

const SHAPES = {
  type: 'FeatureCollection',
  features: AREAS.map((code, index) => ({
    type: 'Feature',
    properties: { code, name: `Buurt ${index + 1}` },
    geometry: { type: 'Polygon', coordinates: [square(index)] },
  })),
}

/** All answers that the ethics and privacy check wants. */
export const ETHICS = {
  answers: ETHICS_IDS.map((question) => ({ question, answer: 'yes', text: '' })),
  by: 'projectleider groen',
}

/** What belongs to a municipality that does something about heat. */
export type World = {
  officer: TestActor
  /** A policy officer of another organisation that is no party. */
  stranger: TestActor
  /** Somebody of an organisation that is a party of what `draft` makes. */
  partner: TestActor
  /** Somebody with every role at the organisation of the officer. */
  person: Sender
  challengeId: string
  goalId: string
  indicatorId: string
  hiddenIndicatorId: string
  decisionId: string
}

/** Makes the world of the tests of a file. Read it inside a test; the clock is set back before each. */
export function useInterventions() {
  const server = useServer()
  let made: World | undefined

  function world(): World {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  function send(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
    actor: Sender | undefined = world().officer,
  ) {
    return server.request({ method, url, ...(payload ? { payload } : {}), headers: actor.headers })
  }
  async function make() {
    const officer = await signInAs(server, 'policy-officer')
    const { organisationId } = officer
    const person: Sender = await signInAsPerson(
      server,
      ROLES.map((role) => ({ organisationId, role })),
    )
    const post = async <T>(url: string, payload: object, actor: Sender = person): Promise<T> => {
      const answer = await send('POST', url, payload, actor)
      expect(answer.statusCode, answer.body).toBeLessThan(300)
      return answer.json<T>()
    }
    await post('/api/v1/area-imports?level=neighbourhood&codeProperty=code&nameProperty=name', SHAPES)
    const { challengeId, goalId } = await makeChallenge(post)
    await send('PATCH', `/api/v1/challenges/${challengeId}`, { published: true }, person)
    const indicator = {
      challengeId,
      title: 'Warmte per dag',
      unit: '°C',
      property: 'temperature',
      statistic: 'mean',
      period: 'day',
      level: 'neighbourhood',
      minimumCoverage: 0,
    }
    const { id: indicatorId } = await post<Answer>('/api/v1/indicators', { ...indicator, published: true })
    const { id: hiddenIndicatorId } = await post<Answer>('/api/v1/indicators', indicator)
    made = {
      officer,
      stranger: await signInAs(server, 'policy-officer'),
      partner: await signInAs(server, 'clerk'),
      person,
      challengeId,
      goalId,
      indicatorId,
      hiddenIndicatorId,
      decisionId: await makeDecision(post, organisationId, challengeId, goalId),
    }
  }

  beforeAll(make)
  beforeEach(() => {
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  /** What can be registered, but for the change. */
  function plan(change: object = {}) {
    const { goalId, indicatorId, partner } = world()
    return {
      title: 'Bomen in de Kom',
      summary: 'We planten bomen in twee buurten.',
      goalId,
      areaCodes: [AREAS[0]],
      start: '2026-04-01',
      plannedCost: 90_000,
      parties: [{ organisationId: partner.organisationId, role: 'maintains', contribution: 'Geeft water.' }],
      hypothesis: { indicatorId, direction: 'lower', change: 0.8, by: '2027-09-01', reason: 'Schaduw.' },
      design: { comparisonCodes: [AREAS[2]], periodsBefore: 30, periodsAfter: 30, note: '' },
      ...change,
    }
  }
  async function draft(change: object = {}, kind = 'measure'): Promise<Answer> {
    const body = { challengeId: world().challengeId, kind, ...plan(change) }
    const answer = await send('POST', '/api/v1/interventions', body)
    expect(answer.statusCode, answer.body).toBe(201)
    return answer.json()
  }
  return {
    server,
    world,
    send,
    plan,
    draft,
    /** A pilot that can be registered, but for the change. */
    pilot(change: object = {}) {
      const { indicatorId } = world()
      const criterion = { indicatorId, direction: 'lower', value: 24, by: '2026-08-01', text: '' }
      return draft(
        {
          end: '2026-08-31',
          scaleWhen: [criterion],
          stopWhen: [{ ...criterion, direction: 'higher' }],
          ...change,
        },
        'pilot',
      )
    },
    async registered(made: Promise<Answer>): Promise<Answer> {
      const { slug } = await made
      await send('PUT', `/api/v1/interventions/${slug}/ethics-check`, ETHICS)
      const answer = await send('POST', `/api/v1/interventions/${slug}/plans`, {})
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json()
    },
    /** Begins, following the decision of this world. */
    async begin(slug: string, body: object = {}): Promise<Answer> {
      const { decisionId } = world()
      const answer = await send('POST', `/api/v1/interventions/${slug}/start`, { decisionId, ...body })
      expect(answer.statusCode, answer.body).toBe(200)
      return answer.json()
    },
    async read(slug: string, actor: Sender = { headers: {} }) {
      return (await send('GET', `/api/v1/interventions/${slug}`, undefined, actor)).json<Answer>()
    },
    /** The events of a kind that were written, the oldest first. */
    async events(kind: string): Promise<Record<string, unknown>[]> {
      const rows = await server.database.db
        .withTables<{ 'platform.outbox': { id: number; kind: string; payload: Record<string, unknown> } }>()
        .selectFrom('platform.outbox')
        .select('payload')
        .where('kind', '=', kind)
        .orderBy('id')
        .execute()
      return rows.map(({ payload }) => payload)
    },
  }
}

type Post = <T>(url: string, payload: object) => Promise<T>

async function makeChallenge(post: Post) {
  const { id: challengeId } = await post<Answer>('/api/v1/challenges', {
    title: 'Hitte in de stad',
    affected: 'Ouderen',
    dataRole: 'Bewoners meten mee',
  })
  const path = `/api/v1/challenges/${challengeId}`
  await post(`${path}/sources`, { kind: 'visit', title: 'Wijkbezoek', citation: 'Het is hier te heet.' })
  const { id: goalId } = await post<Answer>(`${path}/goals`, {
    ...{ title: 'Koeler', indicatorText: 'Warmte', unit: '°C', target: 30 },
    ...{ targetDate: '2030-12-31', direction: 'lower' },
  })
  return { challengeId, goalId }
}

async function makeDecision(post: Post, organisationId: string, challengeId: string, goalId: string) {
  const { id: mandateId } = await post<Answer>('/api/v1/mandates', {
    ...{ organisationId, function: 'wethouder', holderName: 'A. de Groot', subject: 'Openbare ruimte' },
    ...{ field: 'any', since: '2026-01-01', basis: 'Mandaatbesluit 2026' },
  })
  const option = {
    description: '',
    cost: 0,
    consequences: [{ party: 'Bewoners', effect: 'e', kind: 'positive' }],
    goalEffects: [{ goalId, effect: 'e', kind: 'positive' }],
  }
  const { id } = await post<Answer>('/api/v1/decisions', {
    ...{ challengeId, mandateId, title: 'Bomen', question: 'Wat doen we?', field: 'public-space' },
    ...{ problem: 'Het is te heet in de straten.', goal: 'Koelere straten.' },
    involved: [{ party: 'Bewoners', how: 'informed', note: 'Met een brief.' }],
    goalIds: [goalId],
    options: [
      { id: 'nul', kind: 'do-nothing', title: 'Niets doen', ...option },
      { id: 'bomen', kind: 'action', title: 'Bomen', ...option },
    ],
    ...{
      chosenOptionId: 'bomen',
      outcome: 'act',
      reasons: 'Bomen geven de meeste schaduw.',
      reviewDate: '2027-09-01',
    },
  })
  await post(`/api/v1/decisions/${id}/publication`, {})
  return id
}
