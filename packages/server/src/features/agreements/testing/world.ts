import { sql } from 'kysely'
import { beforeAll, beforeEach, expect } from 'vitest'
import type { Role } from '../../../platform/actor.ts'
import { signInAs, signInAsPerson } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { createOrganisation } from '../../parties/index.ts'
import type { Agreement } from '../schema/agreements.ts'
import type { Permission } from '../schema/content.ts'

export type Sender = { headers: Record<string, string> }

/** An organisation with who writes and who signs there, and the mandate of who signs. */
export type Party = {
  organisationId: string
  officer: Sender
  /** The officer. */
  personId: string
  decider: Sender
  mandateId: string
}

/** A municipality with a public challenge and a restricted dataset, a health service, and a water board that has no part in it. */
export type World = {
  municipality: Party
  healthService: Party
  waterBoard: Party
  challengeId: string
  datasetId: string
  datasetSlug: string
}

/** Makes the world of the tests of this file. Read it inside a test; the clock is set back before each. */
export function useAgreements() {
  const server = useServer()
  let made: World | undefined

  function world(): World {
    if (!made) throw new Error('The world is made in beforeAll; use it inside a test.')
    return made
  }
  function send(method: 'GET' | 'POST' | 'PATCH' | 'DELETE', url: string, payload?: object, actor?: Sender) {
    return server.request({
      method,
      url: `/api/v1/${url}`,
      headers: { 'accept-language': 'en', ...actor?.headers },
      ...(payload === undefined ? {} : { payload }),
    })
  }
  async function must<T>(...[method, url, payload, actor]: Parameters<typeof send>): Promise<T> {
    const answer = await send(method, url, payload, actor)
    expect(answer.statusCode, answer.body).toBeLessThan(300)
    return answer.json<T>()
  }
  async function makeParty(name: string, kind: 'municipality' | 'company'): Promise<Party> {
    const organisationId = await createOrganisation(server.database.db, { name, kind })
    const signIn = (...roles: Role[]) =>
      signInAsPerson(
        server,
        roles.map((role) => ({ organisationId, role })),
      )
    const mandateId = await registerMandate(organisationId)
    const [officer, decider] = [await signIn('policy-officer'), await signIn('decision-maker')]
    return { organisationId, officer, personId: officer.personId, decider, mandateId }
  }
  async function registerMandate(organisationId: string, change: object = {}): Promise<string> {
    const administrator = await signInAs(server, 'administrator', { organisationId })
    const mandate = {
      organisationId,
      function: 'directeur Data',
      holderName: 'A. de Groot',
      subject: 'Afspraken over gegevens',
      field: 'data',
      since: '2026-01-01',
      basis: 'Mandaatbesluit 2026',
      ...change,
    }
    return (await must<{ id: string }>('POST', 'mandates', mandate, administrator)).id
  }
  async function makeChallenge(officer: Sender): Promise<string> {
    const { id } = await must<{ id: string }>('POST', 'challenges', { title: 'Schone lucht' }, officer)
    const source = { kind: 'visit', title: 'Wijkbezoek', citation: 'Het stinkt hier.' }
    await must('POST', `challenges/${id}/sources`, source, officer)
    const goal = { title: 'Schoner', unit: 'µg/m³', target: 5, targetDate: '2030-12-31', direction: 'lower' }
    await must('POST', `challenges/${id}/goals`, goal, officer)
    await must(
      'PATCH',
      `challenges/${id}`,
      { affected: 'Ouderen', dataRole: 'Meten', published: true },
      officer,
    )
    return id
  }

  beforeAll(async () => {
    const municipality = await makeParty('Gemeente Waterrijk', 'municipality')
    const dataset = await must<{ id: string; slug: string }>(
      'POST',
      'datasets',
      {
        title: 'Luchtmetingen',
        licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/niet_open',
        access: 'restricted',
        theme: 'environment',
        contact: 'data@example.org',
      },
      municipality.officer,
    )
    made = {
      municipality,
      healthService: await makeParty('GGD', 'company'),
      waterBoard: await makeParty('Waterschap', 'company'),
      challengeId: await makeChallenge(municipality.officer),
      datasetId: dataset.id,
      datasetSlug: dataset.slug,
    }
  })
  beforeEach(() => {
    server.now = new Date('2026-03-02T10:00:00Z')
  })

  /** A permission to read for the health service, but for the change. */
  function permission(change: Partial<Permission> = {}): Permission {
    const { healthService, datasetId, challengeId } = world()
    return {
      id: 'lezen',
      organisationIds: [healthService.organisationId],
      roles: [],
      datasetIds: [datasetId],
      properties: [],
      actions: ['read'],
      challengeIds: [challengeId],
      purposes: [],
      from: null,
      until: null,
      retentionDays: null,
      areaCodes: [],
      fields: [],
      minimumGroup: null,
      place: 'exact',
      time: 'raw',
      delayMinutes: 0,
      duties: [],
      ...change,
    }
  }
  /** Writes a draft that can be offered, but for the change. */
  function draft(change: object = {}): Promise<Agreement> {
    const { challengeId, municipality } = world()
    const whole = {
      challengeId,
      title: 'Lucht voor de GGD',
      why: 'De GGD onderzoekt wat de lucht met ouderen doet.',
      permissions: [permission()],
      ...change,
    }
    return must('POST', 'agreements', whole, municipality.officer)
  }
  /** Signs for a party; `reason` and `version` as the step asks. */
  function sign(slug: string, step: string, party: Party, body: object = {}) {
    return send('POST', `agreements/${slug}/${step}`, { mandateId: party.mandateId, ...body }, party.decider)
  }
  /** Has the newest version offered and accepted. */
  async function agree(slug: string, version = 1): Promise<Agreement> {
    const offered = await sign(slug, 'offer', world().municipality)
    expect(offered.statusCode, offered.body).toBe(200)
    const accepted = await sign(slug, 'acceptance', world().healthService, { version })
    expect(accepted.statusCode, accepted.body).toBe(200)
    return accepted.json<Agreement>()
  }
  /** The changes that were told of an agreement since the last time. */
  async function told(agreementId: string): Promise<object[]> {
    const { rows } = await sql<{ payload: object }>`
      select payload from platform.outbox
      where kind = 'agreements.agreement-changed' and payload->>'agreementId' = ${agreementId} order by id`.execute(
      server.database.db,
    )
    return rows.map(({ payload }) => payload)
  }
  return { server, world, send, must, registerMandate, permission, draft, sign, agree, told }
}
