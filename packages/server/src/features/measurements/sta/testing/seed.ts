import { sql } from 'kysely'
import { signInAs, type TestActor } from '../../../../testing/actors.ts'
import type { TestServer } from '../../../../testing/server.ts'

export const MEASUREMENT = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement'
export const ANYTHING = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Observation'

export const CATEGORY = 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_CategoryObservation'

export type Answer = {
  status: number
  text: string
  location: string | undefined
  /** The body as JSON. */
  json<T = Record<string, unknown>>(): T
}

/** Sends requests to `/sta/v1.1/` as one actor. */
export function speakAs(server: TestServer, actor: TestActor | undefined) {
  return async (
    method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE',
    path: string,
    body?: unknown,
  ): Promise<Answer> => {
    const answer = await server.request({
      method,
      url: `/sta/v1.1/${path}`,
      headers: { ...actor?.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    })
    return {
      status: answer.statusCode,
      text: answer.body,
      location: answer.headers.location,
      json: <T>() => JSON.parse(answer.body) as T,
    }
  }
}

/** A station with two datastreams, as one deep insert; `word` is in every text of it. */
export function describeStation(word: string, [longitude, latitude]: [number, number]) {
  const named = (what: string) => ({ name: `${what} ${word}`, description: `${what} of ${word}` })
  const hour = (number: number) => `2026-03-01T${String(number).padStart(2, '0')}:00:00Z`
  return {
    ...named('Station'),
    properties: { a: { b: 1 }, 'x y': word, height: 3.5, since: '2020-01-01T00:00:00Z', list: [1, 'two'] },
    Locations: [
      {
        ...named('Place'),
        encodingType: 'application/geo+json',
        location: { type: 'Point', coordinates: [longitude, latitude] },
      },
    ],
    Datastreams: [
      {
        ...named('PM2.5'),
        unitOfMeasurement: { name: 'microgram', symbol: 'ug/m3', definition: 'ucum:ug/m3' },
        observationType: MEASUREMENT,
        Sensor: { ...named('SDS011'), encodingType: 'text/html', metadata: { a: word } },
        ObservedProperty: { ...named('PM2.5'), definition: `https://example.org/${word}` },
        Observations: [0, 1, 2, 3, 4].map((n) => ({
          phenomenonTime: hour(n),
          result: n * 2.5,
          resultTime: hour(n),
        })),
      },
      {
        ...named('Notes'),
        unitOfMeasurement: { name: null, symbol: null, definition: null },
        observationType: ANYTHING,
        Sensor: { ...named('Eyes'), encodingType: 'text/plain', metadata: word },
        ObservedProperty: { ...named('Weather'), definition: 'https://example.org/weather' },
        Observations: [
          { phenomenonTime: `${hour(0)}/${hour(1)}`, result: `fog ${word}`, parameters: { a: 1 } },
          { phenomenonTime: hour(2), result: { a: { b: 2 } }, resultQuality: 'poor' },
          { phenomenonTime: hour(3), result: true, validTime: `${hour(3)}/${hour(9)}` },
          { phenomenonTime: hour(4), result: null },
          { phenomenonTime: hour(5), result: '3' },
          {
            phenomenonTime: hour(6),
            result: [1, 2],
            FeatureOfInterest: {
              ...named('Field'),
              encodingType: 'application/geo+json',
              feature: {
                type: 'Polygon',
                coordinates: [
                  [
                    [5, 52],
                    [6, 52],
                    [6, 53],
                    [5, 53],
                    [5, 52],
                  ],
                ],
              },
            },
          },
        ],
      },
    ],
    MultiDatastreams: [
      {
        ...named('Wind'),
        unitOfMeasurements: [
          { name: 'metre per second', symbol: 'm/s', definition: 'ucum:m/s' },
          { name: null, symbol: null, definition: null },
        ],
        multiObservationDataTypes: [MEASUREMENT, CATEGORY],
        Sensor: { ...named('Vane'), encodingType: 'text/plain', metadata: word },
        ObservedProperties: [
          { ...named('Wind speed'), definition: 'https://example.org/speed' },
          { ...named('Direction'), definition: 'https://example.org/direction' },
        ],
        Observations: [
          { phenomenonTime: hour(0), result: [3.5, `north ${word}`] },
          { phenomenonTime: hour(1), result: [4, null] },
        ],
      },
    ],
  }
}

/** In every text of what is withheld, and in nothing else. */
export const SECRET = 'Verborgenheid'

/** Two open stations of one organisation, and one of another that is for members only. */
export async function seedOpenAndSecret(server: TestServer): Promise<{ open: TestActor; secret: TestActor }> {
  const open = await signInAs(server, 'data-expert')
  const secret = await signInAs(server, 'data-expert')
  for (const [actor, word, place] of [
    [open, '1', [5.1, 52.3]],
    [secret, SECRET, [5.2, 52.4]],
    [open, '2', [5.3, 52.5]],
  ] as const) {
    const made = await speakAs(server, actor)('POST', 'Things', describeStation(word, [...place]))
    if (made.status !== 201) throw new Error(made.text)
  }
  await sql`update catalogue.dataset set access = 'restricted' where owner_id = ${secret.organisationId}`.execute(
    server.database.db,
  )
  return { open, secret }
}
