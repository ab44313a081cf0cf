import { beforeAll, beforeEach, expect } from 'vitest'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'

export type Sender = { headers: Record<string, string> }

export type Answer = {
  id: string
  slug: string
  state: string
  version: number
  options: unknown[]
  [field: string]: unknown
}

const consequences = [{ party: 'Bewoners', effect: 'Meer schaduw in de zomer.', kind: 'positive' }]

/** How everyone was involved who has a consequence. */
export const INVOLVED = [{ party: 'Bewoners', how: 'consulted', note: 'Op een avond in de wijk.' }]

export const NOTHING = {
  id: 'nuloptie',
  kind: 'do-nothing',
  title: 'Niets doen',
  description: '',
  cost: 0,
  consequences,
}

export const TREES = {
  id: 'bomen',
  kind: 'action',
  title: 'Bomen',
  description: '',
  cost: 90_000,
  consequences,
}

/** An option that says what it means for a goal too. */
export const touching = (goalId: string, option: object) => ({
  goalEffects: [{ goalId, kind: 'neutral', effect: 'Dat weten we over een jaar.' }],
  ...option,
})

/** An organisation with a public challenge and a mandate of at most 100,000 euro, and who decide there and elsewhere. */
export type World = {
  officer: Sender & { organisationId: string }
  decider: Sender
  stranger: Sender
  challengeId: string
  goalId: string
}

/** Makes the world of the tests of this file. Read it inside a test; the clock is set back before each. */
export function useDecisions() {
  const server = useServer()
  let made: (World & { mandateId: string }) | undefined

  function world(): World & { mandateId: string } {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  function send(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT',
    url: string,
    payload: object | undefined,
    actor?: Sender,
  ) {
    return server.request({
      method,
      url,
      ...(payload === undefined ? {} : { payload }),
      ...(actor ? { headers: actor.headers } : {}),
    })
  }
  async function make() {
    const officer = await signInAs(server, 'policy-officer')
    const { organisationId } = officer
    const decider = await signInAsPerson(server, [{ organisationId, role: 'decision-maker' }])
    const elsewhere = (await signInAs(server, 'clerk')).organisationId
    const stranger = await signInAsPerson(server, [{ organisationId: elsewhere, role: 'decision-maker' }])
    const challenge = await send('POST', '/api/v1/challenges', { title: 'Hitte in de stad' }, officer)
    const challengeId = challenge.json<{ id: string }>().id
    const goalId = await completeChallenge(challengeId, officer)
    const mandateId = await registerMandate(organisationId)
    made = { officer, decider, stranger, challengeId, goalId, mandateId }
  }
  /** Gives the challenge what it needs to be public, and publishes it; its goal. */
  async function completeChallenge(challengeId: string, officer: Sender) {
    const path = `/api/v1/challenges/${challengeId}`
    const source = { kind: 'coalition-agreement', title: 'Akkoord 2026', citation: 'Meer schaduw, p. 12' }
    const goal = {
      title: 'Koeler',
      indicatorText: 'Hoogste temperatuur van de dag',
      unit: '°C',
      target: 30,
      targetDate: '2030-12-31',
      direction: 'lower',
    }
    await send('POST', `${path}/sources`, source, officer)
    const added = await send('POST', `${path}/goals`, goal, officer)
    const change = { affected: 'Ouderen', dataRole: 'Bewoners meten mee', published: true }
    expect((await send('PATCH', path, change, officer)).statusCode).toBe(200)
    return added.json<{ id: string }>().id
  }
  async function registerMandate(organisationId: string) {
    const administrator = await signInAs(server, 'administrator', { organisationId })
    const mandate = {
      organisationId,
      function: 'wethouder Leefomgeving',
      holderName: 'A. de Groot',
      subject: 'Inrichting van de openbare ruimte',
      field: 'public-space',
      maximumAmount: 100_000,
      since: '2026-01-01',
      basis: 'Mandaatbesluit 2026',
    }
    const answer = await send('POST', '/api/v1/mandates', mandate, administrator)
    expect(answer.statusCode).toBe(201)
    return answer.json<{ id: string }>().id
  }

  beforeAll(make)
  beforeEach(() => {
    server.now = new Date('2026-03-02T10:00:00Z')
  })
  return {
    server,
    world,
    send,
    /** Writes a draft that can be published, but for the change. */
    async draft(change: object = {}) {
      const { challengeId, goalId, mandateId, officer } = world()
      const whole = {
        challengeId,
        title: 'Bomen in de Steenwijk',
        question: 'Wat doen we tegen de hitte?',
        problem: 'Op warme dagen is het in de Steenwijk te heet.',
        goal: 'Minder hitte in de straat.',
        involved: INVOLVED,
        field: 'public-space',
        amount: 90_000,
        goalIds: [goalId],
        options: [NOTHING, TREES] as object[],
        chosenOptionId: 'bomen',
        outcome: 'act',
        reasons: 'Bomen geven op termijn de meeste schaduw.',
        mandateId,
        reviewDate: '2027-09-01',
        ...change,
      }
      const options = whole.options.map((option) => touching(goalId, option))
      const answer = await send('POST', '/api/v1/decisions', { ...whole, options }, officer)
      expect(answer.statusCode).toBe(201)
      return answer.json<Answer>()
    },
    publish: (slug: string, actor: Sender = world().decider) =>
      send('POST', `/api/v1/decisions/${slug}/publication`, undefined, actor),
  }
}
