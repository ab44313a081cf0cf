import { sql } from 'kysely'
import { beforeAll, beforeEach } from 'vitest'
import { DUST, MARCH, steady, useIndicators } from './world.ts'

/** What a resident answers: how precisely what everybody sees, or that nobody does any more. */
export type Answer = { inGroups?: boolean; place?: string; time?: string; until?: Date } | 'no'

/**
 * Eight residents with a sensor that measures their number all day, in a dataset of which the smallest group is three: five in the
 * neighbourhood BU1 and three in BU2, of one district. Before each test anew.
 */
export function useResidents() {
  const world = useIndicators()
  const { server, expert, addStation, measure, create } = world
  const run = (statement: ReturnType<typeof sql<unknown>>) => statement.execute(server.database.db)
  const made = { personal: '', stations: [] as { thingId: number; datastreamId: number }[], slug: '' }

  /** A resident says yes to what everybody sees, or takes it back. */
  async function choose(thingId: number, answer: Answer) {
    const { inGroups = true, place = 'exact', time = 'raw', until = null } = answer === 'no' ? {} : answer
    await run(sql`insert into consent.choice (person_id, notice_id, latest)
    select t.host_id, n.id, 1 from measurements.thing t join consent.notice n on n.dataset_id = t.dataset_id where t.id = ${thingId}
    on conflict (person_id, notice_id) do update set latest = consent.choice.latest + 1`)
    await run(sql`insert into consent.record (choice_id, number, status, notice_version, language, method, place, time, in_groups, until,
      recorded_at)
    select c.id, c.latest, ${answer === 'no' ? 'ConsentWithdrawn' : 'ConsentGiven'}, 1, 'nl', 'signed-in',
      ${answer === 'no' ? null : place}, ${answer === 'no' ? null : time}, ${answer === 'no' ? null : inGroups}, ${until}, now()
    from consent.choice c join measurements.thing t on t.host_id = c.person_id
    join consent.notice n on n.id = c.notice_id and n.dataset_id = t.dataset_id where t.id = ${thingId}`)
    await run(sql`insert into platform.outbox (kind, payload) values ('consent.consent-changed',
    ${JSON.stringify({ datasetId: made.personal })}::jsonb)`)
    await server.deliver()
  }

  /** Code, value and number of stations of each figure of an indicator. */
  async function figures(slug = made.slug) {
    const answer = await server.request({ url: `/api/v1/indicators/${slug}/values` })
    const { items } = answer.json<{ items: { areaCode: string; value: number | null; stations: number }[] }>()
    return items.map(({ areaCode, value, stations: count }) => [areaCode, value, count])
  }

  beforeAll(async () => {
    await run(sql`insert into areas.area (code, level, name, search_name, parent_code, label_point, geometry)
    select code, 'neighbourhood', code, code, 'WK1', ST_PointOnSurface(shape), ST_Multi(shape) from (values
      ('BU1', ST_MakeEnvelope(6, 52, 6.1, 52.6, 4326)), ('BU2', ST_MakeEnvelope(6.1, 52, 6.2, 52.6, 4326))) as a (code, shape)`)
  }, 60_000)

  beforeEach(async () => {
    const { rows } = await sql<{
      id: string
    }>`insert into catalogue.dataset (slug, title, description, owner_id, licence, access, place,
      time, delay_minutes, minimum_group, theme, contact, corrections, created_at, updated_at)
    values (${`meters-${crypto.randomUUID()}`}, 'Meters van bewoners', '', ${expert().organisationId}, 'x', 'personal', 'exact', 'raw', 0, 3,
      'environment', 'x', 'replace', now(), now()) returning id`.execute(server.database.db)
    made.personal = rows[0]?.id ?? ''
    made.stations = []
    for (let n = 0; n < 8; n += 1) made.stations.push(await addStation())
    for (const [n, { thingId, datastreamId }] of made.stations.entries()) {
      await measure(MARCH, steady(n), datastreamId)
      const longitude = n < 5 ? 6.05 : 6.15
      await run(sql`update measurements.thing set dataset_id = ${made.personal}, host_id = gen_random_uuid(),
      place = ST_SetSRID(ST_MakePoint(${longitude}, 52.5), 4326) where id = ${thingId}`)
      await run(
        sql`update measurements.datastream set dataset_id = ${made.personal} where id = ${datastreamId}`,
      )
    }
    await run(sql`with notice as (
      insert into consent.notice (dataset_id, owner_id, purpose, created_at)
      values (${made.personal}, ${expert().organisationId}, 'https://w3id.org/dpv#DataAltruism', now()) returning id)
    insert into consent.version (notice_id, number, state, content, reason, published_at, updated_at)
    select id, 1, 'published', '{}', '', now(), now() from notice`)
    const { slug } = await create({
      ...DUST,
      level: 'neighbourhood',
      datasetIds: [made.personal],
      signalRule: null,
    })
    made.slug = slug
    await server.deliver()
  })

  return { ...world, run, choose, figures, made }
}
