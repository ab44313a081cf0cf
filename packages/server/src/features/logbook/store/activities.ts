import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { hasKey } from '../../../platform/database/key.ts'
import { revisionOf } from '../../../platform/http/revision.ts'
import { storeUnderSlug } from '../../../platform/slug.ts'
import { versionUri } from '../addresses.ts'
import { ActivityChange, type ActivityFields, type ProcessingActivity } from '../schema.ts'
import type { LogbookTables } from '../tables.ts'

/** An activity as it is stored: with one name. */
export type StoredActivity = Omit<ProcessingActivity, 'names'>

type Row = Omit<StoredActivity, 'uri' | 'revision' | 'validFrom' | 'validUntil'> & {
  validFrom: Date
  validUntil: Date | null
}

/** A new activity: who is responsible, what it says, and since when. */
export type ActivityToStore = { controllerId: string; fields: ActivityFields; at: Date }

/** The activities as they are now, by name. */
export async function listActivities(
  db: Db,
  publicUrl: string,
  filter: {
    q: string | undefined
    controllerId: string | undefined
    after: readonly string[] | undefined
    limit: number
  },
): Promise<StoredActivity[]> {
  const [name, id] = filter.after ?? []
  const words = filter.q?.toLowerCase().replace(/[\\%_]/g, '\\$&')
  return select(
    db,
    publicUrl,
    sql.join(
      [
        sql`v.id = a.current_id`,
        ...(words === undefined ? [] : [sql`lower(v.name || ' ' || v.purpose) like ${`%${words}%`}`]),
        ...(filter.controllerId === undefined ? [] : [sql`a.controller_id = ${filter.controllerId}`]),
        ...(name === undefined ? [] : [sql`(v.name, a.id) > (${name}::text, ${id}::uuid)`]),
      ],
      sql` and `,
    ),
    sql`order by v.name, a.id limit ${filter.limit}`,
  )
}

/** The activity with this id or slug as it is now, or one version of it. */
export async function findActivity(
  db: Db,
  publicUrl: string,
  key: string,
  version?: number,
): Promise<StoredActivity | undefined> {
  const which = version === undefined ? sql`v.id = a.current_id` : sql`v.version = ${version}`
  const [activity] = await select(db, publicUrl, sql`${hasKey('a', key)} and ${which}`, sql``)
  return activity
}

/** The versions of an activity, newest first. */
export async function listVersions(
  db: Db,
  publicUrl: string,
  key: string,
  { before, limit }: { before: number | undefined; limit: number },
): Promise<StoredActivity[]> {
  const from = before === undefined ? sql`true` : sql`v.version < ${before}`
  return select(
    db,
    publicUrl,
    sql`${hasKey('a', key)} and ${from}`,
    sql`order by v.version desc limit ${limit}`,
  )
}

/** Has changes of an activity wait for each other, until the transaction ends. */
export async function lockActivity(transaction: Db, key: string): Promise<void> {
  await sql`select from logbook.activity a where ${hasKey('a', key)} for update`.execute(transaction)
}

/** Stores a new activity with its first version, under a free slug made from its name. Gives the slug. */
export async function insertActivity(db: Db, activity: ActivityToStore): Promise<string> {
  const listTaken = async (slug: string) => {
    const { rows } = await sql<{ slug: string }>`
      select slug from logbook.activity where slug = ${slug} or starts_with(slug, ${`${slug}-`})`.execute(db)
    return rows.map((row) => row.slug)
  }
  return storeUnderSlug(activity.fields.name, listTaken, async (slug) =>
    (await insertUnderSlug(db, slug, activity)) ? slug : undefined,
  )
}

/** Stores a new activity under this slug. Gives false when there is one already. */
export async function insertUnderSlug(
  db: Db,
  slug: string,
  { controllerId, fields, at }: ActivityToStore,
): Promise<boolean> {
  const insert = async (transaction: Db) => {
    const made = await transaction
      .withTables<LogbookTables>()
      .insertInto('logbook.activity')
      .values({ slug, controller_id: controllerId, created_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (made) await insertVersion(transaction, made.id, 1, fields, at)
    return made !== undefined
  }
  return db.isTransaction ? insert(db) : db.transaction().execute(insert)
}

/** Stores a version of an activity, which counts from now on. */
export async function insertVersion(
  transaction: Db,
  activityId: string,
  version: number,
  fields: ActivityFields,
  at: Date,
): Promise<void> {
  const { id } = await transaction
    .withTables<LogbookTables>()
    .insertInto('logbook.activity_version')
    .values({
      activity_id: activityId,
      version,
      valid_from: at,
      active: fields.active,
      name: fields.name,
      purpose: fields.purpose,
      legal_basis: fields.legalBasis,
      data_subjects: fields.dataSubjects,
      personal_data: fields.personalData,
      operations: fields.operations,
      recipients: JSON.stringify(fields.recipients),
      retention_period: fields.retentionPeriod,
      measures: JSON.stringify(fields.measures),
      contact: fields.contact,
      log_days: fields.logDays,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await transaction
    .withTables<LogbookTables>()
    .updateTable('logbook.activity')
    .set({ current_id: id })
    .where('id', '=', activityId)
    .execute()
}

async function select(
  db: Db,
  publicUrl: string,
  where: RawBuilder<unknown>,
  rest: RawBuilder<unknown>,
): Promise<StoredActivity[]> {
  const { rows } = await sql<Row>`
    select a.id, a.slug, v.version, v.valid_from as "validFrom", n.valid_from as "validUntil",
      a.controller_id as "controllerId", coalesce(o.name, '') as "controllerName", v.active, v.name, v.purpose,
      v.legal_basis as "legalBasis", v.data_subjects as "dataSubjects", v.personal_data as "personalData",
      v.operations, v.recipients, v.retention_period as "retentionPeriod", v.measures, v.contact,
      v.log_days as "logDays"
    from logbook.activity a
      join logbook.activity_version v on v.activity_id = a.id
      left join logbook.activity_version n on n.activity_id = a.id and n.version = v.version + 1
      left join parties.v_organisation o on o.id = a.controller_id
    where ${where} ${rest}`.execute(db)
  return rows.map((row) => ({
    ...row,
    uri: versionUri(publicUrl, row.slug, row.version),
    validFrom: row.validFrom.toISOString(),
    validUntil: row.validUntil?.toISOString() ?? null,
    revision: revisionOf(ActivityChange, row),
  }))
}
