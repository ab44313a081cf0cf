/** What the access plan costs: the same questions, asked of open data, by a party to an agreement, and of data with consents. */
import { type Caller, createCaller } from './caller.ts'
import { type Figure, medianTime } from './measure.ts'
import type { Stage } from './stage.ts'

/** Agreements in force of the same reader, of which one is about the data that is read. */
const AGREEMENTS = 1000
const PURPOSE = 'https://w3id.org/dpv#PublicBenefit'
const TURNS = 60
/** Residents who consent that everybody reads what their sensor measures. */
const CONSENTS = 1000
const EVERYBODY = 'https://w3id.org/dpv#DataAltruism'

/** Only on a server, of which the tables can be filled with agreements. */
export async function measureAgreed(stage: Stage, owner: Caller, datastream: number): Promise<Figure[]> {
  if (!stage.shared) return []
  const path = `/sta/v1.1/Datastreams(${datastream})/Observations?$top=100&${encodeURI('$orderby=phenomenonTime desc')}`
  const latest = `/sta/v1.1/Datastreams?$top=1000&$select=name&$expand=${encodeURI('Observations($orderby=phenomenonTime desc;$top=1;$select=result,phenomenonTime)')}`
  const [dataset] = (await ask<{ items: { id: string }[] }>(owner, 'GET', '/api/v1/datasets')).items
  const open = await openReader(stage, owner)
  try {
    const unrestricted = await medianTime(() => read(open, path), TURNS)
    const allUnrestricted = await medianTime(() => read(open, latest), TURNS)
    await putInForce(stage, dataset?.id ?? '', open.organisationId)
    await ask(owner, 'PATCH', `/api/v1/datasets/${dataset?.id}`, { access: 'restricted' })
    const agreed = await medianTime(() => read(open, path), TURNS)
    await giveConsents(stage, dataset?.id ?? '')
    await ask(owner, 'PATCH', `/api/v1/datasets/${dataset?.id}`, {
      access: 'personal',
      precision: { minimumGroup: 5 },
    })
    const consented = await medianTime(() => read(open, path), TURNS)
    const allConsented = await medianTime(() => read(open, latest), TURNS)
    await ask(owner, 'PATCH', `/api/v1/datasets/${dataset?.id}`, {
      access: 'open',
      precision: { minimumGroup: 1 },
    })
    return [
      {
        name: `page of 100 by one of ${AGREEMENTS} agreements`,
        value: agreed,
        unit: 'ms',
        reference: { name: 'the same of open data', value: unrestricted },
        target: '≤ 1.2 × the reference',
      },
      {
        name: `page of 100 by one of ${CONSENTS} consents`,
        value: consented,
        unit: 'ms',
        reference: { name: 'the same of open data', value: unrestricted },
        target: '≤ 1.2 × the reference',
      },
      {
        name: `latest value of 1,000 datastreams by ${CONSENTS} consents`,
        value: allConsented,
        unit: 'ms',
        reference: { name: 'the same of open data', value: allUnrestricted },
        target: '≤ 1.2 × the reference',
      },
    ]
  } finally {
    open.close()
  }
}

/** A caller of another organisation, with a token for the purpose of the agreements. */
async function openReader(stage: Stage, owner: Caller): Promise<Caller & { organisationId: string }> {
  const made = { name: 'GGD', kind: 'company' }
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

/** Consents as answers leave them, each of a person with the same share of the things. */
async function giveConsents({ reference: { pool } }: Stage, datasetId: string) {
  await pool.query(
    `with notice as (
      insert into consent.notice (dataset_id, owner_id, purpose, created_at)
      select d.id, d.owner_id, $3, now() from catalogue.dataset d where d.id = $1 returning id),
    version as (
      insert into consent.version (notice_id, number, state, content, reason, published_at, updated_at)
      select id, 1, 'published', '{}', '', now(), now() from notice returning 1),
    choice as (
      insert into consent.choice (person_id, notice_id, latest)
      select gen_random_uuid(), id, 1 from notice, generate_series(1, $2::int) returning id, person_id),
    record as (
      insert into consent.record (choice_id, number, status, notice_version, language, method, place, time, in_groups, recorded_at)
      select id, 1, 'ConsentGiven', 1, 'nl', 'signed-in', 'exact', 'raw', true, now() from choice returning 1),
    person as (select person_id, row_number() over () - 1 as n from choice)
    update measurements.thing t set host_id = p.person_id from person p
    where t.dataset_id = $1 and p.n = t.id % $2::int`,
    [datasetId, CONSENTS, EVERYBODY],
  )
  await pool.query('analyze consent.notice, consent.choice, consent.record, measurements.thing')
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
