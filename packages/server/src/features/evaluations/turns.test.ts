import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useServer } from '../../testing/index.ts'
import { countUnderWay, insertComputation, storeFailure, takeComputation } from './store/computations.ts'

const server = useServer()
const at = new Date('2026-03-02T10:00:00Z')
const later = (seconds: number) => new Date(at.getTime() + 1000 * seconds)

/** A draft of an organisation. */
async function draft(ownerId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`insert into evaluations.evaluation
    (slug, number, intervention_id, challenge_id, owner_id, content, created_at, updated_at)
    values (${`e-${randomUUID()}`}, 1, ${randomUUID()}::uuid, ${randomUUID()}::uuid, ${ownerId}::uuid, '{}', ${at}, ${at})
    returning id`.execute(server.database.db)
  return rows[0]?.id ?? ''
}

it('gives each organisation its turn, and keeps one of what was ended', async () => {
  const { db } = server.database
  const [busy, calm] = [randomUUID(), randomUUID()]
  const ask = async (ownerId: string, seconds: number) => {
    const id = await draft(ownerId)
    const asked = { content: {} as never, study: 's', studySha256: 'h', at: later(seconds) }
    await insertComputation(db, id, asked)
    return { id, asked }
  }
  const first = await ask(busy, 0)
  const second = await ask(busy, 1)
  const other = await ask(calm, 2)
  expect(await countUnderWay(db, busy)).toBe(2)
  const order: string[] = []
  for (let turn = 0; turn < 3; turn += 1) {
    const taken = await takeComputation(db, later(10 + turn))
    if (!taken) throw new Error('Nothing waits.')
    order.push(taken.evaluationId)
    await storeFailure(db, taken, later(10 + turn))
  }
  expect(order).toEqual([first.id, other.id, second.id])
  for (let again = 0; again < 3; again += 1) {
    await insertComputation(db, first.id, first.asked)
    const taken = await takeComputation(db, later(20))
    if (taken) await storeFailure(db, taken, later(20))
  }
  const { rows } = await sql<{ number: number }>`select number from evaluations.computation
    where evaluation_id = ${first.id}`.execute(db)
  expect(rows).toEqual([{ number: 4 }])
})
