/** What it costs that a reader may read by agreement: the same page, asked by anybody of open data, and by a party to an agreement. */
import { type Caller, createCaller } from './caller.ts'
import { type Figure, medianTime } from './measure.ts'
import type { Stage } from './stage.ts'

/** Agreements in force of the same reader, of which one is about the data that is read. */
const AGREEMENTS = 1000
const PURPOSE = 'https://w3id.org/dpv#PublicBenefit'
const TURNS = 60

/** Only on a server, of which the tables can be filled with agreements. */
export async function measureAgreed(stage: Stage, owner: Caller, datastream: number): Promise<Figure[]> {
  if (!stage.shared) return []
  const path = `/sta/v1.1/Datastreams(${datastream})/Observations?$top=100&${encodeURI('$orderby=phenomenonTime desc')}`
  const [dataset] = (await ask<{ items: { id: string }[] }>(owner, 'GET', '/api/v1/datasets')).items
  const open = await openReader(stage, owner)
  try {
    const unrestricted = await medianTime(() => read(open, path), TURNS)
    await putInForce(stage, dataset?.id ?? '', open.organisationId)
    await ask(owner, 'PATCH', `/api/v1/datasets/${dataset?.id}`, { access: 'restricted' })
    const agreed = await medianTime(() => read(open, path), TURNS)
    await ask(owner, 'PATCH', `/api/v1/datasets/${dataset?.id}`, { access: 'open' })
    return [
      {
        name: `page of 100 by one of ${AGREEMENTS} agreements`,
        value: agreed,
        unit: 'ms',
        reference: { name: 'the same of open data', value: unrestricted },
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
        purposes, duty_ids)
      select id, 1, 'lezen', dataset_id, $4::uuid, true, true, '{}', array[$3::text], '{}' from numbered returning 1)
    insert into agreements.version_party select n.id, 1, p.id, p.gives, not p.gives from numbered n
    cross join (select owner_id as id, true as gives from catalogue.dataset where id = $1 union all select $4::uuid, false) p`,
    [datasetId, AGREEMENTS, PURPOSE, organisationId],
  )
  for (const step of [`state = 'offered', offered_at = now()`, `state = 'accepted', accepted_at = now()`]) {
    await pool.query(`update agreements.version set ${step}`)
  }
  await pool.query('analyze agreements.version, agreements.reading, agreements.version_party')
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
