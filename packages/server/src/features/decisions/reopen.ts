/** Reopens decisions by themselves, when figures are past the line that they name. */
import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual } from '../../platform/errors.ts'
import { type OutboxEvent, publish } from '../../platform/outbox.ts'
import { type FiguresChanged, findIndicator, type Indicator, listFigures } from '../indicators/index.ts'
import { happen } from './happen.ts'
import { listReopenable, type Reopenable } from './life-store.ts'
import { remind } from './remind.ts'
import { findCrossing } from './rules/line.ts'
import type { CrossedFigure } from './schema/decision.ts'
import { lockNewest } from './store.ts'

/** Looks at every decision with a line of indicators of which figures changed. */
export async function reopenAfter(transaction: Db, events: readonly OutboxEvent[], now: Date): Promise<void> {
  const indicatorIds = [...new Set(events.map(({ payload }) => (payload as FiguresChanged).indicatorId))]
  if (indicatorIds.length > 0) await reopenOf(transaction, { indicatorIds }, now)
}

/** Looks at every decision with a line: a period can end without another figure, and only then it counts. */
export async function lookAtLines(db: Db, now: Date): Promise<void> {
  await db.transaction().execute((transaction) => reopenOf(transaction, 'all', now))
}

async function reopenOf(transaction: Db, of: Parameters<typeof listReopenable>[1], now: Date): Promise<void> {
  for (const { id } of await listReopenable(transaction, of)) {
    // What another step wrote while the lock was waited for is seen only after it.
    await lockNewest(transaction, id)
    const [decision] = await listReopenable(transaction, { id })
    if (decision) await reopen(transaction, decision, now)
  }
}

async function reopen(transaction: Db, decision: Reopenable, now: Date): Promise<void> {
  const { id, slug, line } = decision
  const indicator = await findIndicator(transaction, line.indicatorId, [])
  // Figures that nobody can follow any more are not told, and keep no decision closed either.
  const figures = indicator ? await findCrossed(transaction, decision, now) : []
  if (!figures) return
  const reasons = (indicator ? describe(line, indicator, figures) : HIDDEN).nl
  await happen(transaction, id, { kind: 'reopened', role: null, reasons, figures }, now)
  await publish(transaction, 'decisions.decision-reopened', { decisionId: id, slug })
  await remind(transaction, decision, indicator ? 'reopened' : 'unfollowed', now)
}

/** The figures of whole periods since the decision that are past its line. */
async function findCrossed(
  transaction: Db,
  { line, areaCodes, settledAt }: Reopenable,
  now: Date,
): Promise<CrossedFigure[] | undefined> {
  const area = line.areaCode ?? undefined
  const filter = { indicatorId: line.indicatorId, area, from: settledAt, to: now }
  const figures = (await listFigures(transaction, filter, now)).filter(({ provisional }) => !provisional)
  const own = figures.filter(({ areaCode }) => areaCodes.includes(areaCode))
  // Where the indicator has no figures of the areas of the decision, it is about other areas: all of them count.
  const counted = area === undefined && own.length > 0 ? own : figures
  return findCrossing(
    line,
    counted.map(({ areaCode, areaName, periodStart, periodEnd, value }) => ({
      areaCode,
      areaName,
      periodStart,
      periodEnd,
      value,
    })),
  )
}

/** Why it is open again, for everyone to read. */
function describe(
  { side, value, periods }: Reopenable['line'],
  { title, unit }: Indicator,
  [first]: CrossedFigure[],
): Bilingual {
  const area = first?.areaName ?? ''
  const number = (locale: string) => value.toLocaleString(locale)
  return {
    nl:
      `${title} in ${area} lag ${periods} ${periods === 1 ? 'periode' : 'perioden achter elkaar'} ` +
      `${side === 'above' ? 'boven' : 'onder'} de grens van ${number('nl-NL')} ${unit} die in het besluit staat.`,
    en:
      `${title} in ${area} was ${side} the line of ${number('en-GB')} ${unit} that the decision names, ` +
      `for ${periods} ${periods === 1 ? 'period' : 'periods in a row'}.`,
  }
}

const HIDDEN = {
  nl:
    'De indicator waarmee dit besluit heropent, is niet openbaar. Niemand kan daardoor nog zien of de cijfers ' +
    'voorbij de grens zijn die in het besluit staat.',
  en:
    'The indicator that reopens this decision is not public. So nobody can see any more whether the figures ' +
    'are past the line that the decision names.',
} as const satisfies Bilingual
