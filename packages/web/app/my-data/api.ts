import type { components } from '@samenspel/client'
import { type FetchApi, get } from '../api.ts'

type Schemas = components['schemas']

/** A row of a table, by the names of what it holds. */
export type MyRow = Record<string, unknown>

type Slices = Schemas['MyData']['slices']

/** What one table holds about somebody. */
export type MyTable = Omit<Slices[number]['tables'][number], 'rows'> & { rows: MyRow[] }

export type DataUse = Schemas['DataUse']
export type DataUsePage = Schemas['DataUsePage']

/** Where everything about who is signed in can be taken along. */
export const EXPORT = '/api/v1/me/data-export'

/** Everything that is held about who is signed in, table by table. */
export async function listMyTables(api: FetchApi): Promise<MyTable[]> {
  const { slices } = await get<Schemas['MyData']>(api, '/api/v1/me/data')
  return slices.flatMap(({ tables }) => tables as MyTable[])
}

/** Who used the data of who is signed in. */
export const listMyDataUses = (
  api: FetchApi,
  query: { from?: string; to?: string; cursor?: string; pageSize?: number },
) => get<DataUsePage>(api, '/api/v1/me/data-uses', query)
