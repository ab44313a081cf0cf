import { expect, test } from 'vitest'
import { countOf, describeRefusals, nameRefusedFile } from './report.ts'

test('counts read as text', () => {
  expect(countOf(41627, 'row')).toBe('41,627 rows')
  expect(countOf(1, 'row')).toBe('1 row')
})

test('a reason says how often, where first, and gives the first examples', () => {
  const both = (en: string) => ({ nl: 'Nederlands', en })
  const examples = [12, 40, 41, 42, 43, 44].map((line) => ({ line, message: both('The row has no date.') }))
  const lines = describeRefusals([
    { reason: 'no-time', title: { nl: 'Geen datum', en: 'No date and time' }, count: 475, examples },
    {
      reason: 'bad-code',
      count: 4,
      examples: ['X', 'Y', 'Z', '!'].map((code, index) => ({
        feature: index + 1,
        message: both(`“${code}” is not a code.`),
      })),
    },
    { reason: 'no-answer', count: 1, examples: [{ message: 'Things(1): no answer' }] },
  ])
  expect(lines).toEqual([
    '  No date and time: 475 (first at line 12, 40, 41, 42, 43)',
    '    line 12: The row has no date.',
    '  bad-code: 4 (at feature 1, 2, 3, 4)',
    '    feature 1: “X” is not a code.',
    '    feature 2: “Y” is not a code.',
    '    feature 3: “Z” is not a code.',
    '  no-answer: 1',
    '    Things(1): no answer',
  ])
})

test.each([
  ['data/stations.csv', 'data/stations.refused.csv'],
  ['stations.csv.gz', 'stations.refused.csv'],
  ['a.b.geojson', 'a.b.refused.csv'],
  ['plain', 'plain.refused.csv'],
])('the refused rows of %s go to %s', (path, expected) => {
  expect(nameRefusedFile(path)).toBe(expected)
})
