import { type Connection, dataOf, listAll } from '@samenspel/client'
import { dayOf, type Figures, nameDay } from './figures.ts'
import { CHALLENGE, DECISION, DISSENT, INDICATOR, MANDATE, OPTIONS, PARTIES, SOURCES } from './texts.ts'

/** WHO guideline for PM2.5 over 24 hours, in µg/m³ (2021). */
export const GUIDELINE = 15

/** Something that is there: made now or in an earlier run. */
export type Made = { id: string; slug: string }

/** The challenge as a draft, with its sources. */
export async function ensureChallenge({ api }: Connection): Promise<Made> {
  const known = (await dataOf(api.GET('/challenges', { params: { query: { q: CHALLENGE.title } } }))).items
  const found = known.find(({ title }) => title === CHALLENGE.title)
  if (found) return found
  const made = await dataOf(api.POST('/challenges', { body: CHALLENGE }))
  for (const source of SOURCES)
    await api.POST('/challenges/{key}/sources', { params: { path: { key: made.id } }, body: source })
  return made
}

/** The indicator on the sensors of residents, with the guideline and the rule that gives a signal. */
export async function ensureIndicator(
  { api }: Connection,
  challenge: Made,
  datasetId: string,
): Promise<Made> {
  const query = { challengeId: challenge.id }
  const known = (await dataOf(api.GET('/indicators', { params: { query } }))).items
  const found = known.find(({ title }) => title === INDICATOR.title)
  if (found) return found
  return dataOf(
    api.POST('/indicators', {
      body: {
        ...INDICATOR,
        unit: 'µg/m³',
        property: 'pm25',
        datasetIds: [datasetId],
        statistic: 'mean',
        period: 'day',
        level: 'municipality',
        minimumCoverage: 0.75,
        goodDirection: 'lower',
        challengeId: challenge.id,
        published: true,
        lines: [
          {
            title: 'Advieswaarde WHO voor een dag',
            value: GUIDELINE,
            kind: 'norm',
            source: 'WHO global air quality guidelines, 2021',
            sourceUrl: 'https://www.who.int/publications/i/item/9789240034228',
          },
        ],
        signalRule: { line: GUIDELINE, direction: 'above', clearLine: GUIDELINE, minimumPeriods: 1 },
      },
    }),
  )
}

/** Gives the challenge its areas and goal, and publishes it. */
export async function publishChallenge(
  { api }: Connection,
  challenge: Made,
  indicator: Made,
  figures: Figures,
  now: Date,
): Promise<void> {
  const path = { key: challenge.id }
  const current = await dataOf(api.GET('/challenges/{key}', { params: { path } }))
  if (current.published) return
  if (current.goals.length === 0) {
    await api.POST('/challenges/{key}/goals', {
      params: { path },
      body: {
        title: 'Ook op nieuwjaarsdag blijft fijnstof in elke gemeente onder de advieswaarde',
        indicatorId: indicator.id,
        indicatorText: `Hoogste dagwaarde nu: ${figures.highest.areaName}, ${nameDay(figures.highest.day)}`,
        unit: 'µg/m³',
        baseline: Math.round(figures.highest.value * 10) / 10,
        baselineDate: dayOf(figures.highest.day),
        target: GUIDELINE,
        targetDate: `${now.getUTCFullYear() + 3}-01-01`,
        direction: 'lower',
      },
    })
  }
  const areaCodes = figures.municipalities.map(({ areaCode }) => areaCode)
  await api.PATCH('/challenges/{key}', {
    params: { path },
    body: { areaCodes, phase: 'deciding', published: true },
  })
}

/** Records the decision on these signals as a draft, on a mandate in the register: only a person can sign it. */
export async function ensureDecision(
  connection: Connection,
  { challenge, indicator, figures, now }: { challenge: Made; indicator: Made; figures: Figures; now: Date },
): Promise<Made> {
  const { api } = connection
  const query = { challengeId: challenge.id }
  const known = (await dataOf(api.GET('/decisions', { params: { query } }))).items
  const found = known.find(({ title }) => title === DECISION.title)
  const { areaName, value, day } = figures.highest
  const figure = `In ${areaName} was op ${nameDay(day)} het gemiddelde ${value.toFixed(0)} µg/m³; de advieswaarde is ${GUIDELINE}.`
  const organisationId = await findOrganisation(connection)
  return (
    found ??
    (await dataOf(
      api.POST('/decisions', {
        body: {
          challengeId: challenge.id,
          title: DECISION.title,
          question: DECISION.question,
          problem: DECISION.problem,
          goal: DECISION.goal,
          involved: PARTIES.map((party) => ({
            party,
            how: 'informed' as const,
            note: 'In dit voorbeeld: op de site.',
          })),
          field: MANDATE.field,
          amount: 60_000,
          areaCodes: figures.municipalities.map(({ areaCode }) => areaCode),
          signalIds: figures.newYearSignals.map(({ id }) => id),
          options: OPTIONS.map((option) => ({ ...option, consequences: [...option.consequences] })),
          chosenOptionId: 'een-show',
          outcome: 'act',
          reasons: DECISION.reasons(figure),
          evidence: [
            {
              kind: 'indicator',
              title: INDICATOR.title,
              reference: `/indicatoren/${indicator.slug}`,
              note: figure,
            },
          ],
          dissent: [...DISSENT],
          mandateId: await ensureMandate(connection, organisationId),
          reviewDate: `${now.getUTCFullYear() + 1}-02-01`,
        },
      }),
    ))
  )
}

async function ensureMandate({ api }: Connection, organisationId: string): Promise<string> {
  const known = await listAll((cursor) =>
    api.GET('/mandates', {
      params: { query: { organisationId, ...(cursor === undefined ? {} : { cursor }) } },
    }),
  )
  const found = known.find(({ subject }) => subject === MANDATE.subject)
  const body = { ...MANDATE, organisationId, since: '2020-01-01' }
  return (found ?? (await dataOf(api.POST('/mandates', { body })))).id
}

/** The organisation that the token administers. */
export async function findOrganisation({ api }: Connection): Promise<string> {
  const { memberships } = await dataOf(api.GET('/me'))
  const own = memberships.find(({ role }) => role === 'administrator')
  if (!own) throw new Error('The token must be that of an administrator.')
  return own.organisation.id
}
