/** Answers the questions of an analysis as everybody may see them, and makes the evidence of it. */
import { type ChartKind, type Place, writePlace } from '@samenspel/standards/explorations'
import { type Actor, ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import { type Sealed, sealJson } from '../../../platform/seal-json.ts'
import type { Software } from '../../../platform/software.ts'
import { definitionOf, findIndicator } from '../../indicators/index.ts'
import { type FoundUses, listResidentsAt, listSeenLevels, type SeenLevel } from '../../measurements/index.ts'
import { answerQuestion } from '../answer.ts'
import type { Answer } from '../schema.ts'
import { type FrozenIndicator, freezeIndicator, indicatorsIn, sealEvidence } from './evidence.ts'
import { type Obstacle, questionOf, subjectsOf } from './rules.ts'
import type { Content, Preview } from './schema.ts'
import type { Frozen, Stored } from './store.ts'

/** The most that is kept of one answer, and of those of all charts of a version. */
const MOST_BYTES = 1_000_000
const MOST_TOGETHER = 3_000_000

/** The answer to the question of one chart, or why there is none. */
export type ChartAnswer =
  | { answer: Answer; uses: FoundUses[]; obstacle: undefined }
  | { answer: undefined; obstacle: Obstacle }

/** Answers the questions of all charts, as an actor may see them. */
export async function answerCharts(
  db: Db,
  asking: { actor: Actor; now: Date },
  charts: Content['charts'],
): Promise<ChartAnswer[]> {
  const answers: ChartAnswer[] = []
  for (const [index, chart] of charts.entries()) {
    const pointer = `/charts/${index}/question`
    answers.push(await answerChart(db, asking, chart.question, pointer))
  }
  return answers
}

async function answerChart(
  db: Db,
  asking: { actor: Actor; now: Date },
  text: string,
  pointer: string,
): Promise<ChartAnswer> {
  const question = questionOf(text)
  if (!question) return { answer: undefined, obstacle: { pointer, ...UNREADABLE } }
  try {
    return { ...(await answerQuestion(db, asking, question)), obstacle: undefined }
  } catch (error) {
    if (!(error instanceof Problem) || error.code === 'unavailable') throw error
    return { answer: undefined, obstacle: { pointer, ...error.detail } }
  }
}

const UNREADABLE = { nl: 'Deze vraag klopt niet.', en: 'This question is not right.' }

/** What everybody would see of a draft, beside what its author sees. */
export async function previewDraft(
  db: Db,
  { actor, now }: { actor: Actor; now: Date },
  charts: Content['charts'],
): Promise<{ preview: Preview; uses: FoundUses[] }> {
  const [own, everybody] = [
    await answerCharts(db, { actor, now }, charts),
    await answerCharts(db, { actor: ANONYMOUS, now }, charts),
  ]
  const preview = charts.map(({ question }, index) => {
    const [mine, theirs] = [own[index], everybody[index]]
    const { nl, en } = theirs?.obstacle ?? {}
    return {
      question,
      refusal: nl !== undefined && en !== undefined ? { nl, en } : null,
      differs: textOf(mine) !== textOf(theirs),
      answer: theirs?.answer ?? null,
    }
  })
  return { preview: { charts: preview }, uses: usesOf([...own, ...everybody]) }
}

const textOf = (found: ChartAnswer | undefined): string =>
  found?.answer ? sealJson(found.answer).sha256 : ''

/** Whose data is in answers. */
export const usesOf = (found: readonly ChartAnswer[]): FoundUses[] =>
  found.flatMap((each) => (each.answer ? each.uses : []))

/** What publishing keeps of the charts of a version, before it is sealed: all of it of one moment. */
export type Answered = {
  at: Date
  answers: readonly Sealed[]
  /** For each answer the sensors of residents with which it must be able to go. */
  residents: SeenLevel[][]
  indicators: FrozenIndicator[]
  uses: FoundUses[]
}

/**
 * Answers the questions of charts as everybody may see them. Nothing is locked meanwhile; record the uses before the answers are given.
 * @returns with `obstacles` what stands in the way
 */
export function answerForEverybody(
  db: Db,
  at: Date,
  charts: Content['charts'],
): Promise<Answered | { obstacles: Obstacle[] }> {
  // One snapshot for all statements: charts beside each other do not contradict each other.
  const snapshot = db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only')
  return snapshot.execute(async (transaction) => {
    const found = await answerCharts(transaction, { actor: ANONYMOUS, now: at }, charts)
    const answers = found.flatMap((each) => (each.answer ? [each.answer] : []))
    const sealed = answers.map(sealJson)
    const obstacles = [...found.flatMap(({ obstacle }) => obstacle ?? []), ...refuseLarge(sealed)]
    if (obstacles.length > 0) return { obstacles }
    return {
      at,
      answers: sealed,
      residents: await listResidents(transaction, at, answers),
      indicators: await freezeIndicators(transaction, answers),
      uses: usesOf(found),
    }
  })
}

/** What is kept of a version when it is published, with its steering check. */
export function freeze(
  { content, id, slug, version, basedOn }: Pick<Stored, 'id' | 'slug' | 'version' | 'basedOn' | 'content'>,
  { at, answers, residents, indicators }: Answered,
  { software, steeringCheck }: { software: Software; steeringCheck: Sealed },
): Frozen {
  // By id: the slug of another has words of its title, which must be able to go.
  const analysis = { id, slug, version, basedOn: basedOn && { id: basedOn.id, version: basedOn.version } }
  const evidence = sealEvidence({ analysis, at, software, content, answers, indicators, steeringCheck })
  return { content, evidence, answers, residents, steeringCheck, subjects: subjectsOf(content) }
}

/** A mean of fewer stations than this is not far from telling what one of them measured. */
const FEW = 5

/** For each answer the sensors of residents with which it must be able to go. Figures of indicators have groups of their own. */
async function listResidents(db: Db, now: Date, answers: readonly Answer[]): Promise<SeenLevel[][]> {
  const found: SeenLevel[][] = []
  for (const answer of answers) {
    const { what, against, where, by } = answer.question
    const asked = [
      ...(what.kind === 'property' ? [{ property: what.key, places: placesOfFew(answer) }] : []),
      // The answer does not say how many stations that is of.
      ...(against ? [{ property: against.key, places: by ? [by] : where }] : []),
    ]
    const ids: number[] = []
    for (const each of asked) ids.push(...(await listResidentsAt(db, { actor: ANONYMOUS, now, ...each })))
    found.push(await listSeenLevels(db, { actor: ANONYMOUS, now, ids: [...new Set(ids)] }))
  }
  return found
}

/** Charts of which each row says of how many stations it is. */
const COUNTING: readonly ChartKind[] = ['lines', 'calendar', 'compare']

/** The places of which some value is of few stations, or may be: at any step, however many measured in the whole period. */
export function placesOfFew({
  question: { chart, where },
  columns,
  rows,
}: Pick<Answer, 'question' | 'columns' | 'rows'>): Place[] {
  if (!COUNTING.includes(chart)) return where
  const [series, value, n] = ['series', 'value', 'n'].map((name) => columns.indexOf(name))
  const few = new Set(
    rows.flatMap((row) =>
      row[value ?? -1] !== null && Number(row[n ?? -1]) < FEW ? [row[series ?? -1]] : [],
    ),
  )
  return where.filter((place) => few.has(writePlace(place)))
}

/** The definitions of the indicators in answers, as everybody may see them. */
export async function freezeIndicators(
  db: Db,
  answers: readonly Pick<Answer, 'what' | 'lines'>[],
): Promise<FrozenIndicator[]> {
  const frozen = new Map<string, FrozenIndicator>()
  for (const key of new Set(answers.flatMap(indicatorsIn))) {
    const indicator = await findIndicator(db, key, [])
    if (indicator) frozen.set(indicator.id, freezeIndicator(indicator, definitionOf(indicator)))
  }
  return [...frozen.values()].sort((left, right) => (left.slug < right.slug ? -1 : 1))
}

function refuseLarge(answers: readonly Sealed[]): Obstacle[] {
  const together = answers.reduce((sum, { bytes }) => sum + bytes, 0)
  const each = answers.flatMap(({ bytes }, index) =>
    bytes <= MOST_BYTES
      ? []
      : [
          {
            pointer: `/charts/${index}/question`,
            nl: 'Deze grafiek heeft te veel waarden om te bewaren. Kies een grotere stap, een kortere periode of minder plekken.',
            en: 'This chart has too many values to keep. Choose a larger step, a shorter period or fewer places.',
          },
        ],
  )
  if (each.length > 0 || together <= MOST_TOGETHER) return each
  return [
    {
      pointer: '/charts',
      nl: 'Deze grafieken hebben samen te veel waarden om te bewaren. Kies bij een paar een grotere stap of een kortere periode.',
      en: 'These charts together have too many values to keep. Choose a larger step or a shorter period for some.',
    },
  ]
}
