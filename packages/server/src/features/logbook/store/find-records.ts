import { type ProcessingRecord, STATUSES, type UsedDataset } from '@samenspel/standards/logbook'
import { type RawBuilder, sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'
import { decodeCursor, toPage, unknownCursor } from '../../../platform/http/paging.ts'
import type { PageOf } from '../../../platform/http/schemas.ts'
import type { DataUser } from '../../../platform/processing.ts'
import { activityUri, datasetUri, versionUri } from '../addresses.ts'
import { writePseudonym } from '../pseudonyms.ts'
import { writeDataUser } from '../use.ts'

/** Which records are asked for; all that is given must hold. */
export type RecordFilter = {
  traceId: string | undefined
  activity: { slug: string; version: number | undefined } | undefined
  subjects: readonly Buffer[] | undefined
  subjectType: string | undefined
  processor: string | undefined
  /** The organisation that used it, with its ground; all that is given must hold. */
  user: DataUser | undefined
  /** Begun at or after, and ended at or before: milliseconds since 1970. */
  startTime: number | undefined
  endTime: number | undefined
  /** Organisations of whose activities the records may be read. */
  controllers: readonly string[]
  /** Whether also those of activities that are not in the register. */
  unregistered: boolean
  limit: number
}

type Row = {
  traceId: string
  spanId: string
  parentSpanId: string | null
  status: number
  name: string
  startTime: number
  endTime: number
  component: string
  slug: string
  version: number | null
  subject: Buffer | null
  subjectType: string | null
  processor: string | null
  partyId: string | null
  purpose: string | null
  agreementId: string | null
  inputs: string[] | null
  outputs: string[] | null
}

/** Records, oldest first. */
export async function findRecords(
  db: Db,
  publicUrl: string,
  filter: RecordFilter,
): Promise<ProcessingRecord[]> {
  const { traceId, activity, subjects, subjectType, processor, user, startTime, endTime } = filter
  const { controllers, unregistered } = filter
  const when = <T>(value: T | undefined, condition: (value: T) => RawBuilder<unknown>) =>
    value === undefined ? [] : [condition(value)]
  const conditions = [
    sql`(a.controller_id = any(${controllers}::uuid[]) or (${unregistered} and r.version_id is null))`,
    ...when(traceId, (id) => sql`r.trace_id = ${id}::uuid`),
    ...when(activity, ({ slug, version }) => isOfActivity(slug, version)),
    ...when(subjects, (pseudonyms) => sql`r.subject = any(${pseudonyms}::bytea[])`),
    ...when(subjectType, (type) => sql`r.subject_type = ${type}`),
    ...when(
      processor,
      (address) => sql`(r.processor = ${address} ${user ? sql`or (${isBy(user)})` : sql``})`,
    ),
    ...when(startTime, (start) => sql`r.started >= ${start}`),
    // Nothing ends before it begins: the first half is for the indexes, which have only beginnings.
    ...when(endTime, (end) => sql`r.started <= ${end} and r.ended <= ${end}`),
  ]
  const rest = sql`order by r.started, r.trace_id, r.span_id limit ${filter.limit}`
  return (await select(db, sql.join(conditions, sql` and `), rest)).map((row) => toRecord(publicUrl, row))
}

function isBy({ organisationId, purpose, agreementId }: DataUser): RawBuilder<unknown> {
  return sql.join(
    [
      organisationId === undefined
        ? sql`r.party_id is null and r.purpose is not null`
        : sql`r.party_id = ${organisationId}::uuid`,
      ...(purpose === undefined ? [] : [sql`r.purpose = ${purpose}`]),
      ...(agreementId === undefined ? [] : [sql`r.agreement_id = ${agreementId}::uuid`]),
    ],
    sql` and `,
  )
}

/** Names versions by their ids, so that the index on them finds the records. */
function isOfActivity(slug: string, version: number | undefined): RawBuilder<unknown> {
  const which = version === undefined ? sql`true` : sql`w.version = ${version}`
  const registered = sql`r.version_id = any(array(select w.id from logbook.activity_version w
    join logbook.activity b on b.id = w.activity_id where b.slug = ${slug} and ${which}))`
  return version === undefined
    ? sql`(${registered} or (r.version_id is null and r.activity = ${slug}))`
    : registered
}

/** The records about whoever has these pseudonyms, newest first. */
export async function listRecordsOfSubject(
  db: Db,
  publicUrl: string,
  subjects: readonly Buffer[],
  { cursor, pageSize = 50 }: { cursor?: string | undefined; pageSize?: number },
): Promise<PageOf<ProcessingRecord>> {
  const after = readPosition(decodeCursor(cursor, 3))
  const rows = await select(
    db,
    sql`r.subject = any(${subjects}::bytea[])
      ${after ? sql`and (r.started, r.trace_id, r.span_id) < (${after.started}, ${after.traceId}::uuid, ${after.spanId}::bytea)` : sql``}`,
    sql`order by r.started desc, r.trace_id desc, r.span_id desc limit ${pageSize + 1}`,
  )
  const records = rows.map((row) => toRecord(publicUrl, row))
  return toPage(records, pageSize, ({ startTime, traceId, spanId }) => [String(startTime), traceId, spanId])
}

function readPosition(position: readonly string[] | undefined) {
  if (!position) return undefined
  const [started = '', traceId = '', spanId = ''] = position
  const isRead =
    /^[0-9]{1,16}$/.test(started) && /^[0-9a-f-]{36}$/.test(traceId) && /^[0-9a-f]{16}$/.test(spanId)
  if (!isRead) throw unknownCursor()
  return { started, traceId, spanId: `\\x${spanId}` }
}

async function select(db: Db, where: RawBuilder<unknown>, rest: RawBuilder<unknown>): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select r.trace_id as "traceId", encode(r.span_id, 'hex') as "spanId", encode(r.parent_span_id, 'hex') as "parentSpanId",
      r.status, r.name, r.started as "startTime", r.ended as "endTime", r.component, coalesce(a.slug, r.activity) as slug,
      v.version, r.subject, r.subject_type as "subjectType", r.processor, r.party_id as "partyId", r.purpose,
      r.agreement_id as "agreementId", r.inputs, r.outputs
    from logbook.record r
      left join logbook.activity_version v on v.id = r.version_id
      left join logbook.activity a on a.id = v.activity_id
    where ${where} ${rest}`.execute(db)
  return rows
}

function toRecord(publicUrl: string, row: Row): ProcessingRecord {
  const { traceId, spanId, parentSpanId, status, name, startTime, endTime, slug, version } = row
  const { component, subject, subjectType } = row
  const processor = row.processor ?? userOf(publicUrl, row)
  const datasets = [
    ...describeDatasets(publicUrl, row.inputs, 'input'),
    ...describeDatasets(publicUrl, row.outputs, 'output'),
  ]
  return {
    traceId,
    spanId,
    ...(parentSpanId === null ? {} : { parentSpanId }),
    status: STATUSES[status] ?? STATUSES[0],
    name,
    startTime,
    endTime,
    resource: { attributes: { 'service.name': component } },
    attributes: {
      'dpl.core.processing_activity_id':
        version === null ? activityUri(publicUrl, slug) : versionUri(publicUrl, slug, version),
      ...(subject === null ? {} : { 'dpl.core.data_subject_id': writePseudonym(subject) }),
      ...(subjectType === null ? {} : { 'dpl.core.data_subject_id_type': subjectType }),
      ...(processor === null ? {} : { 'dpl.core.foreign_operation.processor': processor }),
      ...(datasets.length === 0 ? {} : { 'dpl.objects.dataset': datasets }),
    },
  }
}

/** The address that says who used it; null when nobody in particular did. */
function userOf(publicUrl: string, { partyId, purpose, agreementId }: Row): string | null {
  if (partyId === null && purpose === null) return null
  return writeDataUser(publicUrl, {
    organisationId: partyId ?? undefined,
    purpose: purpose ?? undefined,
    agreementId: agreementId ?? undefined,
  })
}

function describeDatasets(
  publicUrl: string,
  ids: readonly string[] | null,
  port: UsedDataset['dataset_port'],
): UsedDataset[] {
  return (ids ?? []).map((id) => ({
    dataset_id: id,
    dataset_def: datasetUri(publicUrl, id),
    dataset_port: port,
  }))
}
