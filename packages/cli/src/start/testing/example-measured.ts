import type { Page } from 'playwright-core'
import { publishDecision } from './publish-decision.ts'
import type { Site } from './site.ts'

const DAY = 86_400_000

/** The neighbourhoods: in the first two something was done, in the others nothing. */
const AREAS = ['BU99010101', 'BU99010102', 'BU99010103', 'BU99010104'] as const

/** Days that were measured before now, and days since it began. */
export const MEASURED = 280
export const BEGUN = 120

const dayBefore = (now: number, days: number) => new Date(now - days * DAY).toISOString().slice(0, 10)

/** Noise that is the same each time, between -1 and 1. */
function wobble(seed: number): number {
  const value = Math.sin(seed * 12.9898) * 43758.5453
  return 2 * (value - Math.floor(value) - 0.5)
}

function station(index: number, now: number) {
  const name = `Station ${index + 1}`
  const midnight = Math.floor(now / DAY) * DAY
  return {
    ...{ name, description: name },
    Locations: [
      {
        ...{ name, description: name, encodingType: 'application/geo+json' },
        location: { type: 'Point', coordinates: [5.41 + 0.02 * index, 52.21] },
      },
    ],
    Datastreams: [
      {
        ...{ name, description: name },
        observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
        unitOfMeasurement: { name: 'graad Celsius', symbol: '°C', definition: 'ucum:Cel' },
        Sensor: { name, description: name, encodingType: 'text/plain', metadata: name },
        ObservedProperty: {
          ...{ name: 'temperature', description: 'Luchttemperatuur' },
          definition: 'https://example.org/temperature',
        },
        Observations: Array.from({ length: MEASURED }, (_, at) => {
          const ago = MEASURED - at
          const common = 14 + 4 * Math.sin((2 * Math.PI * ago) / 365) + 2 * wobble(ago)
          const own = 0.4 * index + 0.5 * wobble(1000 * (index + 1) + ago)
          return {
            phenomenonTime: new Date(midnight - ago * DAY + DAY / 2).toISOString(),
            result: common + own - (index < 2 && ago <= BEGUN ? 2 : 0),
          }
        }),
      },
    ],
  }
}

/**
 * Four neighbourhoods with figures of each day, and trees that were planted in two of them some months ago: begun without a plan that was
 * registered, as that cannot be done afterwards.
 * @param official a page on which somebody is signed in who takes decisions
 */
export async function fillMeasured(
  site: Site,
  official: Page,
  organisationId: string,
  now: number,
): Promise<void> {
  const areas = {
    type: 'FeatureCollection',
    features: AREAS.map((code, index) => {
      const [west, east] = [5.4 + 0.02 * index, 5.42 + 0.02 * index]
      const ring = [
        [west, 52.2],
        [east, 52.2],
        [east, 52.22],
        [west, 52.22],
        [west, 52.2],
      ]
      return {
        ...{ type: 'Feature', properties: { code, name: `Buurt ${index + 1}` } },
        geometry: { type: 'Polygon', coordinates: [ring] },
      }
    }),
  }
  await site.ask(
    'POST',
    '/api/v1/area-imports?level=neighbourhood&crs=EPSG:4326&codeProperty=code&nameProperty=name',
    areas,
  )
  for (const index of AREAS.keys()) await site.ask('POST', '/sta/v1.1/Things', station(index, now))
  const { id: challengeId } = await site.ask('POST', '/api/v1/challenges', {
    ...{ title: 'Koele buurten', affected: 'Ouderen', dataRole: 'Bewoners meten mee' },
  })
  const path = `/api/v1/challenges/${challengeId}`
  await site.ask('POST', `${path}/sources`, { kind: 'visit', title: 'Wijkbezoek', citation: 'Het is heet.' })
  const goal = await site.ask('POST', `${path}/goals`, {
    ...{ title: 'Nachten onder 20 graden', indicatorText: 'Warmte', unit: '°C' },
    ...{ target: 20, targetDate: '2035-01-01', direction: 'lower' },
  })
  await site.ask('PATCH', path, { published: true })
  const indicator = await site.ask('POST', '/api/v1/indicators', {
    ...{ challengeId, title: 'Warmte per dag', unit: '°C', property: 'temperature', statistic: 'mean' },
    ...{ period: 'day', level: 'neighbourhood', minimumCoverage: 0, published: true },
  })
  const decisionId = await publishDecision(site, official, { organisationId, challengeId, goalId: goal.id })
  const intervention = await site.ask('POST', '/api/v1/interventions', {
    ...{ challengeId, kind: 'measure', title: 'Bomen in twee buurten', summary: 'We planten bomen.' },
    ...{ goalId: goal.id, decisionId, areaCodes: AREAS.slice(0, 2), start: dayBefore(now, BEGUN) },
    ...{ plannedCost: 9000, parties: [] },
    hypothesis: {
      ...{ indicatorId: indicator.id, direction: 'lower', change: 1, reason: 'Schaduw.' },
      by: dayBefore(now, -200),
    },
    design: { comparisonCodes: AREAS.slice(2), periodsBefore: 150, periodsAfter: 150, note: '' },
  })
  await site.ask('POST', `/api/v1/interventions/${intervention.slug}/start`, {
    startedOn: dayBefore(now, BEGUN),
    withoutRegistration: true,
  })
}
