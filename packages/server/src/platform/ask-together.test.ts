import { expect, it } from 'vitest'
import { askTogether } from './ask-together.ts'

/** Questions that are answered when the test says so. */
function openQuestions() {
  const asked: { keys: readonly string[]; answer(): void; fail(): void }[] = []
  const find = askTogether<string, string>(
    (keys) =>
      new Promise((resolve, reject) => {
        asked.push({
          keys,
          answer: () =>
            resolve(new Map(keys.filter((key) => key !== 'x').map((key) => [key, `${key} ${asked.length}`]))),
          fail: () => reject(new Error('away')),
        })
      }),
  )
  return { asked, find }
}

const settle = () => new Promise(setImmediate)

it('asks what comes during a question in the next one, each key once', async () => {
  const { asked, find } = openQuestions()
  const first = find('a')
  await settle()
  const later = [find('a'), find('b'), find('b'), find('x')]
  await settle()
  expect(asked.map(({ keys }) => keys)).toEqual([['a']])
  asked[0]?.answer()
  expect(await first).toBe('a 1')
  await settle()
  expect(asked.map(({ keys }) => keys)).toEqual([['a'], ['a', 'b', 'x']])
  asked[1]?.answer()
  expect(await Promise.all(later)).toEqual(['a 2', 'b 2', 'b 2', undefined])
})

it('tells only those of a failure who asked that question', async () => {
  const { asked, find } = openQuestions()
  const first = find('a')
  await settle()
  const second = find('b')
  asked[0]?.fail()
  await expect(first).rejects.toThrow('away')
  await settle()
  asked[1]?.answer()
  expect(await second).toBe('b 2')
})
