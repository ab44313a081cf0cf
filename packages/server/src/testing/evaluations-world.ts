import { beforeAll, beforeEach, expect } from 'vitest'
import { AREAS, type Sender, useInterventions } from './interventions-world.ts'

const DAY = 86_400_000
/** Figures begin on 1 October 2025 and end on 30 September 2026; what is done begins on 1 April 2026. */
const FIRST = Date.parse('2025-09-30T22:00:00Z')
const DAYS = 365
const START = Date.parse('2026-03-31T22:00:00Z')
/** When all has been measured. */
export const LATER = new Date('2026-10-02T10:00:00Z')

/** What the first two neighbourhoods differ from the start on: of temperature a lot, of humidity nothing. */
const EFFECT = { temperature: -2, humidity: 0 }
type Property = keyof typeof EFFECT

type Answer = { id: string; slug: string; revision: string; [field: string]: unknown }

/** Noise that is the same each time, between -1 and 1. */
function wobble(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43758.5453
  return 2 * (value - Math.floor(value) - 0.5)
}

function figureOf(property: Property, index: number, day: number): number {
  const common = 12 + 8 * Math.sin((2 * Math.PI * day) / 365) + 2 * wobble(day)
  const own = index + 0.6 * wobble(1000 * (index + 1) + day + (property === 'humidity' ? 5e4 : 0))
  const isTreated = index < 2 && FIRST + day * DAY >= START
  return common + own + (isTreated ? EFFECT[property] : 0)
}

function station(index: number) {
  const name = `Station ${index + 1}`
  const stream = (property: Property, unit: object) => ({
    name: `${name} ${property}`,
    description: name,
    observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
    unitOfMeasurement: unit,
    Sensor: { name, description: name, encodingType: 'text/plain', metadata: name },
    ObservedProperty: {
      name: property,
      description: property,
      definition: `https://example.org/${property}`,
    },
    Observations: Array.from({ length: DAYS }, (_, day) => ({
      phenomenonTime: new Date(FIRST + day * DAY + DAY / 2).toISOString(),
      result: figureOf(property, index, day),
    })),
  })
  return {
    name,
    description: name,
    Locations: [
      {
        ...{ name, description: name, encodingType: 'application/geo+json' },
        location: { type: 'Point', coordinates: [6.01 + index * 0.02, 52.01] },
      },
    ],
    Datastreams: [
      stream('temperature', { name: 'graad Celsius', symbol: '°C', definition: 'ucum:Cel' }),
      stream('humidity', { name: 'procent', symbol: '%', definition: 'ucum:%' }),
    ],
  }
}

/** Two neighbourhoods in which trees were planted on 1 April 2026, two in which nothing was done, and a year of figures. */
export function useEvaluations() {
  const interventions = useInterventions()
  const { server, send, draft, registered, begin } = interventions
  let made: { intervention: Answer; humidityId: string } | undefined

  beforeAll(async () => {
    const { officer, challengeId } = interventions.world()
    const humidity = await send('POST', '/api/v1/indicators', {
      ...{ challengeId, title: 'Vocht per dag', unit: '%', property: 'humidity', statistic: 'mean' },
      ...{ period: 'day', level: 'neighbourhood', minimumCoverage: 0, published: true },
    })
    expect(humidity.statusCode, humidity.body).toBe(201)
    server.now = new Date('2026-03-02T10:00:00Z')
    const plan = draft({
      areaCodes: AREAS.slice(0, 2),
      design: {
        ...{ comparisonCodes: AREAS.slice(2), periodsBefore: 182, periodsAfter: 183, note: '' },
        ...{ method: 'difference-series', step: 'week', shape: 'level' },
      },
    })
    const { slug } = await registered(plan)
    server.now = new Date('2026-04-01T10:00:00Z')
    const intervention = await begin(slug, { startedOn: '2026-04-01' })
    server.now = LATER
    for (const index of AREAS.keys()) {
      const answer = await send('POST', '/sta/v1.1/Things', station(index), { headers: officer.headers })
      expect(answer.statusCode, answer.body).toBe(201)
    }
    await server.deliver()
    made = { intervention, humidityId: humidity.json<Answer>().id }
  }, 240_000)
  beforeEach(() => {
    server.now = LATER
  })

  function world() {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return { ...interventions.world(), ...made }
  }
  const ask = async <T = Answer>(
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: object,
    actor?: Sender,
  ): Promise<T> => {
    const answer = await send(method, `/api/v1/evaluations${path}`, body, actor)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer.json<T>()
  }
  return {
    ...interventions,
    world,
    ask,
    /** A draft of an evaluation, as planned but for the change. */
    evaluation(change: object = {}): Promise<Answer> {
      return ask('POST', '', { interventionId: world().intervention.id, ...change })
    },
    /** Asks for the computation, and waits for it. */
    async computed(draftOf: Promise<Answer>): Promise<Answer> {
      const { slug } = await draftOf
      await ask('PUT', `/${slug}/computation`)
      await server.deliver()
      return ask('GET', `/${slug}`)
    },
    /** Publishes what was computed, with the words that are needed. */
    async published(computedOf: Promise<Answer>, words: object = {}): Promise<Answer> {
      const { slug } = await computedOf
      await ask('PATCH', `/${slug}`, {
        spillOver: 'De andere buurten liggen te ver weg.',
        deviation: 'Zo was het nodig.',
        ...words,
      })
      return ask('POST', `/${slug}/publication`, {})
    },
  }
}
