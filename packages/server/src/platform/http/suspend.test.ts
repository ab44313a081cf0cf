import { expect, it } from 'vitest'
import { createSuspensions, suspendAfterTooLong } from './suspend.ts'
import { createTurns } from './turns.ts'

const tooLong = () => Promise.reject(Object.assign(new Error('took too long'), { code: '57014' }))
const quick = async () => 'answer'

it('has who asked too much wait, longer each time, and nobody else', async () => {
  let now = 0
  const takeTurn = suspendAfterTooLong(createTurns({ atOnce: 1, waiting: 10 }), () => now)
  const refused = (seconds: number) => ({ code: 'too-many-requests', retryAfter: seconds })
  const waiting = [takeTurn('a', tooLong), takeTurn('a', quick)]
  const [ended, behind] = await Promise.allSettled(waiting)
  expect(ended).toMatchObject({ reason: { code: '57014' } })
  expect(behind).toMatchObject({ reason: refused(60) })
  await expect(takeTurn('a', quick)).rejects.toMatchObject(refused(60))
  expect(await takeTurn('b', quick)).toBe('answer')
  now += 60_000
  expect(await takeTurn('a', quick)).toBe('answer')
  await expect(takeTurn('a', tooLong)).rejects.toMatchObject({ code: '57014' })
  await expect(takeTurn('a', quick)).rejects.toMatchObject(refused(120))
  now += 2 * 3600_000
  await expect(takeTurn('b', tooLong)).rejects.toThrow()
  await expect(takeTurn('a', tooLong)).rejects.toThrow()
  await expect(takeTurn('a', quick)).rejects.toMatchObject(refused(60))
})

it('lets what fails otherwise be', async () => {
  const takeTurn = suspendAfterTooLong(createTurns())
  await expect(takeTurn('a', () => Promise.reject(new Error('other')))).rejects.toThrow('other')
  expect(await takeTurn('a', quick)).toBe('answer')
})

it('has several wait only when each of them has to, and no longer for what was asked at the same time', () => {
  const { refuse, suspend } = createSuspensions(() => 0)
  for (let n = 0; n < 4; n++) suspend('a')
  refuse(['a', 'b'])
  expect(() => refuse(['a'])).toThrow(expect.objectContaining({ retryAfter: 60 }))
})
