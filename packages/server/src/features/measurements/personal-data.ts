import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual } from '../../platform/errors.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'
import type { Origin } from './inbound/dead-letters/reasons.ts'
import { OWN_MEASUREMENTS, OWN_REPLACED, OWN_THINGS } from './own/personal-data.ts'

const ORIGINS = {
  webhook: { nl: 'rechtstreeks gestuurd', en: 'sent directly' },
  mqtt: { nl: 'via MQTT', en: 'over MQTT' },
  connector: { nl: 'via een koppeling', en: 'through a connector' },
} as const satisfies Record<Origin, Bilingual>
const RULINGS = { good: { nl: 'goed', en: 'good' }, bad: { nl: 'fout', en: 'bad' } }

/** What stays of what someone delivered or said of values: all but who it was. */
const NAMELESS = {
  nl: 'Uw naam gaat weg. Wat er is gedaan blijft staan, zodat cijfers na te gaan zijn.',
  en: 'Your name goes. What was done stays, so that figures can be checked.',
}

/** Of what people do for the organisation that owns a dataset. */
const BY_OFFICIALS = {
  why: {
    nl: 'Wie een dataset beheert, moet kunnen nagaan wie wat deed.',
    en: 'Who manages a dataset must be able to see who did what.',
  },
  basis: 'PublicInterest',
  kept: { nl: 'Zolang de dataset bestaat.', en: 'As long as the dataset exists.' },
  seenBy: {
    nl: 'Mensen van de organisatie die de dataset beheert; bij oordelen en ijkingen van open data iedereen.',
    en: 'People of the organisation that manages the dataset; of judgements and calibrations of open data everyone.',
  },
} as const

/** Of messages that people ask for. */
const MESSAGES = {
  why: {
    nl: 'U vroeg om een bericht als er iets met de meter is.',
    en: 'You asked for a message when something is wrong with the sensor.',
  },
  basis: 'Consent',
  kept: { nl: 'Tot u de berichten stopt.', en: 'Until you stop the messages.' },
  seenBy: { nl: 'Niemand anders.', en: 'Nobody else.' },
} as const

const NAME = { nl: 'Naam', en: 'Name' }

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  OWN_THINGS,
  OWN_MEASUREMENTS,
  OWN_REPLACED,
  {
    table: 'measurements.import',
    columns: ['created_by', 'created_by_person'],
    name: { nl: 'Bestanden die u inlas', en: 'Files that you imported' },
    ...BY_OFFICIALS,
    fields: {
      name: NAME,
      format: { nl: 'Soort bestand', en: 'Kind of file' },
      createdAt: { nl: 'Ingelezen', en: 'Imported' },
    },
    about: { nl: 'Bestanden met metingen die u inlas.', en: 'Files of measurements that you imported.' },
    stays: NAMELESS,
    export: (db, { personId }) =>
      list(
        db,
        sql`select id, dataset_id as "datasetId", format, created_by as name, created_at as "createdAt"
        from measurements.import where created_by_person = ${personId} order by created_at`,
      ),
    async erase(db, { personId }) {
      await sql`update measurements.import set created_by = '', created_by_person = null
        where created_by_person = ${personId}`.execute(db)
    },
  },
  {
    table: 'measurements.dead_letter',
    columns: ['sender', 'sender_person', 'closed_by', 'closed_by_person'],
    name: { nl: 'Geweigerde berichten', en: 'Refused messages' },
    ...BY_OFFICIALS,
    kept: { nl: 'Hoogstens 90 dagen.', en: '90 days at most.' },
    fields: {
      receivedAt: { nl: 'Ontvangen', en: 'Received' },
      origin: { nl: 'Hoe het kwam', en: 'How it came' },
      sender: { nl: 'Stuurde', en: 'Sent by' },
      closedBy: { nl: 'Handelde af', en: 'Dealt with by' },
      closedAt: { nl: 'Afgehandeld', en: 'Dealt with' },
    },
    codes: ORIGINS,
    about: {
      nl: 'Berichten met metingen die wij niet konden verwerken en die u stuurde of afhandelde.',
      en: 'Messages with measurements that we could not take, and that you sent or dealt with.',
    },
    stays: NAMELESS,
    export: (db, { personId }) =>
      list(
        db,
        sql`select id, dataset_id as "datasetId", origin, received_at as "receivedAt",
          case when sender_person = ${personId} then sender end as sender,
          case when closed_by_person = ${personId} then closed_by end as "closedBy", closed_at as "closedAt"
        from measurements.dead_letter where sender_person = ${personId} or closed_by_person = ${personId}
        order by received_at`,
      ),
    async erase(db, { personId }) {
      await sql`update measurements.dead_letter set sender = null, sender_person = null
        where sender_person = ${personId}`.execute(db)
      await sql`update measurements.dead_letter set closed_by = null, closed_by_person = null
        where closed_by_person = ${personId}`.execute(db)
    },
  },
  {
    table: 'measurements.quality_limits',
    columns: ['changed_by', 'changed_by_person'],
    name: { nl: 'Grenzen die u instelde', en: 'Limits that you set' },
    ...BY_OFFICIALS,
    fields: { name: NAME, changedAt: { nl: 'Ingesteld', en: 'Set' } },
    about: {
      nl: 'Grenzen aan waarden van een dataset die u instelde.',
      en: 'Limits to the values of a dataset that you set.',
    },
    stays: NAMELESS,
    export: (db, { personId }) =>
      list(
        db,
        sql`select dataset_id as "datasetId", changed_by as name, changed_at as "changedAt"
        from measurements.quality_limits where changed_by_person = ${personId} order by changed_at`,
      ),
    async erase(db, { personId }) {
      await sql`update measurements.quality_limits set changed_by = '', changed_by_person = null
        where changed_by_person = ${personId}`.execute(db)
    },
  },
  {
    table: 'measurements.quality_ruling',
    columns: ['made_by', 'made_by_person', 'withdrawn_by', 'withdrawn_by_person'],
    name: { nl: 'Uw oordelen over waarden', en: 'Your judgements of values' },
    ...BY_OFFICIALS,
    fields: {
      verdict: { nl: 'Oordeel', en: 'Judgement' },
      reason: { nl: 'Reden', en: 'Reason' },
      madeBy: { nl: 'Door', en: 'By' },
      madeAt: { nl: 'Wanneer', en: 'When' },
      withdrawnAt: { nl: 'Ingetrokken', en: 'Withdrawn' },
    },
    codes: RULINGS,
    about: {
      nl: 'Wat u van waarden zei: dat ze goed of fout zijn, en waarom.',
      en: 'What you said of values: that they are good or bad, and why.',
    },
    stays: NAMELESS,
    export: (db, { personId }) =>
      list(
        db,
        sql`select id, verdict, reason, case when made_by_person = ${personId} then made_by end as "madeBy",
          made_at as "madeAt", case when withdrawn_by_person = ${personId} then withdrawn_by end as "withdrawnBy",
          withdrawn_at as "withdrawnAt"
        from measurements.quality_ruling where made_by_person = ${personId} or withdrawn_by_person = ${personId}
        order by made_at`,
      ),
    async erase(db, { personId }) {
      await sql`update measurements.quality_ruling set made_by = '', made_by_person = null
        where made_by_person = ${personId}`.execute(db)
      await sql`update measurements.quality_ruling set withdrawn_by = null, withdrawn_by_person = null
        where withdrawn_by_person = ${personId}`.execute(db)
    },
  },
  {
    table: 'measurements.calibration',
    columns: ['made_by', 'made_by_person', 'accepted_by', 'accepted_by_person'],
    name: { nl: 'Uw ijkingen', en: 'Your calibrations' },
    ...BY_OFFICIALS,
    fields: {
      madeBy: { nl: 'Gemaakt door', en: 'Made by' },
      madeAt: { nl: 'Gemaakt', en: 'Made' },
      acceptedBy: { nl: 'Aangenomen door', en: 'Accepted by' },
      acceptedAt: { nl: 'Aangenomen', en: 'Accepted' },
    },
    about: { nl: 'IJkingen die u maakte of aannam.', en: 'Calibrations that you made or accepted.' },
    stays: NAMELESS,
    export: (db, { personId }) =>
      list(
        db,
        sql`select id, case when made_by_person = ${personId} then made_by end as "madeBy", made_at as "madeAt",
          case when accepted_by_person = ${personId} then accepted_by end as "acceptedBy", accepted_at as "acceptedAt"
        from measurements.calibration where made_by_person = ${personId} or accepted_by_person = ${personId}
        order by made_at`,
      ),
    async erase(db, { personId }) {
      await sql`update measurements.calibration set made_by = '', made_by_person = null
        where made_by_person = ${personId}`.execute(db)
      await sql`update measurements.calibration set accepted_by = null, accepted_by_person = null
        where accepted_by_person = ${personId}`.execute(db)
    },
  },
  {
    table: 'measurements.thing_host',
    columns: ['email', 'key'],
    name: { nl: 'Berichten over meters', en: 'Messages about sensors' },
    ...MESSAGES,
    fields: {
      sensor: { nl: 'Meter', en: 'Sensor' },
      email: { nl: 'E-mailadres', en: 'E-mail address' },
      askedAt: { nl: 'Gevraagd', en: 'Asked' },
      confirmedAt: { nl: 'Bevestigd', en: 'Confirmed' },
      mailedAt: { nl: 'Laatste bericht', en: 'Last message' },
    },
    about: {
      nl: 'Meters waarover u op uw e-mailadres berichten krijgt als er iets mee is.',
      en: 'Stations about which you get messages at your e-mail address when something is wrong.',
    },
    stays: null,
    export: (db, { email }) =>
      list(
        db,
        sql`select h.thing_id as "thingId", t.name as sensor, h.email, h.asked_at as "askedAt",
          h.confirmed_at as "confirmedAt", h.mailed_at as "mailedAt"
        from measurements.thing_host h join measurements.thing t on t.id = h.thing_id
        where h.email = lower(${email}) order by h.asked_at`,
      ),
    async erase(db, { email }) {
      await sql`delete from measurements.thing_host where email = lower(${email})`.execute(db)
    },
  },
]

async function list(db: Db, question: ReturnType<typeof sql<object>>): Promise<object[]> {
  const { rows } = await question.execute(db)
  return rows
}
