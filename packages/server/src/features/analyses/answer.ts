/** Answers a question for somebody: what they may see, and whose data is in it. */
import type { Place, Question } from '@samenspel/standards/explorations'
import type { Actor } from '../../platform/actor.ts'
import { organisationsOf } from '../../platform/actor.ts'
import type { Db } from '../../platform/database/connect.ts'
import { type InputMistake, namedNotFound, Problem } from '../../platform/errors.ts'
import { refuseUnknown } from '../../platform/http/named.ts'
import { findNamedAreas, listAreasByCodes } from '../areas/index.ts'
import { listSources } from '../catalogue/index.ts'
import { findIndicator, listFigures, listIndicators, MOST_FIGURES } from '../indicators/index.ts'
import {
  type FoundUses,
  findNamedNumbers,
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
  const unnamed = (places: PlacesFound, asked: readonly Place[]) =>
    asked.filter((_, index) => places.places[index]?.name == null)
  await refuseMissing(db, asking, question, {
    subject: found.title === null ? { pointer: '/what', key: what.key } : undefined,
    places: unnamed(found, where),
  })
  const besidePlaces = by ? where.map(() => by) : where
  const beside = against && (await read(against.key, besidePlaces, question.chart === 'rose'))
  if (beside && against) {
    refuseTooMany(beside)
    await refuseMissing(db, asking, question, {
      subject: beside.title === null ? { pointer: '/against', key: against.key } : undefined,
      places: by ? unnamed(beside, [by]) : [],
    })
    if (question.chart === 'rose' && beside.unit !== null && !DEGREES.test(beside.unit))
      throw noDirection(beside.unit)
  }
  const describe = (places: PlacesFound) =>
    describePlaces(question, step, {
      places: where,
      found: places,
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
    sources: await listSources(db, [...found.datasets, ...(beside?.datasets ?? [])]),
  })
  return { answer, uses: [found.uses, beside?.uses ?? null] }
}

/** Units of a direction: degrees of an angle, and not of a temperature. */
const DEGREES = /^(?:°|º|deg|degrees?|graden)$/i

function noDirection(unit: string): Problem {
  const detail = {
    nl: `Een windroos heeft een windrichting nodig, in graden (°); dit is gemeten in ${unit || 'geen eenheid'}. Kies een andere grootheid voor de richting.`,
    en: `A rose needs the direction of the wind, in degrees (°); this is measured in ${unit || 'no unit'}. Choose another property for the direction.`,
  }
  return new Problem('invalid-query', detail, [{ in: 'query', pointer: '/against', detail }])
}

/** Among so many indicators, by title, lines are looked for. */
const MOST_INDICATORS = 500

async function answerWithFigures(db: Db, { actor, now }: Asking, question: Question): Promise<Answered> {
  const indicator = await findIndicator(db, question.what.key, organisationsOf(actor))
  if (!indicator) {
    throw namedNotFound({ nl: 'Deze indicator', en: 'This indicator' }, { in: 'query', pointer: '/what' })
  }
  const { start, end } = withinNow(question, now)
  if (countPeriods(indicator.period, { start, end }) > MOST_FIGURES) throw tooMuch()
  const places: AnswerPlace[] = []
  for (const { key } of question.where) {
    const filter = { indicatorId: indicator.id, area: key, from: new Date(start), to: new Date(end) }
    const figures = await listFigures(db, filter, now)
    places.push(describeFigures(`area:${key}`, figures, indicator.period, { start, end }, now))
  }
  await refuseMissing(db, { actor, now }, question, {
    subject: undefined,
    places: question.where.filter((_, index) => places[index]?.name == null),
  })
  const areas = await listAreasByCodes(
    db,
    question.where.flatMap(({ key }, index) => (places[index]?.name == null ? [key] : [])),
  )
  const nameOf = (key: string) => areas.find(({ code }) => `area:${code}` === key)?.name ?? null
  const { title, unit, lines, period, slug } = indicator
  const answer = composeAnswer(question, {
    what: { ...question.what, title, unit },
    against: null,
    step: period,
    places: places.map((place) => ({ ...place, name: place.name ?? nameOf(place.key) })),
    beside: [],
    lines: question.chart === 'compare' ? [] : lines.map((line) => describeLine(line, period, slug)),
  })
  return { answer, uses: [] }
}

/**
 * For what nothing was found of: that the property and the places are there for the asker. One that is not would be an empty line,
 * as if nothing was measured.
 */
async function refuseMissing(
  db: Db,
  asking: Asking,
  { where, by }: Question,
  { subject, places }: { subject: { pointer: string; key: string } | undefined; places: readonly Place[] },
): Promise<void> {
  const pointerTo = (place: Place) =>
    place === by && !where.includes(place) ? '/by' : `/where/${where.indexOf(place)}`
  const numbers = places.flatMap((place) => {
    const { kind, key } = place
    return kind === 'station' || kind === 'datastream' ? [{ pointer: pointerTo(place), kind, key }] : []
  })
  await refuseUnknown(
    Promise.resolve(subject ? [missingProperty(subject)] : []),
    ...places.flatMap((place) => {
      const pointer = pointerTo(place)
      if (place.kind === 'area') return [findNamedAreas(db, pointer, place.key)]
      if (place.kind === 'dataset') return [findNamedReadable(db, asking, place.key, pointer)]
      return []
    }),
    findNamedNumbers(db, asking, numbers),
  )
}

function missingProperty({ pointer, key }: { pointer: string; key: string }): InputMistake {
  const detail = {
    nl: `‘${key}’ wordt hier niet gemeten, of u mag het niet zien. Kies iets wat wel gemeten wordt.`,
    en: `‘${key}’ is not measured here, or you may not see it. Choose something that is measured.`,
  }
  return { in: 'query', pointer, detail }
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
