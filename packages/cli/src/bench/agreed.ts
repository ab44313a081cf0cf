/** What the access plan costs: the same questions, asked of open data, by a party to an agreement, and of data with consents. */
import { setTimeout } from 'node:timers/promises'
import { type Caller, createCaller } from './caller.ts'
import { type Figure, medianOf, timesOf } from './measure.ts'
import type { Stage } from './stage.ts'
import { measureWithheld } from './withheld.ts'

/** Agreements in force of the same reader, of which one is about the data that is read. */
const AGREEMENTS = 1000
const PURPOSE = 'https://w3id.org/dpv#PublicBenefit'
/** Each kind of reading in turn, several times: what the machine does meanwhile counts for all of them. */
const ROUNDS = 10
const TURNS = 10
/** What the change before it left to be written, which is of the bench alone, is written by then. */
const SETTLING_MILLISECONDS = 1000
/** Residents who consent that everybody reads what their sensor measures. */
const CONSENTS = 1000
const EVERYBODY = 'https://w3id.org/dpv#DataAltruism'

/** An id that nothing has. */
const NOTHING = 2_000_000_000

type Agreed = { measure(datastream: number): Promise<Figure[]>; close(): void }

/**
 * Makes who reads by agreement, once for all sizes; undefined where the tables cannot be filled, which is so of the embedded database.
 * Each measurement leaves the data open, as it was.
 */
export async function prepareAgreed(stage: Stage, owner: Caller): Promise<Agreed | undefined> {
  if (!stage.shared) return undefined
  const [dataset] = (await ask<{ items: { id: string }[] }>(owner, 'GET', '/api/v1/datasets')).items
  if (!dataset) throw new Error('There is no dataset to agree about.')
  const reader = await openReader(stage, owner, 'GGD')
  const stranger = await openReader(stage, owner, 'Adviesbureau')
  await putInForce(stage, dataset.id, reader.organisationId)
  const change = (input: object) => ask(owner, 'PATCH', `/api/v1/datasets/${dataset.id}`, input)
  return {
    close() {
      reader.close()
      stranger.close()
    },
    async measure(datastream) {
      const newest = encodeURI('$orderby=phenomenonTime desc')
      const page = `/sta/v1.1/Datastreams(${datastream})/Observations?$top=100&${newest}`
      const latest = `/sta/v1.1/Datastreams?$top=1000&$select=name&$expand=${encodeURI('Observations($orderby=phenomenonTime desc;$top=1;$select=result,phenomenonTime)')}`
      const kinds = {
        async open() {
          await stage.reference.pool.query(
            'update measurements.thing set host_id = null where dataset_id = $1',
            [dataset.id],
          )
          await change({ access: 'open', precision: { minimumGroup: 1 } })
        },
        agreed: () => change({ access: 'restricted' }),
        async recorded() {
          await change({ access: 'personal', precision: { minimumGroup: 5 } })
          await giveConsents(stage, dataset.id, PURPOSE, [reader.organisationId])
        },
        consented: () => giveConsents(stage, dataset.id, EVERYBODY, []),
      }
      const times = { open: noTimes(), agreed: noTimes(), recorded: noTimes(), consented: noTimes() }
      for (let round = 0; round < ROUNDS; round += 1) {
        for (const kind of ['open', 'agreed', 'recorded', 'consented'] as const) {
          await kinds[kind]()
          await setTimeout(SETTLING_MILLISECONDS)
          times[kind].page.push(...(await timesOf(() => read(reader, page), TURNS)))
          times[kind].latest.push(...(await timesOf(() => read(reader, latest), TURNS)))
        }
      }
      // While it has sensors of residents it stays personal.
      await kinds.open()
      await kinds.agreed()
      const telling = await measureWithheld(stranger, { withheld: datastream, absent: NOTHING })
      await kinds.open()
      const { open, agreed, recorded, consented } = times
      const figure = (name: string, value: number[], unrestricted: number[], target?: string): Figure => ({
        name,
        value: medianOf(value),
        unit: 'ms',
        reference: { name: 'the same of open data', value: medianOf(unrestricted) },
        target,
      })
      const most = '≤ 1.2 × the reference'
      const each = `latest value of 1,000 datastreams of ${CONSENTS} residents`
      return [
        figure(`page of 100 by one of ${AGREEMENTS} agreements`, agreed.page, open.page, most),
        figure(`page of 100 by one of ${CONSENTS} consents`, consented.page, open.page, most),
        figure(`${each}, by consent`, consented.latest, open.latest, most),
        figure(`page of 100 by agreement and consent, recorded for the resident`, recorded.page, open.page),
        figure(`${each}, by agreement and consent, recorded for each`, recorded.latest, open.latest),
        ...telling,
      ]
    },
  }
}

const noTimes = () => ({ page: [] as number[], latest: [] as number[] })

/** A caller of another organisation, with a token for the purpose of the agreements. */
async function openReader(
  stage: Stage,
  owner: Caller,
  name: string,
): Promise<Caller & { organisationId: string }> {
  const made = { name, kind: 'company' }
  const { id: organisationId } = await ask<{ id: string }>(owner, 'POST', '/api/v1/organisations', made)
  const asked = { name: 'bench', organisationId, role: 'data-expert', purpose: PURPOSE }
  const { secret } = await ask<{ secret: string }>(owner, 'POST', '/api/v1/tokens', asked)
  return { ...createCaller(stage.url, secret, 1), organisationId }
}

/** Agreements as signing leaves them; only the first is about this dataset. */
async function putInForce({ reference: { pool } }: Stage, datasetId: string, organisationId: string) {
  await pool.query(
    `with made as (
      insert into agreements.agreement (slug, owner_id, challenge_id, created_at)
      select 'bench-' || n, d.owner_id, gen_random_uuid(), now() from generate_series(1, $2::int) n, catalogue.dataset d
      where d.id = $1 returning id, slug),
    numbered as (select id, case slug when 'bench-1' then $1::uuid else gen_random_uuid() end as dataset_id from made),
    version as (
      insert into agreements.version (agreement_id, number, state, content, reason, updated_at)
      select id, 1, 'draft', '{}', '', now() from numbered returning 1),
    reading as (
      insert into agreements.reading (agreement_id, version, rule_id, dataset_id, organisation_id, permits, is_whole, roles,
        purposes, duty_ids, place_level, time_level)
      select id, 1, 'lezen', dataset_id, $4::uuid, true, true, '{}', array[$3::text], '{}', 0, 0 from numbered returning 1)
    insert into agreements.version_party select n.id, 1, p.id, p.gives, not p.gives from numbered n
    cross join (select owner_id as id, true as gives from catalogue.dataset where id = $1 union all select $4::uuid, false) p`,
    [datasetId, AGREEMENTS, PURPOSE, organisationId],
  )
  for (const step of [`state = 'offered', offered_at = now()`, `state = 'accepted', accepted_at = now()`]) {
    await pool.query(`update agreements.version set ${step}`)
  }
  await pool.query('analyze agreements.version, agreements.reading, agreements.version_party')
}

/** Consents as answers leave them, in place of those before, each of a person with the same share of the things. */
async function giveConsents(
  { reference: { pool } }: Stage,
  datasetId: string,
  purpose: string,
  recipientIds: string[],
) {
  await pool.query('delete from consent.in_force where dataset_id = $1', [datasetId])
  await pool.query(
    `with notice as (
      insert into consent.notice (dataset_id, owner_id, purpose, created_at)
      select d.id, d.owner_id, $3, now() from catalogue.dataset d where d.id = $1
      on conflict (dataset_id, purpose) do update set purpose = excluded.purpose returning id),
    version as (
      insert into consent.version (notice_id, number, state, content, reason, published_at, updated_at)
      select id, 1, 'published', $4::jsonb, '', now(), now() from notice on conflict do nothing returning 1),
    choice as (
      insert into consent.choice (person_id, notice_id, latest)
      select gen_random_uuid(), id, 1 from notice, generate_series(1, $2::int) returning id, person_id),
    host as (select person_id, row_number() over () - 1 as n from choice)
    update measurements.thing t set host_id = h.person_id from host h
    where t.dataset_id = $1 and h.n = t.id % $2::int`,
    [datasetId, CONSENTS, purpose, JSON.stringify({ offer: { recipientIds } })],
  )
  await pool.query(
    `insert into consent.record (choice_id, number, status, notice_version, language, method, place, time, in_groups, recorded_at)
    select c.id, 1, 'ConsentGiven', 1, 'nl', 'signed-in', 'exact', 'raw', true, now()
    from consent.choice c join consent.notice n on n.id = c.notice_id
    where n.dataset_id = $1 and n.purpose = $2 and not exists (select from consent.record r where r.choice_id = c.id)`,
    [datasetId, purpose],
  )
  await pool.query(
    'vacuum (analyze) consent.notice, consent.choice, consent.record, consent.in_force, measurements.thing',
  )
}

async function read({ call }: Caller, path: string) {
  const { status, body } = await call('GET', path)
  if (status !== 200 || !body.includes('"result"'))
    throw new Error(`${path} was answered with ${status}: ${body}`)
}

async function ask<T>({ call }: Caller, method: string, path: string, body?: object): Promise<T> {
  const answer = await call(method, path, body && JSON.stringify(body))
  if (answer.status >= 300)
    throw new Error(`${method} ${path} was answered with ${answer.status}: ${answer.body}`)
  return JSON.parse(answer.body.toString()) as T
}
