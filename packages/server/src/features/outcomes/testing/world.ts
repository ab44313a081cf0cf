import { sql } from 'kysely'
import { beforeAll, expect } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import { createMailbox } from '../../../testing/mailbox.ts'
import { useServer } from '../../../testing/server.ts'
import { createOrganisation } from '../../parties/index.ts'

export type Person = { headers: { cookie: string }; personId: string }
type Made = { id: string; slug: string }
type Answer = { id: string; slug: string; [field: string]: unknown }

const AREA = {
  type: 'Feature',
  properties: { code: 'GM9001', name: 'Waterrijk' },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [6, 52],
        [6.2, 52],
        [6.2, 52.6],
        [6, 52],
      ],
    ],
  },
}

const named = (name: string) => ({ name, description: '' })
const STATION = {
  ...named('Tuinstation'),
  Locations: [
    {
      ...named('Tuin'),
      encodingType: 'application/geo+json',
      location: { type: 'Point', coordinates: [6.15, 52.3] },
    },
  ],
  Datastreams: [
    {
      ...named('Fijnstof'),
      observationType: 'http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement',
      unitOfMeasurement: { name: 'microgram per kubieke meter', symbol: 'µg/m³', definition: '' },
      Sensor: { ...named('SDS011'), encodingType: 'text/plain', metadata: 'SDS011' },
      ObservedProperty: { ...named('PM2.5'), definition: 'http://vocab.nerc.ac.uk/PM25' },
      Observations: Array.from({ length: 72 }, (_, hour) => ({
        phenomenonTime: new Date(Date.UTC(2026, 1, 28, 23 + hour)).toISOString(),
        result: 20,
      })),
    },
  ],
}

const DUST = {
  title: 'Fijnstof per dag',
  unit: 'µg/m³',
  property: 'PM2.5',
  statistic: 'mean',
  period: 'day',
  level: 'municipality',
  published: true,
}

const consequences = [{ party: 'Bewoners', effect: 'Minder stof.', kind: 'positive' }]
const option = (id: string, kind: string, title: string) => ({
  ...{ id, kind, title, description: '', cost: 0 },
  consequences,
})

/** A municipality with a public challenge, a measured indicator, and residents who contributed. */
export function useOutcomes() {
  const mailbox = createMailbox()
  const server = useServer({ MAIL_FOLDER: mailbox.folder, PUBLIC_URL: 'https://samen.example.nl' })
  let made:
    | {
        official: Person
        partner: Person
        host: Person
        stranger: Person
        writer: Person
        challengeId: string
        goalId: string
        mandateId: string
        organisationId: string
        indicator: Made
      }
    | undefined

  function world() {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  async function send<T = Answer>(
    method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
    path: string,
    payload?: object,
    actor: { headers: object } = world().official,
  ): Promise<T> {
    const answer = await server.request({
      method,
      url: path.startsWith('/') ? path : `/api/v1/${path}`,
      headers: { ...actor.headers },
      ...(payload ? { payload } : {}),
    })
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return (answer.body === '' ? undefined : answer.json()) as T
  }

  beforeAll(async () => {
    server.now = new Date('2026-03-10T10:00:00Z')
    const { db } = server.database
    const organisationId = await createOrganisation(db, { name: 'Gemeente Waterrijk', kind: 'municipality' })
    const roles = ['administrator', 'policy-officer', 'decision-maker', 'data-expert'] as const
    const official = await signInAsPerson(
      server,
      roles.map((role) => ({ organisationId, role })),
    )
    const partnerId = await createOrganisation(db, { name: 'Waterschap', kind: 'other' })
    const partner = await signInAsPerson(server, [{ organisationId: partnerId, role: 'administrator' }])
    const [host, stranger, writer] = [
      await signInAsPerson(server),
      await signInAsPerson(server),
      await signInAsPerson(server),
    ]
    const codes = 'level=municipality&crs=EPSG:4326&codeProperty=code&nameProperty=name'
    await send('POST', `area-imports?${codes}`, { type: 'FeatureCollection', features: [AREA] }, official)
    await send('POST', '/sta/v1.1/Things', STATION, official)
    await sql`update measurements.thing set host_id = ${host.personId}`.execute(db)
    const { id: challengeId } = await send('POST', 'challenges', { title: 'Schone lucht' }, official)
    const path = `challenges/${challengeId}`
    const source = { kind: 'visit', title: 'Wijkbezoek', citation: 'Het stinkt hier.' }
    await send('POST', `${path}/sources`, source, official)
    const goal = { title: 'Schoner', indicatorText: 'Fijnstof', unit: 'µg/m³', target: 5 }
    const { id: goalId } = await send(
      'POST',
      `${path}/goals`,
      { ...goal, targetDate: '2030-12-31', direction: 'lower' },
      official,
    )
    await send('PUT', `${path}/parties/${partnerId}`, { role: 'partner' }, official)
    await send(
      'PATCH',
      path,
      { affected: 'Ouderen', dataRole: 'Bewoners meten mee', published: true },
      official,
    )
    const { id: mandateId } = await send(
      'POST',
      'mandates',
      {
        organisationId,
        function: 'wethouder Leefomgeving',
        holderName: 'A. de Groot',
        subject: 'Inrichting van de openbare ruimte',
        field: 'public-space',
        maximumAmount: 100_000,
        since: '2026-01-01',
        basis: 'Mandaatbesluit 2026',
      },
      official,
    )
    const indicator = await send('POST', 'indicators', { ...DUST, challengeId }, official)
    await server.deliver()
    made = {
      organisationId,
      official,
      partner,
      host,
      stranger,
      writer,
      challengeId,
      goalId,
      mandateId,
      indicator,
    }
  }, 60_000)

  return {
    server,
    world,
    send,
    /** A decision that cites the indicator, or this instead, published. */
    async decide(change: object = {}): Promise<Made> {
      const { challengeId, goalId, mandateId, indicator } = world()
      const goalEffects = [{ goalId, kind: 'positive', effect: 'Minder stof.' }]
      const reference = `/indicatoren/${indicator.slug}`
      const whole = {
        challengeId,
        title: 'Bomen langs de weg',
        question: 'Wat doen we tegen het fijnstof?',
        problem: 'Het is vaak te vuil.',
        goal: 'Schonere lucht.',
        involved: [{ party: 'Bewoners', how: 'consulted', note: 'Op een avond.' }],
        field: 'public-space',
        amount: 90_000,
        goalIds: [goalId],
        options: [
          { ...option('nuloptie', 'do-nothing', 'Niets doen'), goalEffects },
          { ...option('bomen', 'action', 'Bomen'), goalEffects },
        ],
        chosenOptionId: 'bomen',
        outcome: 'act',
        reasons: 'Bomen helpen het langst.',
        mandateId,
        reviewDate: '2027-09-01',
        evidence: [{ kind: 'indicator', title: 'Fijnstof', reference, note: '' }],
        ...change,
      }
      const { slug } = await send('POST', 'decisions', whole)
      const decision = await send('POST', `decisions/${slug}/publication`)
      await server.deliver()
      return decision
    },
    /** An intervention that follows from a decision, running. */
    async start(decisionId: string, change: object = {}): Promise<Made> {
      const { challengeId, goalId, indicator } = world()
      const { slug } = await send('POST', 'interventions', {
        challengeId,
        kind: 'measure',
        title: 'Bomen in de Dorpsstraat',
        summary: 'We planten bomen.',
        goalId,
        areaCodes: ['GM9001'],
        start: '2026-03-10',
        hypothesis: {
          indicatorId: indicator.id,
          direction: 'lower',
          change: 1,
          by: '2027-09-01',
          reason: 'Bladeren vangen stof.',
        },
        ...change,
      })
      const begun = await send('POST', `interventions/${slug}/start`, {
        decisionId,
        withoutRegistration: true,
      })
      await server.deliver()
      return begun
    },
    /** What someone was told, newest first: sentence and reasons. */
    async told(person: Person): Promise<[string, string[]][]> {
      const { items } = await send<{ items: { sentence: { nl: string }; reasons: string[] }[] }>(
        'GET',
        'me/outcomes',
        undefined,
        person,
      )
      return items.map(({ sentence, reasons }) => [sentence.nl, reasons])
    },
    /** The messages to someone. */
    async mails(person: Person): Promise<string[]> {
      const { rows } = await sql<{ email: string }>`select email from parties.person
        where id = ${person.personId}`.execute(server.database.db)
      return mailbox.read(rows[0]?.email ?? '')
    },
    /** The morning of a day, with everything sent that is due. */
    async morning(day: string) {
      server.now = new Date(`${day}T06:30:00Z`)
      await sql`insert into notifications.digest (person_id, until) select person_id, ${server.now}
        from notifications.reader where stopped_at is null`.execute(server.database.db)
      await server.deliver()
    },
  }
}
