/** The figures of what is read, and of what is stored. Their cost must not grow with what is stored. */

import { packIndexes } from '@samenspel/server'
import { type Caller, createCaller } from './caller.ts'
import { type Figure, medianTime, ratePerSecond } from './measure.ts'
import type { Stage } from './stage.ts'

const READERS = 8
/** Pages that follow each other, of which readers ask one after the other. */
const PAGES = 200
const SECONDS = 3
const ROUNDS = 5
const ONE_PAGE = '$top=100'
const LARGE_PAGE = '$top=10000'
/** Large pages to skip before the page that is measured. */
const DEPTH = 5

type Read = { name: string; path: string; sql: string; target: string }

/** Reads, each with the bare statement beside it. */
export async function measureReads(stage: Stage, caller: Caller, datastreams: number[]): Promise<Figure[]> {
  const year = datastreams[0] ?? 0
  const latest = encodeURI('Observations($orderby=phenomenonTime desc;$top=1;$select=result,phenomenonTime)')
  const deep = await findDeepPage(caller, year)
  const id = await sendOne(caller, datastreams[500] ?? 0)
  const questions: Read[] = [
    {
      name: 'latest value of 1,000 datastreams, one request',
      path: `/sta/v1.1/Datastreams?$top=1000&$select=name&$expand=${latest}`,
      sql: `select d.id, o.* from measurements.datastream d cross join lateral (select phenomenon_start, result_number
        from measurements.observation where datastream_id = d.id order by phenomenon_start desc limit 1) o`,
      target: '≤ 25 ms',
    },
    {
      name: 'hour values of one datastream for a year',
      path: `/api/v1/series?datastream=${year}&from=2024-01-01T00:00:00Z&to=2024-12-31T23:00:00Z&resolution=hour`,
      sql: `select start, count, sum, minimum, maximum from measurements.hour_rollup
        where datastream_id = ${year} and start >= '2024-01-01' and start < '2024-12-31T23:00Z' order by start`,
      target: '≤ 20 ms',
    },
    {
      name: '$count of all observations',
      path: '/sta/v1.1/Observations/$count',
      sql: 'select sum(count) from measurements.datastream_state',
      target: '≤ 50 ms',
    },
    {
      name: 'page of 100 observations by keyset, at its start',
      path: `/sta/v1.1/Datastreams(${year})/Observations?${ONE_PAGE}&${encodeURI('$orderby=phenomenonTime desc')}`,
      sql: pageSql(year, 'infinity'),
      target: '≤ 5 ms',
    },
    {
      name: 'page of 100 observations by keyset, 50,000 deep',
      path: deep.path,
      sql: pageSql(year, deep.from),
      target: '≤ 5 ms',
    },
    {
      name: 'the latest 100 observations of all datastreams',
      path: `/sta/v1.1/Observations?${ONE_PAGE}&${encodeURI('$orderby=phenomenonTime desc')}`,
      sql: 'select * from measurements.observation order by phenomenon_start desc limit 100',
      target: '–',
    },
    {
      name: 'the feature of interest of one observation, by id',
      path: `/sta/v1.1/Observations(${id})/FeatureOfInterest`,
      sql: `select * from measurements.observation where id = ${id}`,
      target: '–',
    },
    ...listExplorations(datastreams),
  ]
  const figures: Figure[] = []
  for (const { name, path, sql, target } of questions) {
    const value = await medianTime(() => read(caller, path))
    const bare = stage.shared ? await medianTime(() => stage.reference.pool.query(sql)) : undefined
    const reference = bare === undefined ? undefined : { name: 'bare SQL', value: bare }
    figures.push({ name, value, unit: 'ms', reference, target })
  }
  const pages = await listPages(caller, deep.path)
  const anonymous = createCaller(stage.url, undefined, READERS)
  for (const [who, { call }] of [
    ['with a token', caller],
    ['open data, without a token', anonymous],
  ] as const) {
    const bare = await ratePerSecond(READERS, SECONDS, () => call('GET', '/health/live'))
    const all: number[] = []
    for (let round = 0; round < ROUNDS; round += 1) {
      all.push(
        await ratePerSecond(READERS, SECONDS, (turn) => read({ call }, pages[turn % pages.length] ?? '')),
      )
    }
    figures.push({
      name: `pages of 100 observations, from 50,000 deep on, ${who}`,
      value: Math.max(...all),
      all,
      unit: '/s',
      reference: { name: 'bare HTTP answer', value: bare },
      target: '≥ 2,000/s',
    })
  }
  anonymous.close()
  return figures
}

/** The addresses of pages that follow each other. */
async function listPages(caller: Caller, first: string): Promise<string[]> {
  const pages = [first]
  while (pages.length < PAGES) {
    const { '@iot.nextLink': next }: Page = JSON.parse((await read(caller, pages.at(-1) ?? '')).toString())
    if (next === undefined) break
    const { pathname, search } = new URL(next)
    pages.push(`${pathname}${search}`)
  }
  return pages
}

/** Questions of who explores, from one series to all stations; the bare statement gives the same means. */
function listExplorations(datastreams: number[]): Read[] {
  const [year = 0, ...others] = datastreams
  const some = others.slice(0, 8)
  const ask = (where: string, from: string, step: string) =>
    `/api/v1/explorations?what=property:temperatuur&${where}&from=${from}&to=2024-12-31&step=${step}`
  const bare = (rollup: string, from: string, where: string) =>
    `select start, avg(sum / count), count(*), stddev_samp(sum / count) from measurements.${rollup}
      where start >= '${from}' and start < '2024-12-31T23:00Z' ${where} group by start order by start`
  return [
    {
      name: 'exploring the hours of one station for a year',
      path: ask(`where=datastream:${year}`, '2024-01-01', 'hour'),
      sql: bare('hour_rollup', '2023-12-31T23:00Z', `and datastream_id = ${year}`),
      target: '≤ 100 ms',
    },
    {
      name: 'exploring the hours of eight stations for a month, each a line',
      path: ask(some.map((id) => `where=datastream:${id}`).join('&'), '2024-12-01', 'hour'),
      sql: `select * from measurements.hour_rollup where datastream_id = any('{${some}}')
        and start >= '2024-11-30T23:00Z' and start < '2024-12-31T23:00Z' order by datastream_id, start`,
      target: '≤ 100 ms',
    },
    {
      name: 'exploring the days of 1,000 stations together for a month',
      path: ask('where=all', '2024-12-01', 'day'),
      sql: bare('day_rollup', '2024-11-30T23:00Z', ''),
      target: '≤ 100 ms',
    },
  ]
}

function pageSql(datastream: number, before: string): string {
  return `select * from measurements.observation where datastream_id = ${datastream} and phenomenon_start < '${before}'
    order by phenomenon_start desc limit 100`
}

async function read({ call }: Pick<Caller, 'call'>, path: string): Promise<Buffer> {
  const { status, body } = await call('GET', path)
  if (status !== 200) throw new Error(`${path} was answered with ${status}: ${body.toString().slice(0, 500)}`)
  return body
}

type Page = { '@iot.nextLink'?: string; value: { '@iot.id': number; phenomenonTime: string }[] }

/** The address of a page that is many pages from the start, found as a client finds it: by following the links. */
async function findDeepPage(caller: Caller, datastream: number): Promise<{ path: string; from: string }> {
  let path = `/sta/v1.1/Datastreams(${datastream})/Observations?${LARGE_PAGE}&${encodeURI('$orderby=phenomenonTime desc')}`
  let from = 'infinity'
  for (let page = 0; page < DEPTH; page += 1) {
    const { '@iot.nextLink': next, value }: Page = JSON.parse((await read(caller, path)).toString())
    if (next === undefined) break
    const { pathname, search } = new URL(next)
    path = `${pathname}${search}`
    from = value.at(-1)?.phenomenonTime ?? from
  }
  return { path: path.replace(/(\$|%24)top=10000/, ONE_PAGE), from }
}

/** Sends one observation, so that it has a feature of interest also when nothing else was sent; gives its id. */
async function sendOne(caller: Caller, datastream: number): Promise<number> {
  const observation = { result: 12.3, Datastream: { '@iot.id': datastream } }
  const { status, body } = await caller.call('POST', '/sta/v1.1/Observations', JSON.stringify(observation))
  if (status !== 201) throw new Error(`Sending an observation was answered with ${status}: ${body}`)
  return JSON.parse(body.toString())['@iot.id']
}

/** What an observation takes on disk with its indexes, before and after the night; only on a server, where it can be asked. */
export async function measureSize(stage: Stage): Promise<Figure[]> {
  if (!stage.shared) return []
  const before = await bytesPerObservation(stage)
  await packIndexes(stage.reference.db, new Date())
  const figure = { unit: 'bytes', reference: undefined } as const
  return [
    { ...figure, name: 'bytes per observation, indexes included', value: before, target: undefined },
    {
      ...figure,
      name: 'bytes per observation, after the night has packed closed months',
      value: await bytesPerObservation(stage),
      target: '≤ 90',
    },
  ]
}

async function bytesPerObservation({ reference }: Stage): Promise<number> {
  const { rows } = await reference.pool.query<{ value: number }>(
    `select sum(pg_total_relation_size(inhrelid)) / (select sum(count) from measurements.datastream_state) as value
     from pg_inherits where inhparent = 'measurements.observation'::regclass`,
  )
  return Number(rows[0]?.value)
}
