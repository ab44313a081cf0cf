/** The steering check of an analysis: how much what it concludes depends on choices that could as well have been made otherwise. */
import {
  type Question,
  readQuestion,
  type Stretch,
  stretchOf,
  textOfQuery,
} from '@samenspel/standards/explorations'
import { findClaimKind, type Place, type Window } from '@samenspel/standards/steering'
import { ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { type Calculations, checkText, showCheck, UNTOLD, withAnswers } from '../../indicators/index.ts'
import type { FoundUses } from '../../measurements/index.ts'
import { type Answered, type Asking, answerQuestion } from '../answer.ts'
import type { Needs } from '../routes.ts'
import { withinNow } from '../rules.ts'
import type { Stored } from '../writing/store.ts'
import { listAnswers } from './answers.ts'
import { type Checkable, listClaims, listTried, needsOthers } from './claims.ts'
import { describeConclusion } from './describe.ts'
import { readGround } from './reading.ts'
import type { AnalysisCheck, CheckedConclusion } from './schema.ts'

/** A check, and whose measurements are in it: record that before giving it. */
export type Checked = { check: AnalysisCheck; uses: FoundUses[] }

/**
 * Checks an analysis on what somebody may see: of something public, on what everybody may. The same data always give the same check, also
 * in its last digits, so that it can be frozen. It takes seconds, and waits for a worker thread: do not hold a transaction.
 * @throws Problem unavailable when too much is being computed already
 */
export async function checkAnalysis(
  db: Db,
  { calculator, ...asking }: Asking & Pick<Calculations, 'calculator'>,
  content: Checkable,
): Promise<Checked> {
  const questions = content.charts.map(({ question }) => readText(question))
  const tried = await findTried(db, asking, questions, listTried(content.claim, questions))
  const findings = checkText(`${content.title}.\n${content.conclusion}`)
  if (!tried) return { check: { claims: [], findings }, uses: [] }
  const { chart, question, answer, uses } = tried
  const within = withinNow(question, asking.now)
  const ground = await readGround(db, asking, question, {
    window: within,
    others: needsOthers(content, question),
  })
  const window = windowOf(
    ground.places,
    answer.series.map(({ key }) => key),
    within,
    stretchOf(question),
  )
  const shown = { question, answer, window }
  const claims = listClaims(content, shown, ground.places, questions)
  const spoken = findClaimKind(content.conclusion) ?? findClaimKind(content.title)
  const checked = claims.map(async (claim): Promise<CheckedConclusion> => {
    const outcome = await calculator.compute({ kind: 'check', claim, places: ground.places })
    const said =
      content.claim?.kind === claim.kind ? 'written' : spoken?.kind === claim.kind ? 'words' : 'figures'
    return {
      ...showCheck(
        claim,
        outcome,
        describeConclusion(claim, answer),
        said === 'figures' ? 'figures' : 'conclusion',
      ),
      chart,
      unit: answer.what.unit,
      said,
    }
  })
  return {
    check: {
      claims: await Promise.all(checked),
      // That there was a comparison is said with the conclusion, so that readers can judge it.
      findings: content.claim?.controlled ? [] : findings,
    },
    uses: [...uses, ...ground.uses],
  }
}

/**
 * The check of a draft as everybody would read it once it is published, with what its author says to it. Computed once for each text;
 * the uses are of this reading.
 */
export async function checkOfDraft(
  { db, clock, calculations }: Pick<Needs, 'db' | 'clock' | 'calculations'>,
  { id, version, content }: Stored,
): Promise<Checked> {
  const { calculator, recall } = calculations
  const made = await recall(
    ['analysis', id, JSON.stringify(content)].join(),
    () => checkAnalysis(db, { actor: ANONYMOUS, now: clock(), calculator }, content),
    UNTOLD,
  )
  return { check: withAnswers(made.check, await listAnswers(db, { id, version })), uses: made.uses }
}

type Tried = Answered & { chart: number; question: Question }

/** The first of these charts that has a value, or else the first that the asker may see. */
async function findTried(
  db: Db,
  asking: Asking,
  questions: readonly (Question | undefined)[],
  charts: readonly number[],
): Promise<Tried | undefined> {
  let first: Tried | undefined
  for (const chart of charts) {
    const question = questions[chart]
    const answered = question && (await answerIfSeen(db, asking, question))
    if (!question || !answered) continue
    const found = { ...answered, chart, question }
    const { columns, rows } = answered.answer
    if (rows.some((row) => row[columns.indexOf('value')] != null)) return found
    first ??= found
  }
  return first
}

function readText(text: string): Question | undefined {
  return readQuestion(textOfQuery(new URLSearchParams(text))).question
}

/** The answer of a chart; undefined when the asker may not see what it is about. */
async function answerIfSeen(db: Db, asking: Asking, question: Question): Promise<Answered | undefined> {
  try {
    return await answerQuestion(db, asking, question)
  } catch (error) {
    if (error instanceof Problem && error.code !== 'unavailable') return undefined
    throw error
  }
}

/** The time of a chart of which there are values; without any, all that is asked. */
function windowOf(
  places: readonly Place[],
  keys: readonly string[],
  { start, end }: Stretch,
  asked: Stretch,
): Window {
  const times = places
    .filter(({ key }) => keys.includes(key))
    .flatMap(({ points }) => points)
    .flatMap(({ time, value }) => (value !== null && time >= start && time < end ? [time] : []))
    .toSorted((a, b) => a - b)
  const [first] = times
  const last = times.at(-1)
  if (first === undefined || last === undefined) return { from: asked.start, to: asked.end }
  const step = times.reduce((least, time, index) => {
    const apart = time - (times[index - 1] ?? time)
    return apart > 0 ? Math.min(least, apart) : least
  }, end - start)
  return { from: first, to: Math.min(end, last + step) }
}
