import { expect, it } from 'vitest'
import { createTurns } from './turns.ts'

/** Work that ends when told. */
function hold() {
  let end = () => {}
  const done = new Promise<void>((resolve) => {
    end = resolve
  })
  return { work: () => done, end }
}

it('has a few of one client at work, lets the rest wait in order, and others go before', async () => {
  const takeTurn = createTurns({ atOnce: 2, waiting: 2 })
  const order: string[] = []
  const [first, second] = [hold(), hold()]
  const tell = (name: string) => async () => void order.push(name)
  const all = [
    takeTurn('a', first.work),
    takeTurn('a', second.work),
    takeTurn('a', tell('a3')),
    takeTurn('a', tell('a4')),
  ]
  await expect(takeTurn('a', tell('a5'))).rejects.toMatchObject({ code: 'too-many-requests', retryAfter: 5 })
  await takeTurn('b', tell('b1'))
  expect(order).toEqual(['b1'])
  first.end()
  await Promise.all(all.slice(2))
  expect(order).toEqual(['b1', 'a3', 'a4'])
  second.end()
  await Promise.all(all)
})

it('gives a place free when work fails', async () => {
  const takeTurn = createTurns({ atOnce: 1, waiting: 1 })
  const failing = takeTurn('a', () => Promise.reject(new Error('broken')))
  const next = takeTurn('a', async () => 'done')
  await expect(failing).rejects.toThrow('broken')
  expect(await next).toBe('done')
})
