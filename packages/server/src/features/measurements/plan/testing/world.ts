import { type RawBuilder, sql } from 'kysely'
import type { TestActor } from '../../../../testing/actors.ts'
import type { TestServer } from '../../../../testing/server.ts'
import { MEASUREMENT } from '../../sta/testing/seed.ts'

/** How a dataset is published. */
export type Publication = {
  kind: 'open' | 'restricted' | 'personal'
  place?: 'exact' | '100m' | '500m' | 'area'
  time?: 'raw' | 'hour' | 'day'
  delayMinutes?: number
  minimumGroup?: number
}

/** What a resident consents to. */
export type Consent = {
  personId: string
  datasetId: string
  purpose: string
  place?: string
  time?: string
  inGroups?: boolean
  until?: Date | null
  /** The organisations that the notice names. */
  recipients?: string[]
}

/** A permission of reading in an agreement that is in force. */
export type Given = {
  datasetId: string
  ownerId: string
  partyId: string
  purposes?: string[]
  place?: number
  time?: number
  delayMinutes?: number
  minimumGroup?: number
  properties?: string[]
  areas?: string[]
  fields?: string[]
  permits?: boolean
  roles?: string[]
  /** Something the party promised first, by this moment. */
  promise?: Date
  /** Not accepted yet. */
  isOffer?: boolean
}

/** Things, consents and agreements as they are stored, without the way that leads there. */
export function planWorld(server: TestServer) {
  const run = (statement: RawBuilder<unknown>) => statement.execute(server.database.db)
  return {
    async publish(owner: TestActor, publication: Publication): Promise<string> {
      const { kind, place = 'exact', time = 'raw', delayMinutes = 0, minimumGroup = 1 } = publication
      const slug = `data-${crypto.randomUUID().slice(0, 8)}`
      const { rows } = await sql<{ id: string }>`
        insert into catalogue.dataset (slug, title, description, owner_id, licence, access, place, time, delay_minutes, minimum_group,
          theme, contact, corrections, created_at, updated_at)
        values (${slug}, ${slug}, '', ${owner.organisationId}, 'https://creativecommons.org/publicdomain/zero/1.0/', ${kind}, ${place},
          ${time}, ${delayMinutes}, ${minimumGroup}, 'environment', 'x', 'replace', now(), now()) returning id`.execute(
        server.database.db,
      )
      return rows[0]?.id ?? ''
    },
    async republish(datasetId: string, publication: Publication): Promise<void> {
      const { kind, place = 'exact', time = 'raw', delayMinutes = 0, minimumGroup = 1 } = publication
      await run(sql`update catalogue.dataset set access = ${kind}, place = ${place}, time = ${time},
        delay_minutes = ${delayMinutes}, minimum_group = ${minimumGroup} where id = ${datasetId}`)
    },
    /** A station with one datastream of `property`, in a dataset of the owner. @returns the ids of both */
    async station(
      owner: TestActor,
      datasetId: string,
      station: {
        name: string
        point: [number, number]
        hostId?: string
        property?: string
        observations: { phenomenonTime: string; result: number }[]
      },
    ): Promise<{ thingId: number; datastreamId: number }> {
      const { name, point, hostId = null, property = 'pm25', observations } = station
      const described = { name, description: `beschrijving van ${name}` }
      // In what is personal nobody writes but the sensor itself.
      await run(
        sql`update catalogue.dataset set access = 'restricted', theme = 'was personal' where id = ${datasetId} and access = 'personal'`,
      )
      const answer = await server.request({
        method: 'POST',
        url: '/sta/v1.1/Things',
        headers: { ...owner.headers, dataset: datasetId },
        payload: {
          ...described,
          properties: { adres: `straat van ${name}` },
          Locations: [
            {
              ...described,
              encodingType: 'application/geo+json',
              location: { type: 'Point', coordinates: point },
            },
          ],
          Datastreams: [
            {
              ...described,
              unitOfMeasurement: { name: 'microgram', symbol: 'µg/m³', definition: '' },
              observationType: MEASUREMENT,
              Sensor: { ...described, encodingType: 'text/plain', metadata: 'sensor' },
              ObservedProperty: {
                ...described,
                name: property,
                definition: `https://example.org/${property}`,
              },
              Observations: observations,
            },
          ],
        },
      })
      await run(
        sql`update catalogue.dataset set access = 'personal', theme = 'environment' where id = ${datasetId} and theme = 'was personal'`,
      )
      if (answer.statusCode !== 201) throw new Error(answer.body)
      const thingId = Number(answer.json()['@iot.id'])
      await run(sql`update measurements.thing set host_id = ${hostId} where id = ${thingId}`)
      const { rows } = await sql<{ id: number }>`
        select id from measurements.datastream where thing_id = ${thingId}`.execute(server.database.db)
      return { thingId, datastreamId: rows[0]?.id ?? 0 }
    },
    async consent(given: Consent): Promise<string> {
      const {
        personId,
        datasetId,
        purpose,
        place = 'exact',
        time = 'raw',
        inGroups = true,
        until = null,
        recipients = [],
      } = given
      await run(sql`with notice as (
          insert into consent.notice (dataset_id, owner_id, purpose, created_at)
          values (${datasetId}, gen_random_uuid(), ${purpose}, now()) on conflict do nothing returning id)
        insert into consent.version (notice_id, number, state, content, reason, published_at, updated_at)
        select id, 1, 'published', ${JSON.stringify({ offer: { recipientIds: recipients } })}::jsonb, '', now(), now() from notice`)
      const { rows } = await sql<{ id: string }>`
        insert into consent.choice (person_id, notice_id, latest)
        select ${personId}, id, 1 from consent.notice where dataset_id = ${datasetId} and purpose = ${purpose}
        on conflict (person_id, notice_id) do update set latest = consent.choice.latest + 1 returning id`.execute(
        server.database.db,
      )
      const id = rows[0]?.id ?? ''
      await run(sql`insert into consent.record (choice_id, number, status, notice_version, language, method, place, time, in_groups,
          until, recorded_at)
        select id, latest, 'ConsentGiven', 1, 'nl', 'signed-in', ${place}, ${time}, ${inGroups}, ${until}, '2026-01-01'
        from consent.choice where id = ${id}`)
      return id
    },
    async withdraw(choiceId: string): Promise<void> {
      await run(sql`update consent.choice set latest = latest + 1 where id = ${choiceId}`)
      await run(sql`insert into consent.record (choice_id, number, status, notice_version, language, method, recorded_at)
        select id, latest, 'ConsentWithdrawn', 1, 'nl', 'signed-in', now() from consent.choice where id = ${choiceId}`)
    },
    /** Puts an agreement in force. @returns its id */
    async agree(given: Given): Promise<string> {
      const {
        datasetId,
        ownerId,
        partyId,
        purposes = [],
        properties = [],
        areas = [],
        fields = [],
        permits = true,
        roles = [],
        promise,
        isOffer = false,
      } = given
      const { place = 0, time = 0, delayMinutes = 0, minimumGroup = 1 } = given
      const whole =
        place + time + delayMinutes === 0 &&
        minimumGroup === 1 &&
        properties.length + areas.length + fields.length === 0
      const { rows } = await sql<{ id: string }>`
        insert into agreements.agreement (slug, owner_id, challenge_id, created_at)
        values (${`afspraak-${crypto.randomUUID()}`}, ${ownerId}, gen_random_uuid(), '2026-01-01') returning id`.execute(
        server.database.db,
      )
      const id = rows[0]?.id ?? ''
      await run(sql`insert into agreements.version (agreement_id, number, state, content, reason, updated_at)
        values (${id}, 1, 'draft', '{"title":"Afspraak"}', '', '2026-01-01')`)
      await run(
        sql`insert into agreements.version_party values (${id}, 1, ${ownerId}, true, false), (${id}, 1, ${partyId}, false, true)`,
      )
      await run(sql`insert into agreements.version_dataset values (${id}, 1, ${datasetId})`)
      await run(
        sql`update agreements.version set state = 'offered', offered_at = '2026-01-01' where agreement_id = ${id}`,
      )
      if (isOffer) return id
      await run(
        sql`update agreements.version set state = 'accepted', accepted_at = '2026-01-01' where agreement_id = ${id}`,
      )
      await run(sql`insert into agreements.reading (agreement_id, version, rule_id, dataset_id, organisation_id, permits, is_whole,
          roles, purposes, duty_ids, place_level, time_level, delay_minutes, minimum_group, properties, areas, fields)
        values (${id}, 1, 'lezen', ${datasetId}, ${partyId}, ${permits}, ${permits && whole}, ${roles}, ${purposes}, ${promise ? ['vooraf'] : []},
          ${permits ? place : null}, ${permits ? time : null}, ${delayMinutes}, ${minimumGroup}, ${properties}, ${areas}, ${fields})`)
      if (promise) {
        await run(sql`insert into agreements.task (agreement_id, version, duty_id, organisation_id, kind, before)
          values (${id}, 1, 'vooraf', ${partyId}, 'report-back', ${promise})`)
      }
      return id
    },
    async suspend(agreementId: string, organisationId: string): Promise<void> {
      await run(sql`insert into agreements.suspension values (${agreementId}, ${organisationId}, now())`)
    },
    async end(agreementId: string, at: Date): Promise<void> {
      await run(sql`update agreements.agreement set ended_at = ${at} where id = ${agreementId}`)
    },
  }
}
