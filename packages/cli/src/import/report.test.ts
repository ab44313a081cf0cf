import { expect, test } from 'vitest'
import { countOf, describeRefusals, nameRefusedFile } from './report.ts'

test('counts read as text', () => {
  expect(countOf(41627, 'row')).toBe('41,627 rows')
  expect(countOf(1, 'row')).toBe('1 row')
})

test('a reason says how often, where first, and gives an example', () => {
  const examples = [12, 40, 41, 42, 43, 44].map((line) => ({ line, message: `Line ${line} has no date.` }))
  const lines = describeRefusals([
    { reason: 'no-time', title: { nl: 'Geen datum', en: 'No date and time' }, count: 475, examples },
    { reason: 'bad-code', count: 1, examples: [{ position: 3, message: '“X” is not a code.' }] },
  ])
  expect(lines).toEqual([
    '  No date and time: 475 (first at 12, 40, 41, 42, 43)',
    '    Line 12 has no date.',
    '  bad-code: 1 (at 3)',
    '    “X” is not a code.',
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
