/** Answers the questions of an analysis as everybody may see them, and makes the evidence of it. */
import { type Actor, ANONYMOUS } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { Problem } from '../../../platform/errors.ts'
import type { Software } from '../../../platform/software.ts'
import { definitionOf, findIndicator } from '../../indicators/index.ts'
import { type FoundUses, listResidentsAt } from '../../measurements/index.ts'
import { answerQuestion } from '../answer.ts'
import type { Answer } from '../schema.ts'
import {
  type FrozenIndicator,
  freezeIndicator,
  indicatorsIn,
  type Sealed,
  seal,
  sealEvidence,
} from './evidence.ts'
import { type Obstacle, questionOf, subjectsOf } from './rules.ts'
import type { Content, Preview } from './schema.ts'
import type { Frozen, Stored } from './store.ts'

/** The most that is kept of one answer. */
const MOST_BYTES = 2_000_000

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

const textOf = (found: ChartAnswer | undefined): string => (found?.answer ? seal(found.answer).sha256 : '')

/** Whose data is in answers. */
export const usesOf = (found: readonly ChartAnswer[]): FoundUses[] =>
  found.flatMap((each) => (each.answer ? each.uses : []))

/** What is kept of a version when it is published, or what stands in the way. */
export async function freeze(
  db: Db,
  { now, software, steeringCheck }: { now: Date; software: Software; steeringCheck: Sealed },
  draft: Pick<Stored, 'id' | 'slug' | 'version' | 'basedOn' | 'content'>,
): Promise<{ frozen: Frozen; uses: FoundUses[] } | { obstacles: Obstacle[] }> {
  const { content, id, slug, version, basedOn } = draft
  const found = await answerCharts(db, { actor: ANONYMOUS, now }, content.charts)
  const answers = found.flatMap((each) => (each.answer ? [each.answer] : []))
  const sealed = answers.map(seal)
  const obstacles = [...found.flatMap(({ obstacle }) => obstacle ?? []), ...refuseLarge(sealed)]
  if (obstacles.length > 0) return { obstacles }
  const residents = await listResidents(db, now, answers)
  const evidence = sealEvidence({
    analysis: { id, slug, version, basedOn: basedOn && { slug: basedOn.slug, version: basedOn.version } },
    at: now,
    software,
    content,
    answers: sealed,
    indicators: await freezeIndicators(db, answers),
    steeringCheck,
  })
  const subjects = subjectsOf(content)
  const frozen = { content, evidence, answers: sealed, residents, steeringCheck, subjects }
  return { frozen, uses: usesOf(found) }
}

/** A mean of fewer stations than this is not far from telling what one of them measured. */
const FEW = 5

/** For each answer the sensors of residents that few others stand beside. Figures of indicators have groups of their own. */
async function listResidents(db: Db, now: Date, answers: readonly Answer[]): Promise<number[][]> {
  const found: number[][] = []
  for (const { question, series } of answers) {
    const { what, against, where, by } = question
    const few = where.filter((_, index) => (series[index]?.stations ?? 0) < FEW)
    const asked = [
      ...(what.kind === 'property' ? [{ property: what.key, places: few }] : []),
      ...(against ? [{ property: against.key, places: by ? [by] : few }] : []),
    ]
    const ids: number[] = []
    for (const each of asked) ids.push(...(await listResidentsAt(db, { actor: ANONYMOUS, now, ...each })))
    found.push([...new Set(ids)])
  }
  return found
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
  return answers.flatMap(({ bytes }, index) =>
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
}
