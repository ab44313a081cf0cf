/** Answers a question for somebody: what they may see, and whose data is in it. */
import type { Place, Question } from '@samenspel/standards/explorations'
import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { notFound, Problem } from '../../platform/errors.ts'
import { refuseUnknown } from '../../platform/http/named.ts'
import { findNamedAreas } from '../areas/index.ts'
import { findIndicator, listFigures, listIndicators, MOST_FIGURES } from '../indicators/index.ts'
import {
  type FoundUses,
  findNamedReadable,
  MOST_READ,
  type PlacesFound,
  readPlaces,
} from '../measurements/index.ts'
import {
  type AnswerPlace,
  composeAnswer,
  countPeriods,
  describeFigures,
  describeLine,
  describePlaces,
  linesFor,
  withinNow,
} from './rules.ts'
import type { Answer } from './schema.ts'

/** Who asks, and when. */
export type Asking = { actor: Actor; now: Date }

/** An answer, and whose measurements are in it: record that before giving it (`uses` of measurements). */
export type Answered = { answer: Answer; uses: FoundUses[] }

/**
 * Answers a question as far as the asker may see. Each property is read in one statement; give a transaction when several answers must be of
 * the same moment.
 * @throws Problem not-found or not-allowed when it names what is not there for them, invalid-query when it asks too much
 */
export function answerQuestion(db: Db, asking: Asking, question: Question): Promise<Answered> {
  return question.what.kind === 'indicator'
    ? answerWithFigures(db, asking, question)
    : answerWithMeasurements(db, asking, question)
}

async function answerWithMeasurements(db: Db, asking: Asking, question: Question): Promise<Answered> {
  const { what, against, where, by } = question
  const step = question.step ?? 'day'
  const read = (property: string, places: readonly Place[], isDirection: boolean) =>
    readPlaces(db, {
      ...asking,
      property,
      isDirection,
      places,
      step,
      within: withinNow(question, asking.now),
      withMeans: question.chart === 'compare',
      without: [],
    })
  const found = await read(what.key, where, false)
  refuseTooMany(found)
  if (found.places.every(({ name }) => name === null)) await refuseUnknownPlaces(db, asking, where)
  const besidePlaces = by ? where.map(() => by) : where
  const beside = against && (await read(against.key, besidePlaces, question.chart === 'rose'))
  if (beside) refuseTooMany(beside)
  const describe = (places: PlacesFound) =>
    describePlaces(question, step, {
      places: where,
      found: places,
      within: withinNow(question, asking.now),
      now: asking.now,
    })
  const indicators = await listIndicators(db, {
    organisations: [],
    challengeId: undefined,
    after: undefined,
    limit: MOST_INDICATORS,
  })
  const answer = composeAnswer(question, {
    what: { ...what, title: found.title, unit: found.unit },
    against: against && beside ? { ...against, title: beside.title, unit: beside.unit } : null,
    step,
    places: describe(found),
    beside: beside ? describe(beside) : [],
    lines: linesFor(question, found.unit, indicators),
  })
  return { answer, uses: [found.uses, beside?.uses ?? null] }
}

/** Among so many indicators, by title, lines are looked for. */
const MOST_INDICATORS = 500

async function answerWithFigures(db: Db, { actor, now }: Asking, question: Question): Promise<Answered> {
  const indicator = await findIndicator(db, question.what.key, organisationsOf(actor))
  if (!indicator) throw notFound({ nl: 'Deze indicator', en: 'This indicator' })
  const { start, end } = withinNow(question, now)
  if (countPeriods(indicator.period, { start, end }) > MOST_FIGURES) throw tooMuch()
  const places: AnswerPlace[] = []
  for (const { key } of question.where) {
    const filter = { indicatorId: indicator.id, area: key, from: new Date(start), to: new Date(end) }
    const figures = await listFigures(db, filter, now)
    places.push(describeFigures(`area:${key}`, figures, indicator.period, { start, end }))
  }
  if (places.every(({ name }) => name === null)) await refuseUnknownPlaces(db, { actor, now }, question.where)
  const { title, unit, lines, period, slug } = indicator
  const answer = composeAnswer(question, {
    what: { ...question.what, title, unit },
    against: null,
    step: period,
    places,
    beside: [],
    lines: question.chart === 'compare' ? [] : lines.map((line) => describeLine(line, period, slug)),
  })
  return { answer, uses: [] }
}

/** For an answer in which nothing was found: that the places it names are there for the asker. */
async function refuseUnknownPlaces(db: Db, asking: Asking, where: readonly Place[]): Promise<void> {
  const keysOf = (wanted: Place['kind']) => where.flatMap(({ kind, key }) => (kind === wanted ? [key] : []))
  await refuseUnknown(
    findNamedAreas(db, '/where', keysOf('area')),
    ...keysOf('dataset').map((key) => findNamedReadable(db, asking, key)),
  )
}

function refuseTooMany({ tooMany }: PlacesFound): void {
  if (tooMany) throw tooMuch()
}

function tooMuch(): Problem {
  const detail = {
    nl: `Dit zijn meer dan ${MOST_READ} uren of dagen van meetreeksen bij elkaar. Kies een kortere periode, een grotere stap of minder plekken.`,
    en: `This is more than ${MOST_READ} hours or days of series together. Choose a shorter period, a larger step or fewer places.`,
  }
  return new Problem('invalid-query', detail, [{ in: 'query', pointer: '/from', detail }])
}
