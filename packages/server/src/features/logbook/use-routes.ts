import { calendarDay } from '../../platform/clock.ts'
import { type InputMistake, Problem } from '../../platform/errors.ts'
import { decodeCursor, toPage, unknownCursor } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import { EMAIL_CODE, type OwnActivity, PERSON_CODE } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import type { Logbook } from './logbook.ts'
import { nameBothWays } from './own-activities.ts'
import { DataUsePage, type DataUses, type Effects, UseQuery } from './schema-uses.ts'
import { type CountedUse, countUses, type PublishedDays } from './store/count-uses.ts'

/** Days that are shown when nobody says which, and the most at once. */
const DEFAULT_DAYS = 90
const MOST_DAYS = 366
const DAY = 86_400_000

/** Nothing is older, and a database knows no year 0. */
const FIRST_DAY = '2000-01-01'

type Named = { id: string; slug: string; title: string }

/** What slices above tell about what is in the log, and about what became of the data. */
export type UseSources = {
  listActivities(): readonly OwnActivity[]
  nameAgreements(ids: readonly string[]): Promise<Named[]>
  nameDatasets(ids: readonly string[]): Promise<Named[]>
  findEffects(personId: string): Promise<Effects>
  /** In which datasets, and on which days, someone published measurements for everybody. */
  listPublishedDays(personId: string): Promise<PublishedDays[]>
}

/** Who used the data of who is signed in. */
export function addUseRoutes(
  http: Http,
  { db, clock }: Platform,
  given: { logbook: Pick<Logbook, 'pseudonymsOf' | 'storePublicReadings'>; sources: UseSources },
): void {
  const { logbook, sources } = given

  async function present(rows: readonly CountedUse[]): Promise<DataUses[]> {
    const [organisations, agreements, datasets] = await Promise.all([
      listOrganisationsByIds(
        db,
        rows.flatMap((row) => partyOf(row) ?? []),
      ),
      sources.nameAgreements(rows.flatMap(({ agreementId }) => agreementId ?? [])),
      sources.nameDatasets(rows.flatMap(({ datasetIds }) => datasetIds)),
    ])
    return rows.map((row) => {
      const party = organisations.find(({ id }) => id === partyOf(row))
      return {
        day: row.day,
        activity: {
          slug: row.slug,
          name: nameBothWays(sources.listActivities(), { slug: row.slug, name: row.name ?? row.slug }),
          purpose: row.purpose,
          legalBases: (row.legalBasis ?? []) as DataUses['activity']['legalBases'],
        },
        what: row.what,
        party: party ? { id: party.id, name: party.name } : null,
        purpose: row.asked,
        agreement: agreements.find(({ id }) => id === row.agreementId) ?? null,
        datasets: datasets.filter(({ id }) => row.datasetIds.includes(id)),
        times: row.times,
      }
    })
  }

  typed(http).get(
    '/api/v1/me/data-uses',
    {
      config: { access: 'person' },
      schema: {
        summary: 'Who used your data, how often on each day, and what it led to; newest day first',
        tags: ['logbook'],
        operationId: 'listMyDataUses',
        querystring: UseQuery,
        response: { 200: DataUsePage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query, actor }) => {
      if (actor.kind !== 'person') throw new Error('The route lets in only people.')
      const { cursor, pageSize = 50 } = query
      const { from, to } = readDays(query, clock())
      const after = readPosition(decodeCursor(cursor, 2))
      const pseudonyms = await Promise.all([
        logbook.pseudonymsOf({ type: PERSON_CODE, id: actor.personId }),
        logbook.pseudonymsOf({ type: EMAIL_CODE, id: actor.email.toLowerCase() }),
      ])
      await logbook.storePublicReadings()
      const published = await sources.listPublishedDays(actor.personId)
      const about = { subjects: pseudonyms.flat(), published }
      const rows = await countUses(db, about, { from, to, after, limit: pageSize + 1 })
      const { items, next } = toPage(rows, pageSize, ({ day, key }) => [day, key])
      return { from, to, items: await present(items), next, ledTo: await sources.findEffects(actor.personId) }
    },
  )
}

/** Who did it: who asked for something, else, of what was not for a purpose that was asked, who is responsible. */
function partyOf({ partyId, asked, controllerId }: CountedUse): string | null {
  return partyId ?? (asked === null ? controllerId : null)
}

function readDays(query: { from?: string; to?: string }, now: Date): { from: string; to: string } {
  const to = query.to ?? calendarDay(now)
  const from = query.from ?? new Date(Date.parse(to) - DEFAULT_DAYS * DAY).toISOString().slice(0, 10)
  if (from < FIRST_DAY) throw wrongDays(TOO_EARLY)
  if (from > to) throw wrongDays(BACKWARDS)
  if (Date.parse(to) - Date.parse(from) > MOST_DAYS * DAY) throw wrongDays(TOO_LONG)
  return { from, to }
}

function readPosition(position: readonly string[] | undefined) {
  if (!position) return undefined
  const [day = '', key = ''] = position
  if (
    !/^\d{4}-\d\d-\d\d$/.test(day) ||
    Number.isNaN(Date.parse(day)) ||
    day < FIRST_DAY ||
    !/^[0-9a-f]{32}$/.test(key)
  )
    throw unknownCursor()
  return { day, key }
}

const BACKWARDS = {
  nl: 'De laatste dag (to) ligt voor de eerste (from). Draai ze om.',
  en: 'The last day (to) is before the first (from). Turn them around.',
}

const TOO_EARLY = {
  nl: `Vraag dagen vanaf ${FIRST_DAY}.`,
  en: `Ask for days from ${FIRST_DAY} on.`,
}

const TOO_LONG = {
  nl: `Vraag hoogstens ${MOST_DAYS} dagen tegelijk.`,
  en: `Ask for at most ${MOST_DAYS} days at once.`,
}

function wrongDays(detail: typeof BACKWARDS): Problem {
  const mistake: InputMistake = { in: 'query', pointer: '/from', detail }
  return new Problem('invalid-request', detail, [mistake])
}
