import { STATUSES, type Status } from '@samenspel/standards/logbook'
import { sql } from 'kysely'
import type { Db } from '../../../platform/database/connect.ts'

/** An action to store, with a row for each data subject when there are more. */
export type ActionToStore = {
  /** Slug of the activity in the register. */
  activity: string
  name: string
  status: Status
  startTime: number
  endTime: number
  traceId: string
  component: string
  processor: string | null
  partyId: string | null
  purpose: string | null
  agreementId: string | null
  inputs: readonly string[]
  outputs: readonly string[]
  subjectType: string | null
  rows: readonly RowToStore[]
}

/** Hexadecimal ids, and a pseudonym. */
export type RowToStore = { spanId: string; parentSpanId: string | null; subject: Buffer | null }

/** What no dataset's id has in it. */
const BETWEEN = '\n'

/**
 * Stores actions in one statement, whatever their number: each action once and its rows as columns. Its version is the one that counts when
 * it is stored.
 * @returns what activities were called that are not in the register
 */
export async function insertRecords(db: Db, actions: readonly ActionToStore[]): Promise<string[]> {
  const rows = actions.flatMap((action, index) => action.rows.map((row) => ({ ...row, action: index + 1 })))
  const { rows: unknown } = await sql<{ activity: string }>`
    with action as materialized (
      select given.*, a.current_id as version_id
      from unnest(
        ${actions.map(({ activity }) => activity)}::text[],
        ${actions.map(({ name }) => name)}::text[],
        ${actions.map(({ status }) => STATUSES.indexOf(status))}::smallint[],
        ${actions.map(({ startTime }) => startTime)}::bigint[],
        ${actions.map(({ endTime }) => endTime)}::bigint[],
        ${actions.map(({ traceId }) => traceId)}::uuid[],
        ${actions.map(({ component }) => component)}::text[],
        ${actions.map(({ processor }) => processor)}::text[],
        ${actions.map(({ inputs }) => joined(inputs))}::text[],
        ${actions.map(({ outputs }) => joined(outputs))}::text[],
        ${actions.map(({ subjectType }) => subjectType)}::text[],
        ${actions.map(({ partyId }) => partyId)}::uuid[],
        ${actions.map(({ purpose }) => purpose)}::text[],
        ${actions.map(({ agreementId }) => agreementId)}::uuid[]
      ) with ordinality as given (activity, name, status, started, ended, trace_id, component, processor, inputs, outputs,
        subject_type, party_id, purpose, agreement_id, number)
      left join logbook.activity a on a.slug = given.activity
    ), stored as (
      insert into logbook.record (started, ended, trace_id, version_id, status, span_id, parent_span_id, subject, subject_type,
        name, component, processor, inputs, outputs, activity, party_id, purpose, agreement_id)
      select a.started, a.ended, a.trace_id, a.version_id, a.status, r.span_id, r.parent_span_id, r.subject,
        case when r.subject is not null then a.subject_type end, a.name, a.component, a.processor,
        string_to_array(a.inputs, ${BETWEEN}), string_to_array(a.outputs, ${BETWEEN}),
        case when a.version_id is null then a.activity end, a.party_id, a.purpose, a.agreement_id
      from unnest(
        ${rows.map(({ action }) => action)}::int[],
        ${rows.map(({ spanId }) => `\\x${spanId}`)}::bytea[],
        ${rows.map(({ parentSpanId }) => (parentSpanId === null ? null : `\\x${parentSpanId}`))}::bytea[],
        ${rows.map(({ subject }) => subject)}::bytea[]
      ) as r (action, span_id, parent_span_id, subject)
      join action a on a.number = r.action
    )
    select distinct activity from action where version_id is null`.execute(db)
  return unknown.map(({ activity }) => activity)
}

const joined = (ids: readonly string[]) => (ids.length === 0 ? null : ids.join(BETWEEN))
