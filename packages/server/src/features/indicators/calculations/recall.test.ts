import { expect, it } from 'vitest'
import { createRecall } from './recall.ts'

function open() {
  let now = 1_000_000
  const recall = createRecall(() => new Date(now))
  let made = 0
  return {
    pass: (seconds: number) => {
      now += seconds * 1000
    },
    ask: (key = 'a', longest?: number) => recall(key, async () => (made += 1), longest),
    /** Asks what takes so many seconds to make. */
    askSlow: (seconds: number, longest: number) =>
      recall(
        'a',
        async () => {
          now += seconds * 1000
          made += 1
          return made
        },
        longest,
      ),
    fail: (key = 'a') => recall(key, () => Promise.reject(new Error('no'))),
  }
}
const settled = () => new Promise((resolve) => setImmediate(resolve))

it('gives what was made less than a minute ago, and makes one answer for all who ask at once', async () => {
  const { ask, pass } = open()
  expect(await Promise.all([ask(), ask(), ask('b')])).toEqual([1, 1, 2])
  pass(59)
  expect(await ask()).toBe(1)
})

it('gives what was made a few minutes ago while the next is made once, and after that makes who asks wait', async () => {
  const { ask, pass } = open()
  await ask()
  pass(60)
  expect(await Promise.all([ask(), ask()])).toEqual([1, 1])
  await settled()
  expect(await ask()).toBe(2)
  pass(300)
  expect(await ask()).toBe(3)
})

it('remembers nothing that failed, nor what a clock that was set back would keep for ever', async () => {
  const { ask, fail, pass } = open()
  await expect(fail()).rejects.toThrow('no')
  expect(await ask()).toBe(1)
  pass(61)
  expect(await fail()).toBe(1)
  await settled()
  expect(await ask()).toBe(2)
  pass(-10)
  expect(await ask()).toBe(3)
})

it('gives nothing of which the data was read longer ago than is said, not even while the next is made', async () => {
  const { ask, askSlow, pass } = open()
  expect(await askSlow(20, 30_000)).toBe(1)
  pass(9)
  expect(await ask('a', 30_000)).toBe(1)
  pass(1)
  expect(await ask('a', 30_000)).toBe(2)
})
