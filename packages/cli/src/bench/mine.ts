/** What a resident waits for who asks what the platform holds about them, and who used it: with many sensors and a year of log. */
import { randomUUID } from 'node:crypto'
import { createAccount } from '@samenspel/server'
import type { Caller } from './caller.ts'
import { type Figure, medianTime } from './measure.ts'
import type { Stage } from './stage.ts'

/** Far more sensors than anybody has at home. */
const SENSORS = 100
const DAYS = 365
/** Records of each day about the resident: so many parties, each so often. */
const PARTIES = 10
const TIMES = 10
/** Others of whom the log holds as much. */
const OTHERS = 25

/**
 * Makes a resident with sensors and a year of the processing log, in the same database as the server; undefined where the tables cannot be
 * filled, which is so of the embedded database.
 */
export async function prepareMine(
  stage: Stage,
  owner: Caller,
): Promise<{ measure(): Promise<Figure[]> } | undefined> {
  if (!stage.shared) return undefined
  const { pool, db } = stage.reference
  const account = { email: `${randomUUID()}@bench.example`, password: randomUUID() }
  const personId = await createAccount(db, { ...account, name: 'Bewoner', memberships: [] })
  const { items } = JSON.parse((await owner.call('GET', '/api/v1/datasets')).body.toString()) as {
    items: { id: string }[]
  }
  const datasetId = items[0]?.id
  if (datasetId === undefined) throw new Error('There is no dataset with sensors.')
  const ask = await signIn(stage.url, account)
  // Asking once leaves a record with the pseudonym of the resident, as the log makes it.
  await ask('/api/v1/me/data')
  const filled = await pool.query(
    `with own as (select * from logbook.record where subject is not null order by started desc limit 1),
    others as (
      select null::bytea as subject, 0 as n union all select substr(decode(md5(n::text) || md5((-n)::text), 'hex'), 1, 20), n
      from generate_series(1, $3::int) n)
    insert into logbook.record (started, ended, trace_id, version_id, status, span_id, subject, subject_type, name, component, inputs,
      party_id, purpose)
    select own.started - day * 86400000::bigint - party * 60000 - turn, own.started - day * 86400000::bigint - party * 60000 - turn + 3, gen_random_uuid(),
      own.version_id, 1, substr(decode(md5(random()::text), 'hex'), 1, 8), coalesce(o.subject, own.subject), own.subject_type,
      'metingen lezen', own.component, array[$4::text], md5(party::text)::uuid, 'https://w3id.org/dpv#PublicBenefit'
    from own, others o, generate_series(1, $1::int) day, generate_series(1, $2::int) party, generate_series(1, $5::int) turn`,
    [DAYS, PARTIES, OTHERS, datasetId, TIMES],
  )
  const days = DAYS * PARTIES * TIMES
  if (filled.rowCount !== days * (OTHERS + 1)) throw new Error('The log could not be filled.')
  await pool.query(
    `update measurements.thing set host_id = $1 where id in (
      select id from measurements.thing where dataset_id = $2 order by id limit $3)`,
    [personId, datasetId, SENSORS],
  )
  await pool.query('vacuum (analyze) logbook.record, measurements.thing')
  const year = new Date(Date.now() - DAYS * 86_400_000).toISOString().slice(0, 10)
  const own = `${SENSORS} sensors and ${days.toLocaleString('en')} records in a year of log`
  const figure = async (name: string, path: string): Promise<Figure> => ({
    name: `${name}, of a resident with ${own}`,
    value: await medianTime(() => ask(path)),
    unit: 'ms',
    reference: { name: 'bare HTTP answer', value: await medianTime(() => ask('/health/live')) },
    target: undefined,
  })
  return {
    measure: async () => [
      await figure('what is held about me', '/api/v1/me/data'),
      await figure('who used my data, the last 90 days', '/api/v1/me/data-uses'),
      await figure('who used my data, from a year ago', `/api/v1/me/data-uses?from=${year}`),
    ],
  }
}

/** Signs in, and gives what asks as that person. @throws Error when an answer is not 200 */
async function signIn(url: string, account: { email: string; password: string }) {
  const signed = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify(account),
  })
  const cookie = signed.headers.get('set-cookie')?.split(';')[0] ?? ''
  return async (path: string): Promise<void> => {
    const answer = await fetch(`${url}${path}`, { headers: { cookie } })
    const body = await answer.text()
    if (!answer.ok) throw new Error(`${path} was answered with ${answer.status}: ${body}`)
  }
}
