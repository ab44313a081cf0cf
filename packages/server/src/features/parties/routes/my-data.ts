import { Type } from 'typebox'
import { Id, Moment, OneOf, PROBLEM_RESPONSES, type Static } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { DataSubject, PersonalTable } from '../../../platform/personal-data.ts'
import type { RecordProcessing } from '../../../platform/processing.ts'
import type { Platform } from '../../../platform/slice.ts'
import { describeAction, OWN_DATA } from '../activities.ts'

/** The tables with personal data of one slice. */
export type SlicePersonalData = { slice: string; tables: readonly PersonalTable[] }

const Words = Type.Object({ nl: Type.String(), en: Type.String() })

const MyTable = Type.Object({
  table: Type.String(),
  columns: Type.Array(Type.String(), { description: 'Its columns that are about people' }),
  about: Words,
  erased: OneOf(
    ['now', 'with-account', 'not'],
    'What happens to it when you delete your account: erased, gone with the account, or kept',
  ),
  stays: Type.Union([Words, Type.Null()], {
    description: 'What stays when you delete your account, and why; null when nothing does',
  }),
  rows: Type.Array(Type.Unsafe<object>({ type: 'object', additionalProperties: true })),
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

/** Everything that the platform holds about who is signed in, from every slice. */
export function addMyDataRoute(
  http: Http,
  { db, clock, record }: Platform & { record: RecordProcessing },
  listPersonalData: () => readonly SlicePersonalData[],
): void {
  async function present(
    subject: DataSubject,
    { table, columns, about, erase, stays, export: list }: PersonalTable,
  ) {
    const erased: Static<typeof MyTable>['erased'] =
      typeof erase === 'function' ? 'now' : erase === 'nothing' ? 'not' : erase
    return { table, columns: [...columns], about, erased, stays, rows: await list(db, subject) }
  }
  typed(http).get(
    '/api/v1/me/data',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Everything that this platform holds about you, and what stays when you delete your account',
        tags: ['parties'],
        operationId: 'getMyData',
        response: { 200: MyData, ...PROBLEM_RESPONSES },
      },
    },
    async ({ actor, trace }) => {
      if (actor.kind !== 'person') throw new Error('The route lets in only people.')
      const { personId, email } = actor
      await record(describeAction(trace, { activity: OWN_DATA, name: 'eigen gegevens bekijken', personId }))
      const held = listPersonalData().filter(({ tables }) => tables.length > 0)
      const slices = await Promise.all(
        held.map(async ({ slice, tables }) => ({
          slice,
          tables: await Promise.all(tables.map((table) => present({ personId, email }, table))),
        })),
      )
      return { personId, email, at: clock().toISOString(), slices }
    },
  )
}
