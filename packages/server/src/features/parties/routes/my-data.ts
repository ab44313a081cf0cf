import { LEGAL_BASES } from '@samenspel/standards/logbook'
import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import { calendarDay } from '../../../platform/clock.ts'
import { Id, Moment, OneOf, PROBLEM_RESPONSES, type Static } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import { type DataSubject, type PersonalTable, takeRows } from '../../../platform/personal-data.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { describeAction, OWN_DATA } from '../activities.ts'
import { writeZip } from '../take-along/zip.ts'

/** The tables with personal data of one slice. */
export type SlicePersonalData = { slice: string; tables: readonly PersonalTable[] }

/** Rows of a table that are shown; all of them are in the zip. */
const MOST_ROWS = 200

const Words = Type.Object({ nl: Type.String(), en: Type.String() })

const MyTable = Type.Object({
  table: Type.String(),
  columns: Type.Array(Type.String(), { description: 'Its columns that are about people' }),
  name: Words,
  about: Words,
  why: Words,
  basis: OneOf(LEGAL_BASES, 'Legal basis, a term of DPV'),
  kept: Words,
  seenBy: Words,
  fields: Type.Array(Type.Object({ name: Type.String(), label: Words }), {
    description: 'What people call what a row holds, in the order in which it is read',
  }),
  codes: Type.Record(Type.String(), Words, { description: 'What codes in its rows stand for' }),
  erased: OneOf(
    ['now', 'with-account', 'not'],
    'What happens to it when you delete your account: erased, gone with the account, or kept',
  ),
  stays: Type.Union([Words, Type.Null()], {
    description: 'What stays when you delete your account, and why; null when nothing does',
  }),
  rows: Type.Array(Type.Unsafe<object>({ type: 'object', additionalProperties: true })),
  complete: Type.Boolean({ description: 'False when there is more: all of it is in the zip' }),
})

const MyData = Type.Object(
  {
    personId: Id,
    email: Type.String(),
    at: Moment,
    slices: Type.Array(Type.Object({ slice: Type.String(), tables: Type.Array(MyTable) })),
  },
  { title: 'MyData' },
)

/** Everything that the platform holds about who is signed in, from every slice: to read, and to take along. */
export function addMyDataRoutes(
  http: Http,
  { db, clock, record }: Platform & { record: RecordProcessing },
  listPersonalData: () => readonly SlicePersonalData[],
): void {
  const tags = ['parties']
  const config = { access: 'person' } as const

  async function present(subject: DataSubject, table: PersonalTable): Promise<Static<typeof MyTable>> {
    const { columns, fields, codes = {}, erase, export: list, ...rest } = table
    return {
      ...rest,
      columns: [...columns],
      fields: Object.entries(fields).map(([name, label]) => ({ name, label })),
      codes,
      erased: typeof erase === 'function' ? 'now' : erase === 'nothing' ? 'not' : erase,
      ...(await takeRows(list(db, subject), MOST_ROWS)),
    }
  }

  typed(http).get(
    '/api/v1/me/data',
    {
      config,
      schema: {
        summary: 'Everything that this platform holds about you, and what stays when you delete your account',
        tags,
        operationId: 'getMyData',
        response: { 200: MyData, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor, trace }) => {
      const subject = subjectOf(actor)
      const { personId } = subject
      await record(describeAction(trace, { activity: OWN_DATA, name: 'eigen gegevens bekijken', personId }))
      const held = listPersonalData().filter(({ tables }) => tables.length > 0)
      const slices = await Promise.all(
        held.map(async ({ slice, tables }) => ({
          slice,
          tables: await Promise.all(tables.map((table) => present(subject, table))),
        })),
      )
      return { ...subject, at: clock().toISOString(), slices }
    },
  )

  typed(http).get(
    '/api/v1/me/data-export',
    {
      config,
      schema: {
        summary: 'Take along everything that this platform holds about you',
        tags,
        operationId: 'exportMyData',
        response: {
          200: {
            description: 'A zip with JSON, CSV, and what each file is in Dutch and English',
            content: { 'application/zip': { schema: Type.String() } },
          },
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ actor, trace }, reply) => {
      const subject = subjectOf(actor)
      const { personId } = subject
      await record(describeAction(trace, { activity: OWN_DATA, name: 'eigen gegevens meenemen', personId }))
      const at = clock()
      const tables = listPersonalData().flatMap((slice) => slice.tables)
      reply
        .type('application/zip')
        .header('content-disposition', `attachment; filename="mijn-gegevens-${calendarDay(at)}.zip"`)
      return reply.send(writeZip(db, { subject, tables, at }) as unknown as string)
    },
  )
}

/** Who asks; the routes let only people in. */
function subjectOf(actor: Actor): DataSubject {
  if (actor.kind !== 'person') throw new Error('The route lets in only people.')
  return { personId: actor.personId, email: actor.email }
}
