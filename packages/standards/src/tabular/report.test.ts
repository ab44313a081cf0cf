import { expect, test } from 'vitest'
import type { ColumnMapping } from './mapping.ts'
import { prepareMapping } from './prepare.ts'
import { describeReasons, REFUSED_COLUMNS } from './report.ts'
import { createRowReader } from './row-reader.ts'

const mapping: ColumnMapping = {
  name: 'small',
  file: { delimiter: ',', decimalMark: '.', header: true },
  time: { columns: ['t'], format: 'iso', zone: 'UTC' },
  station: { column: 's' },
  missing: ['NA'],
  values: { shape: 'wide', columns: [{ column: 'v', property: 'rain', unit: 'mm', range: [0, 100] }] },
}

function open(options = {}) {
  const preparation = prepareMapping(mapping, ['s', 't', 'v'])
  if (!preparation.ok) return expect.unreachable()
  return createRowReader(preparation.prepared, options)
}

test('counts per reason, first examples, and each refused row once', () => {
  const { read, report } = open({ examples: 2 })
  read(['a', '2020-01-01', '1'], 2)
  for (const line of [3, 4, 5]) read(['a', '2020-01-01', '2'], line)
  read(['a', 'NA', '1'], 6)
  read(['a', 'NA', '1'], 7)
  read(['b', '2020-01-01', '999'], 8)
  read(['c', '2020-01-01', 'NA'], 9)
  expect(report.summarize()).toMatchObject({
    rows: 8,
    acceptedRows: 3,
    refusedRows: 5,
    observations: 1,
    missingValues: 1,
    rowsWithoutValues: 1,
    uncheckedForDuplicates: 0,
    refusedRowReasons: [
      {
        reason: 'duplicate',
        count: 4,
        examples: [{ line: 3, message: { en: 'Line 2 has the same station and time.' } }, { line: 4 }],
      },
      { reason: 'no-time', count: 2, examples: [{ line: 6 }, { line: 7 }] },
    ],
    refusedCellReasons: [{ reason: 'out-of-range', count: 1 }],
  })
  const refused = [...report.takeRefused()]
  expect(refused.map(({ line }) => line)).toEqual([3, 4, 5, 6, 7, 8])
  expect([...report.takeRefused()]).toEqual([])
  expect(refused.slice(-2)).toMatchObject([
    {
      refusals: [
        { reason: 'no-time', column: 't', message: { nl: 'De regel heeft geen datum en tijd.' } },
        { reason: 'duplicate', column: null, message: { en: 'Line 6 has the same station and time.' } },
      ],
      cells: ['a', 'NA', '1'],
    },
    {
      refusals: [{ reason: 'out-of-range', message: { en: '999 mm is not plausible for rain (0 to 100).' } }],
    },
  ])
  expect(REFUSED_COLUMNS).toHaveLength(5)
  expect(describeReasons(report.summarize().refusedRowReasons, 'nl')).toEqual([
    'Staat er dubbel in: 4 (onder andere regel 3, 4)',
    'Geen datum en tijd: 2 (regel 6, 7)',
  ])
})

test('beyond what can be remembered, rows are counted as unchecked', () => {
  const { read, report } = open({ rememberAtMost: 1 })
  read(['a', '2020-01-01', '1'], 2)
  read(['b', '2020-01-01', '1'], 3)
  read(['a', '2020-01-01', '1'], 4)
  expect(report.summarize()).toMatchObject({ refusedRows: 1, uncheckedForDuplicates: 1 })
})
