/** What may be in an analysis, and what it takes to publish one, decided from values alone. */
import {
  type Place,
  type Question,
  readQuestion,
  textOfQuery,
  writePlace,
  writeQuestion,
} from '@samenspel/standards/explorations'
import type { Actor } from '../../../platform/actor.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import type { Content, NewAnalysis } from './schema.ts'

/** Something that stands in the way, and where in the text it is. */
export type Obstacle = { pointer: string } & Bilingual

/** Who writes an analysis. */
export type Author = { kind: 'person' | 'pupil'; id: string }

/** As whom somebody writes; undefined for who cannot. */
export function authorOf(actor: Actor): Author | undefined {
  if (actor.kind === 'pupil') return { kind: 'pupil', id: actor.pupilId }
  return actor.kind === 'person' ? { kind: 'person', id: actor.personId } : undefined
}

/** The text of a new draft: what was given, and the rest empty. */
export function startContent({ byline: _, ...given }: NewAnalysis): Content {
  const empty = { question: '', why: '', method: '', charts: [], conclusion: '', doubts: '', claim: null }
  return { ...empty, ...given }
}

/** The question of a chart; undefined when it cannot be read. */
export function questionOf(text: string): Question | undefined {
  return readQuestion(textOfQuery(new URLSearchParams(text))).question
}

/** The text with the questions of its charts written in the one way. Call it when `checkContent` finds nothing. */
export function inOneWay(content: Content): Content {
  const charts = content.charts.map((chart) => {
    const question = questionOf(chart.question)
    return question ? { ...chart, question: writeQuestion(question) } : chart
  })
  return { ...content, charts }
}

/** What is wrong with a text, also as a draft. */
export function checkContent(content: Content): Obstacle[] {
  const { charts, claim } = content
  const unread = charts.flatMap(({ question }, index) =>
    readQuestion(textOfQuery(new URLSearchParams(question))).mistakes.map(
      ({ pointer, nl, en }): Obstacle => ({
        pointer: `/charts/${index}/question`,
        nl: `Deze vraag klopt niet (${pointer.slice(1)}). ${nl}`,
        en: `This question is not right (${pointer.slice(1)}). ${en}`,
      }),
    ),
  )
  return [...findTurned(content), ...unread, ...(claim ? checkClaim(claim, charts) : [])]
}

/** What turns the direction of reading: a text would be read otherwise than it is frozen. */
const TURNING = /[\u202A-\u202E\u2066-\u2069]/

function findTurned({ question, why, method, conclusion, doubts, charts }: Content): Obstacle[] {
  const texts = { question, why, method, conclusion, doubts }
  return [
    ...Object.entries(texts).map(([name, text]) => [`/${name}`, text] as const),
    ...charts.map(({ caption }, index) => [`/charts/${index}/caption`, caption] as const),
  ].flatMap(([pointer, text]) => (TURNING.test(text) ? [{ pointer, ...TURNED }] : []))
}

const TURNED: Bilingual = {
  nl: 'Hierin staan tekens die niemand ziet en die de leesrichting omdraaien. Typ de tekst opnieuw.',
  en: 'This has characters that nobody sees and that turn the direction of reading. Type the text again.',
}

function checkClaim(claim: NonNullable<Content['claim']>, charts: Content['charts']): Obstacle[] {
  const chart = charts[claim.chart]
  if (!chart) {
    return [
      {
        pointer: '/claim/chart',
        nl: 'Deze grafiek is er niet. Kies een grafiek van deze analyse.',
        en: 'This chart is not there. Choose a chart of this analysis.',
      },
    ]
  }
  const found: Obstacle[] = []
  const keys = questionOf(chart.question)?.where.map(writePlace)
  const isUnknown = (place: string) => keys !== undefined && !keys.includes(place)
  const unknown = (place: string, pointer: string) => {
    found.push({
      pointer,
      nl: `${place} staat niet in deze grafiek. Kies een plek die erin staat.`,
      en: `${place} is not in this chart. Choose a place that is.`,
    })
  }
  if (claim.place !== undefined && isUnknown(claim.place)) unknown(claim.place, '/claim/place')
  for (const [index, place] of (claim.places ?? []).entries()) {
    if (isUnknown(place)) unknown(place, `/claim/places/${index}`)
  }
  if ((claim.kind === 'higher' || claim.kind === 'lower') && claim.place === undefined) {
    found.push({
      pointer: '/claim/place',
      nl: 'Kies welke plek hoger of lager is dan de andere.',
      en: 'Choose which place is higher or lower than the others.',
    })
  }
  if ((claim.kind === 'above' || claim.kind === 'below') && claim.line === undefined) {
    found.push({
      pointer: '/claim/line',
      nl: 'Vul in boven of onder welke waarde.',
      en: 'Fill in above or below which value.',
    })
  }
  return found
}

/** Everything that is still missing before a text may be published; empty when nothing is. */
export function obstaclesToPublication(
  content: Content,
  { version, changes }: { version: number; changes: string },
): Obstacle[] {
  const missing = NEEDED.filter(({ pointer }) => String(content[pointer]).trim() === '')
  return [
    ...checkContent(content),
    ...missing.map(({ pointer, nl, en }) => ({ pointer: `/${pointer}`, nl, en })),
    ...(content.charts.length > 0 ? [] : [NO_CHART]),
    ...(version === 1 || changes.trim() !== '' ? [] : [NO_CHANGES]),
  ]
}

const NEEDED = [
  {
    pointer: 'question',
    nl: 'De vraag ontbreekt. Schrijf op wat u wilde weten.',
    en: 'The question is missing. Write down what you wanted to know.',
  },
  {
    pointer: 'method',
    nl: 'De manier van werken ontbreekt. Schrijf op wat u hebt vergeleken, en waarom zo.',
    en: 'The method is missing. Write down what you compared, and why so.',
  },
  {
    pointer: 'conclusion',
    nl: 'De conclusie ontbreekt. Schrijf op wat u eruit opmaakt.',
    en: 'The conclusion is missing. Write down what you make of it.',
  },
  {
    pointer: 'doubts',
    nl: 'De twijfels ontbreken. Schrijf op wat er anders kan zijn, of wat u niet weet.',
    en: 'The doubts are missing. Write down what may be otherwise, or what you do not know.',
  },
] as const satisfies readonly ({ pointer: keyof Content } & Bilingual)[]

const NO_CHART: Obstacle = {
  pointer: '/charts',
  nl: 'Er is nog geen grafiek. Voeg er een toe uit Verken: zonder cijfers kan niemand de conclusie nagaan.',
  en: 'There is no chart yet. Add one from Explore: without figures nobody can check the conclusion.',
}

const NO_CHANGES: Obstacle = {
  pointer: '/changes',
  nl: 'Schrijf op wat er nieuw is in deze versie. Lezers van de vorige zien dat.',
  en: 'Write down what is new in this version. Readers of the one before see that.',
}

/** What the charts are about, as texts to find an analysis by: `area:BU1`, `indicator:schone-lucht`, `property:temperature`. */
export function subjectsOf({ charts }: Pick<Content, 'charts'>): string[] {
  const found = charts.flatMap(({ question: text }) => {
    const question = questionOf(text)
    if (!question) return []
    const { what, against, where, by } = question
    const places: Place[] = [...where, ...(by ? [by] : [])]
    return [
      ...[what, ...(against ? [against] : [])].map(({ kind, key }) => `${kind}:${key}`),
      ...places.filter(({ kind }) => kind !== 'all' && kind !== 'reference').map(writePlace),
    ]
  })
  return [...new Set(found)].sort()
}
