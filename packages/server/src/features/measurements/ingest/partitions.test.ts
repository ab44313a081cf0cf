import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { useDatabase } from '../../../testing/server.ts'
import { ensurePartitions, listPartitions, maintainPartitions, partitionOf } from './partitions.ts'

const opened = useDatabase()
const micros = (text: string) => Date.parse(text) * 1000

it('names one partition before 2000, one per year until 2020, one per month until 2040, and one for the rest', () => {
  expect(partitionOf(micros('1600-01-01T00:00:00Z')).name).toBe('observation_before_2000')
  expect(partitionOf(micros('2000-01-01T00:00:00Z') - 1).name).toBe('observation_before_2000')
  expect(partitionOf(micros('2000-01-01T00:00:00Z'))).toEqual({
    name: 'observation_2000',
    from: '2000-01-01T00:00:00.000Z',
    to: '2001-01-01T00:00:00.000Z',
  })
  expect(partitionOf(micros('2020-01-01T00:00:00Z') - 1).name).toBe('observation_2019')
  expect(partitionOf(micros('2040-01-01T00:00:00Z') - 1).name).toBe('observation_2039_12')
  expect(partitionOf(micros('2199-12-31T23:59:59Z'))).toEqual({
    name: 'observation_from_2040',
    from: '2040-01-01T00:00:00.000Z',
    to: '2200-01-01T00:00:00.000Z',
  })
})

it('makes few partitions for times of all centuries', () => {
  const years = Array.from({ length: 600 }, (_, year) => 1600 + year)
  const months = years.flatMap((year) =>
    Array.from({ length: 12 }, (_, month) => Date.UTC(year, month) * 1000),
  )
  expect(listPartitions(months)).toHaveLength(262)
})

it('gives partitions that hold their times and do not overlap', () => {
  const time = fc.integer({ min: Date.UTC(1600, 0, 1), max: Date.UTC(2200, 0, 1) - 1 })
  fc.assert(
    fc.property(fc.array(time, { minLength: 1 }), (times) => {
      const partitions = listPartitions(times.map((each) => each * 1000))
      for (const each of times) {
        const holding = partitions.filter(({ from, to }) => Date.parse(from) <= each && each < Date.parse(to))
        expect(holding).toEqual([partitionOf(each * 1000)])
      }
    }),
  )
})

it('makes what is needed once, also when asked by several at once', async () => {
  const { db } = opened.database
  const times = ['2021-05-05T00:00:00Z', '2021-06-05T00:00:00Z', '1850-06-05T00:00:00Z'].map(micros)
  await Promise.all(Array.from({ length: 5 }, () => ensurePartitions(db, times)))
  await maintainPartitions(db, new Date('2026-11-15T00:00:00Z'))
  const { rows } = await sql<{ name: string }>`select inhrelid::regclass::text as name from pg_inherits
    where inhparent = 'measurements.observation'::regclass order by 1`.execute(db)
  expect(rows.map(({ name }) => name.replace('measurements.', ''))).toEqual(
    expect.arrayContaining([
      'observation_2021_05',
      'observation_2021_06',
      'observation_2026_11',
      'observation_2026_12',
      'observation_2027_01',
      'observation_before_2000',
    ]),
  )
})
