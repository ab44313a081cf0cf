import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { signInAs, type TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { findWrongRollups } from '../testing/datastreams.ts'
import { describeStation, SECRET, seedOpenAndSecret, speakAs } from './testing/seed.ts'

const server = useServer()
let owner: TestActor
let send: ReturnType<typeof speakAs>

beforeAll(async () => {
  owner = (await seedOpenAndSecret(server)).open
  send = speakAs(server, owner)
}, 60_000)

const count = async (path: string) => Number((await send('GET', path)).text)
const remove = async (path: string, as = send) => {
  const answer = await as('DELETE', path)
  return answer.status === 200 ? answer.json() : answer.status
}

describe('deleting a list', () => {
  it('deletes what matches, and keeps the figures right', async () => {
    const path = "Observations?$filter=Datastream/name eq 'PM2.5 1' and result gt 4"
    expect(await remove(path)).toEqual({ deleted: 3, kept: 0 })
    expect(await count("Observations/$count?$filter=Datastream/name eq 'PM2.5 1'")).toBe(2)
    expect(await remove(path)).toEqual({ deleted: 0, kept: 0 })
    expect(await findWrongRollups(server.database.db)).toEqual([])
  })

  it('goes over a link, in pages, with all that belongs to what is deleted', async () => {
    for (let number = 0; number < 55; number += 1) {
      await send('POST', 'Things', { name: `many ${number}`, description: 'd' })
    }
    await send('POST', 'Things', describeStation('many', [5, 52]))
    expect(await remove("Things?$filter=contains(name,'many')")).toEqual({ deleted: 56, kept: 0 })
    expect(await count("Observations/$count?$filter=Datastream/name eq 'PM2.5 many'")).toBe(0)
    const stream = (await send('GET', "Datastreams?$filter=name eq 'Notes 2'")).json<{
      value: { '@iot.id': number }[]
    }>().value[0]?.['@iot.id']
    expect(
      await remove(`Datastreams(${stream})/Observations?$filter=phenomenonTime gt 2026-03-01T03:30:00Z`),
    ).toEqual({
      deleted: 3,
      kept: 0,
    })
    expect(await count(`Datastreams(${stream})/Observations/$count`)).toBe(3)
  })

  it.each([
    ['Observations', 405],
    ['Things?$top=1', 405],
    ['Things?$filter=id gt 0&$top=1', 400],
    ['Things?$filter=colour eq 1', 400],
    ['Things(999999)/Datastreams?$filter=id gt 0', 404],
    ['Things/$ref?$filter=id gt 0', 405],
  ])('is refused for %s', async (path, status) => {
    const before = await count('Things/$count')
    expect(await remove(path)).toBe(status)
    expect(await count('Things/$count')).toBe(before)
  })

  it('leaves what is of others, and what cannot be seen does not count', async () => {
    const other = await signInAs(server, 'data-expert')
    const theirs = speakAs(server, other)
    await theirs('POST', 'Things', { name: 'Station of another', description: 'd' })
    expect(await remove("Things?$filter=name eq 'Station 1'", theirs)).toBe(403)
    expect(await remove("Things?$filter=name eq 'Station 1'", speakAs(server, undefined))).toBe(401)
    expect(await remove("Things?$filter=startswith(name,'Station')", theirs)).toEqual({ deleted: 1, kept: 2 })
    const { rows } = await sql`select 1 from measurements.thing where name like ${`%${SECRET}`}`.execute(
      server.database.db,
    )
    expect(rows).toHaveLength(1)
    expect(await remove(`Things?$filter=contains(name,'${SECRET}')`, theirs)).toEqual({ deleted: 0, kept: 0 })
  })
})
