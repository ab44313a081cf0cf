import { sql } from 'kysely'
import type { Db } from '../../platform/database/connect.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'

/** What stays of what someone delivered or said of values: all but who it was. */
const NAMELESS = {
  nl: 'Uw naam gaat weg. Wat er is gedaan blijft staan, zodat cijfers na te gaan zijn.',
  en: 'Your name goes. What was done stays, so that figures can be checked.',
}

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'measurements.thing',
    columns: ['host_id'],
    about: { nl: 'Meters die bij u hangen, en waar dat is.', en: 'Sensors at your home, and where that is.' },
    stays: {
      nl: 'De metingen blijven staan, zonder dat iemand ze kan zien: zonder u is er niemand die dat goedvindt.',
      en: 'The measurements stay, without anybody seeing them: without you nobody can consent.',
    },
    export: (db, { personId }) =>
      list(
        db,
        sql`select id as "thingId", dataset_id as "datasetId", name, description, properties,
          ST_AsGeoJSON(place)::json as place, area_code as "areaCode"
        from measurements.thing where host_id = ${personId} order by id`,
      ),
    async erase(db, { personId }) {
      await sql`update measurements.thing set host_id = null where host_id = ${personId}`.execute(db)
    },
  },
  {
    table: 'measurements.import',
    columns: ['created_by', 'created_by_person'],
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
    about: {
      nl: 'Meters waarover u op uw e-mailadres berichten krijgt als er iets mee is.',
      en: 'Stations about which you get messages at your e-mail address when something is wrong.',
    },
    stays: null,
    export: (db, { email }) =>
      list(
        db,
        sql`select thing_id as "thingId", email, asked_at as "askedAt", confirmed_at as "confirmedAt",
          mailed_at as "mailedAt"
        from measurements.thing_host where email = lower(${email}) order by asked_at`,
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
