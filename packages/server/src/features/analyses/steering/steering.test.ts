import { sql } from 'kysely'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { signInAsPerson } from '../../../testing/actors.ts'
import type { NewAnalysis } from '../writing/schema.ts'
import type { AnalysisCheck } from './schema.ts'
import { AREAS, useTown, weather } from './testing/town.ts'

const { server, addDataset, addStation } = useTown()
let writer: { headers: Record<string, string> }

const DAYS = 6 * 365
/** So much more after all days. */
const rise = (size: number) => (day: number) => (size * day) / DAYS

beforeAll(async () => {
  const open = await addDataset('lucht')
  for (const [index, area] of AREAS.entries()) {
    await addStation(open, {
      area,
      property: 'stof',
      // One neighbourhood is worse; nothing changes.
      values: weather(40 + index, () => (area === 'BU1' ? 1.5 : 0)),
    })
    await addStation(open, {
      area,
      property: 'roet',
      // In one neighbourhood it falls.
      values: weather(60 + index, area === 'BU1' ? rise(-4) : undefined),
    })
    await addStation(open, { area, property: 'damp', values: weather(80 + index, rise(-4)) })
  }
  await addStation(open, {
    area: 'BU2',
    property: 'pieken',
    values: weather(3, (day) => (day % 31 === 3 ? 60 * Math.max(0, day / 365 - 1) : 0)),
  })
  const isFaulty = (day: number) => day > 3.5 * 365 && day % 4 === 0
  await addStation(open, {
    area: 'BU3',
    property: 'storing',
    values: weather(5, (day) => (isFaulty(day) ? 12 : 0)),
    flagged: isFaulty,
  })
  const closed = await addDataset('besloten', 'restricted')
  await addStation(closed, { area: 'BU4', property: 'geheim', values: weather(9, rise(4)) })
  // Of this place others see days only, and one that is closed stands beside it.
  await addStation(await addDataset('per-dag', 'open', 'day'), {
    area: 'BU5',
    property: 'stil',
    values: weather(21),
  })
  await addStation(closed, { area: 'BU5', property: 'stil', values: weather(22, rise(8)) })
  writer = await signInAsPerson(server)
}, 120_000)
beforeEach(() => {
  server.now = new Date('2024-01-01T12:00:00Z')
})

const chart = (property: string, where: string, from: string, to: string, more = '') => ({
  question: `what=property:${property}${where
    .split(' ')
    .map((place) => `&where=${place}`)
    .join('')}&from=${from}&to=${to}${more}`,
  caption: '',
})
const FOUR_YEARS = ['2019-01-01', '2022-12-31'] as const

type Content = Partial<Pick<NewAnalysis, 'title' | 'conclusion' | 'charts' | 'claim'>>

/** Writes an analysis as a resident would, and asks for the check of its draft. */
async function check(content: Content) {
  const { slug } = await write(content)
  const found = await readCheck(`${slug}/draft/steering-check`, writer.headers)
  return { ...found, kinds: kindsOf(found) }
}

const kindsOf = ({ claims, findings }: AnalysisCheck) =>
  [...claims.flatMap((claim) => claim.findings), ...findings].map(({ kind }) => kind)

/** Which conclusions were tried under several choices, and held under most: silence about nothing is no silence. */
const triedIn = ({ claims }: Pick<AnalysisCheck, 'claims'>) =>
  claims.flatMap(({ kind, said, total, supporting }) =>
    total > 2 && supporting > total / 2 ? [[kind, said]] : [],
  )

async function write(content: Content) {
  const text = {
    title: 'Onze lucht',
    question: 'Hoe is de lucht?',
    method: 'Gemeten.',
    doubts: 'Veel.',
    conclusion: '',
  }
  const answer = await send('POST', '', { ...text, ...content })
  expect(answer.statusCode, answer.body).toBe(201)
  return answer.json<{ id: string; slug: string }>()
}

async function readCheck(path: string, headers: Record<string, string> = {}): Promise<AnalysisCheck> {
  const answer = await server.request({ url: `/api/v1/analyses/${path}`, headers })
  expect(answer.statusCode, answer.body).toBe(200)
  return answer.json<AnalysisCheck>()
}

const send = (method: 'POST' | 'PUT', path: string, payload?: object, headers = writer.headers) =>
  server.request({ method, url: `/api/v1/analyses${path}`, headers, ...(payload && { payload }) })

describe('five planted tricks are caught', () => {
  it('a difference of a few percent made large by bars that begin at 19', async () => {
    const claim = {
      chart: 0,
      kind: 'higher',
      place: 'area:BU1',
      measure: 'mean',
      values: 'all',
    } as const
    const content = {
      charts: [chart('stof', 'area:BU1 area:BU2 area:BU3 area:BU4', ...FOUR_YEARS, '&chart=compare')],
      conclusion: 'In Buurt 1 is het viezer dan in de andere buurten.',
    }
    const axis = { mark: 'bar', from: 19, to: 22, naturalZero: true } as const
    expect((await check({ ...content, claim: { ...claim, axis } })).kinds).toEqual(['cut-axis'])
    expect((await check({ ...content, claim: { ...claim, axis: { ...axis, from: 0 } } })).kinds).toEqual([])
  })

  it('a rise that is the time of the year: from summer to winter', async () => {
    const { claims, kinds } = await check({
      charts: [chart('stof', 'area:BU2', '2020-07-01', '2020-12-31')],
      conclusion: 'De lucht wordt steeds viezer.',
    })
    expect(claims.map(({ kind, said }) => [kind, said])).toEqual([['rises', 'words']])
    expect(kinds).toEqual(['window'])
    const [claim] = claims
    expect(claim?.supporting).toBeLessThan((claim?.total ?? 0) / 2)
  })

  it('a rise of the mean that a few peaks make, while the usual days do not change', async () => {
    const content = {
      charts: [chart('pieken', 'area:BU2', ...FOUR_YEARS)],
      conclusion: 'Het wordt elk jaar erger: de hoeveelheid stof steeg.',
    }
    expect((await check(content)).kinds).toContain('measure')
  })

  it('what is said of the whole town holds in the one neighbourhood that was chosen', async () => {
    const charts = [chart('roet', 'area:BU1', ...FOUR_YEARS)]
    expect((await check({ charts, conclusion: 'In de hele stad is roet afgenomen.' })).kinds).toEqual([
      'areas',
    ])
    expect((await check({ charts, conclusion: 'In Buurt 1 is roet afgenomen.' })).kinds).toEqual([])
  })

  it('a rise that only doubtful values make', async () => {
    const content = {
      charts: [chart('storing', 'area:BU3', ...FOUR_YEARS, '&step=week')],
      conclusion: 'Stof is gestegen.',
    }
    expect((await check(content)).kinds).toContain('values')
  })
})

describe('five honest analyses pass in silence', () => {
  it('a fall over four whole years', async () => {
    const { claims, kinds } = await check({
      charts: [chart('damp', 'area:BU1', ...FOUR_YEARS, '&step=month')],
      conclusion: 'De damp in Buurt 1 is in vier jaar gedaald. Waardoor weten we niet.',
    })
    expect([triedIn({ claims }), kinds]).toEqual([[['falls', 'words']], []])
    expect(claims[0]?.supporting).toBeGreaterThan(0.8 * (claims[0]?.total ?? 0))
    expect(claims[0]?.conclusion.nl).toBe(
      'damp: gedaald bij Buurt 1, van 1 januari 2019 tot en met 31 december 2022.',
    )
  })

  it('no change where nothing changed', async () => {
    const charts = [chart('stof', 'area:BU2', ...FOUR_YEARS)]
    const said = await check({ charts, conclusion: 'Stof is niet veranderd.' })
    expect([triedIn(said), said.kinds]).toEqual([[['steady', 'words']], []])
    // Also for who concludes nothing: then what the figures show by themselves is tried.
    const { claims, kinds } = await check({ charts, conclusion: 'Dit hebben wij gemeten.' })
    expect([triedIn({ claims }), kinds]).toEqual([[['steady', 'figures']], []])
    expect(claims[0]?.sentence.nl).toMatch(/dit beeld\.$/)
  })

  it('a neighbourhood that is worse than the others, and was compared with them all', async () => {
    const places = AREAS.map((area) => `area:${area}`).join(' ')
    const { claims, kinds } = await check({
      charts: [chart('stof', places, '2019-01-01', '2021-12-31', '&chart=compare')],
      conclusion: 'In Buurt 1 zit er meer stof in de lucht dan in de andere buurten.',
    })
    expect([triedIn({ claims }), kinds]).toEqual([[['higher', 'words']], []])
  })

  it('a mean below a line that is written for means', async () => {
    const claim = { chart: 0, kind: 'below', line: 22.5, measure: 'mean', values: 'all' } as const
    const { claims, kinds } = await check({
      charts: [chart('stof', 'area:BU2', '2020-01-01', '2021-12-31')],
      conclusion: 'Gemiddeld is het minder dan 22,5.',
      claim,
    })
    expect(claims[0]?.line).toBe(22.5)
    expect([claims[0]?.conclusion.nl, claims[0]?.conclusion.en]).toEqual([
      expect.stringContaining('onder 22,5 '),
      expect.stringContaining('below 22.5 '),
    ])
    expect([triedIn({ claims }), kinds]).toEqual([[['below', 'written']], []])
  })

  it('a fall in the whole town after a measure, compared with towns without it', async () => {
    const claim = { chart: 0, kind: 'falls', measure: 'mean', values: 'all' } as const
    const content = {
      charts: [chart('damp', 'area:BU1 area:BU2 area:BU3', ...FOUR_YEARS)],
      conclusion: 'Dankzij de milieuzone daalde de damp in de hele stad.',
    }
    const { claims, kinds } = await check({ ...content, claim: { ...claim, controlled: true } })
    expect([triedIn({ claims }), kinds]).toEqual([[['falls', 'written']], []])
    expect(claims[0]?.conclusion.nl).toContain('Volgens de auteur is er vergeleken')
    expect((await check(content)).kinds).toEqual(['cause'])
  })
})

describe('what else is checked', () => {
  it('one of many outcomes that stands out by chance', async () => {
    const claim = { chart: 0, kind: 'higher', place: 'area:BU1', measure: 'mean', values: 'all' } as const
    const content = {
      charts: [chart('stof', 'area:BU1 area:BU2', '2020-01-01', '2020-12-31', '&chart=compare')],
      conclusion: 'Viezer in Buurt 1.',
    }
    expect((await check({ ...content, claim })).kinds).toEqual([])
    expect((await check({ ...content, claim: { ...claim, tried: 10_000 } })).kinds).toEqual([
      'many-comparisons',
    ])
  })

  it('words that say something else than what was written down to be tried: both are checked', async () => {
    const { claims } = await check({
      charts: [chart('stof', 'area:BU2', ...FOUR_YEARS)],
      conclusion: 'Stof is gestegen.',
      claim: { chart: 0, kind: 'steady', measure: 'mean', values: 'all' },
    })
    expect(
      claims.map(({ kind, said, findings }) => [kind, said, findings.map((found) => found.kind)]),
    ).toEqual([
      ['steady', 'written', []],
      ['rises', 'words', ['few-data']],
    ])
  })

  it('rests on what everybody may see, also for who sees more', async () => {
    const charts = [chart('geheim', 'area:BU4', ...FOUR_YEARS)]
    const { claims } = await check({ charts, conclusion: 'Gestegen.' })
    // Nobody else gets an answer to it, so it cannot be published either.
    expect(claims).toEqual([])
  })

  it('looks at the words alone where no chart is of a course or a comparison', async () => {
    const charts = [chart('stof', 'area:BU2', ...FOUR_YEARS, '&chart=distribution')]
    const found = await check({ charts, conclusion: 'Dat komt door de wind.' })
    expect(found.claims).toEqual([])
    expect(found.findings).toMatchObject([{ kind: 'cause', answer: null }])
  })

  it('says the same whatever differs in what is withheld: closed values, and which of a published day are doubtful', async () => {
    const { slug } = await write({
      charts: [chart('stil', 'area:BU5', ...FOUR_YEARS)],
      conclusion: 'In Buurt 5 is niets veranderd.',
    })
    const before = await readCheck(`${slug}/draft/steering-check`, writer.headers)
    const of = (
      dataset: string,
    ) => sql`(select d.id from measurements.datastream d join catalogue.dataset c on c.id = d.dataset_id
      join measurements.observed_property p on p.id = d.observed_property_id where c.slug = ${dataset} and p.name = 'stil')`
    const db = server.database.db
    await sql`update measurements.day_rollup set sum = sum * 2 where datastream_id in ${of('besloten')}`.execute(
      db,
    )
    await sql`update measurements.observation set quality = 8 where datastream_id in ${of('per-dag')}
      and extract(day from phenomenon_start) > 15`.execute(db)
    for (const table of ['hour_rollup', 'day_rollup']) {
      await sql`update ${sql.id('measurements', table)} set flagged = 1 where datastream_id in ${of('per-dag')}
        and extract(day from start) > 14`.execute(db)
    }
    // What was made a minute ago is not given again.
    server.now = new Date('2024-01-01T12:02:00Z')
    expect(await readCheck(`${slug}/draft/steering-check`, writer.headers)).toEqual(before)
    expect(before.claims[0]?.total).toBeGreaterThan(1)
  }, 60_000)
})

describe('with a version', () => {
  const charts = [chart('roet', 'area:BU1', ...FOUR_YEARS)]
  const content = { charts, conclusion: 'In de hele stad is roet afgenomen.' }

  it('is made when it is published, kept as it was, and named in the evidence', async () => {
    const { id, slug } = await write(content)
    const draft = await readCheck(`${slug}/draft/steering-check`, writer.headers)
    expect((await send('POST', `/${slug}/publication`)).statusCode).toBe(200)
    const kept = await readCheck(`${slug}/versions/1/steering-check`)
    expect(kept).toEqual(draft)
    const evidence = await server.request({ url: `/api/v1/analyses/${slug}/versions/1/evidence` })
    const { rows } = await sql<{ sha256: string; own: string }>`
      select sha256, encode(sha256(convert_to(body, 'UTF8')), 'hex') as own from analyses.steering_check k
      join analyses.analysis a on a.id = k.analysis_id where a.id = ${id}`.execute(server.database.db)
    expect(rows[0]?.own).toBe(rows[0]?.sha256)
    expect(evidence.json().steeringCheck.sha256).toBe(rows[0]?.sha256)
    await expect(sql`delete from analyses.steering_check`.execute(server.database.db)).rejects.toThrow(
      'cannot be changed',
    )
  })

  it('is answered by its author, who cannot hide it', async () => {
    const { slug } = await write(content)
    const answer = { respect: 'trend', finding: 'areas', text: ' We zoeken de rest nog uit. ' }
    const path = `/${slug}/versions/1/steering-answers`
    // A draft can be answered too, by its author only.
    const other = await signInAsPerson(server)
    expect((await send('PUT', path, answer, other.headers)).statusCode).toBe(404)
    expect((await send('PUT', path, answer)).statusCode).toBe(204)
    await send('POST', `/${slug}/publication`)
    expect((await send('PUT', path, answer, other.headers)).statusCode).toBe(403)
    const findings = async () => (await readCheck(`${slug}/versions/1/steering-check`)).claims[0]?.findings
    expect(await findings()).toMatchObject([
      { kind: 'areas', answer: { text: 'We zoeken de rest nog uit.' } },
    ])
    expect((await send('PUT', path, { ...answer, text: '' })).statusCode).toBe(204)
    expect(await findings()).toMatchObject([{ kind: 'areas', answer: null }])
    expect((await send('PUT', `/${slug}/versions/2/steering-answers`, answer)).statusCode).toBe(404)
  })

  it('is of a draft for its author alone', async () => {
    const { slug } = await write(content)
    const other = await signInAsPerson(server)
    for (const headers of [{}, other.headers]) {
      const answer = await server.request({ url: `/api/v1/analyses/${slug}/draft/steering-check`, headers })
      expect([401, 404]).toContain(answer.statusCode)
    }
    const none = await server.request({ url: `/api/v1/analyses/${slug}/versions/1/steering-check` })
    expect(none.statusCode).toBe(404)
  })
})
