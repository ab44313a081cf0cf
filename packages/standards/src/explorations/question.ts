import type { Bilingual } from '../language/index.ts'

/*
 * A question to measurements and figures: what, where, when and how it is shown, as one value that can be kept, compared and written in an
 * address. The same value always has the same text, and the text restores the value.
 */

/** How an answer is shown. */
export const CHARTS = [
  'lines',
  'compare',
  'day',
  'week',
  'calendar',
  'distribution',
  'scatter',
  'rose',
] as const
export type ChartKind = (typeof CHARTS)[number]

/** What one value stands for: hours are those of UTC, longer steps those of the calendar of the Netherlands. */
export const STEPS = ['hour', 'day', 'week', 'month'] as const
export type Step = (typeof STEPS)[number]

/** What is asked: an observed property by its name or definition, or an indicator by its id or slug. */
export const SUBJECTS = ['property', 'indicator'] as const
export type Subject = { kind: (typeof SUBJECTS)[number]; key: string }

/** Where: one series, or all stations of something. */
export const PLACES = ['all', 'reference', 'area', 'dataset', 'station', 'datastream'] as const
export type Place = { kind: (typeof PLACES)[number]; key: string }

/** A question, in the first version of this form. */
export type Question = {
  version: 1
  chart: ChartKind
  what: Subject
  /** Where, each a series of its own. */
  where: Place[]
  /** The first and the last day, `YYYY-MM-DD`, of the calendar of the Netherlands. */
  from: string
  to: string
  /** Null for an indicator, which has a period of its own. */
  step: Step | null
  /** What the values are set out against: another property, or the direction of the wind. */
  against: Subject | null
  /** Where that is measured; null for the same place as the values. */
  by: Place | null
}

/** The same as texts, as in an address. */
export type QuestionText = {
  chart?: string | undefined
  what?: string | undefined
  where?: readonly string[] | undefined
  from?: string | undefined
  to?: string | undefined
  step?: string | undefined
  against?: string | undefined
  by?: string | undefined
}

/** What each kind of chart can show: the first step is what it takes when none is asked. */
export const CHART_RULES = {
  lines: { steps: ['day', 'hour', 'week', 'month'], places: 8, against: false, indicator: true },
  compare: { steps: ['day', 'hour', 'week', 'month'], places: 8, against: false, indicator: true },
  day: { steps: ['hour'], places: 8, against: false, indicator: false },
  week: { steps: ['hour'], places: 8, against: false, indicator: false },
  calendar: { steps: ['day'], places: 1, against: false, indicator: true },
  distribution: { steps: ['day', 'hour'], places: 4, against: false, indicator: true },
  scatter: { steps: ['day', 'hour'], places: 4, against: true, indicator: false },
  rose: { steps: ['hour'], places: 1, against: true, indicator: false },
} as const satisfies Record<
  ChartKind,
  { steps: readonly Step[]; places: number; against: boolean; indicator: boolean }
>

/** The longest period, in days, by step. */
export const LONGEST_DAYS = { hour: 732, day: 3660, week: 7320, month: 7320 } as const satisfies Record<
  Step,
  number
>

const DAY = 86_400_000
const LONGEST_KEY = 500

/** What is wrong with a question: in which part, and what to do. */
export type QuestionMistake = { pointer: string } & Bilingual

/** A question, or all that is wrong with it. */
export type ReadQuestion =
  | { question: Question; mistakes: [] }
  | { question: undefined; mistakes: QuestionMistake[] }

/** Reads a question. Nothing is repaired: what is not understood is a mistake. */
export function readQuestion(text: QuestionText): ReadQuestion {
  const mistakes: QuestionMistake[] = []
  const refuse = (pointer: string, nl: string, en: string) => {
    mistakes.push({ pointer, nl, en })
    return undefined
  }
  const chart = readOneOf(CHARTS, text.chart ?? 'lines')
  if (!chart)
    refuse('/chart', `Kies een grafiek: ${CHARTS.join(', ')}.`, `Choose a chart: ${CHARTS.join(', ')}.`)
  const what = readSubject(text.what, '/what', refuse)
  const against = text.against === undefined ? null : readSubject(text.against, '/against', refuse)
  const where = (text.where ?? []).map((each, index) => readPlace(each, `/where/${index}`, refuse))
  const by = text.by === undefined ? null : readPlace(text.by, '/by', refuse)
  const from = readDay(text.from, '/from', refuse)
  const to = readDay(text.to, '/to', refuse)
  if (from && to && from > to) {
    refuse(
      '/to',
      'De laatste dag ligt voor de eerste. Draai ze om.',
      'The last day lies before the first. Swap them.',
    )
  }
  const step = chart && what ? readStep(text.step, chart, what, refuse) : null
  if (where.length === 0) {
    refuse('/where', 'Kies waar: bijvoorbeeld where=all.', 'Choose where: for example where=all.')
  }
  if (
    mistakes.length === 0 &&
    chart &&
    what &&
    from &&
    to &&
    against !== undefined &&
    by !== undefined &&
    step !== undefined
  ) {
    const places = where.flatMap((place) => place ?? [])
    const question: Question = { version: 1, chart, what, where: places, from, to, step, against, by }
    mistakes.push(...findContradictions(question))
    if (mistakes.length === 0) return { question, mistakes: [] }
  }
  return { question: undefined, mistakes }
}

type Refuse = (pointer: string, nl: string, en: string) => undefined

function readOneOf<const T extends readonly string[]>(list: T, text: string): T[number] | undefined {
  return list.find((each) => each === text)
}

function readSubject(text: string | undefined, pointer: string, refuse: Refuse): Subject | undefined {
  const found = splitKey(text ?? '')
  const kind = readOneOf(SUBJECTS, found.kind)
  if (kind && found.key !== '' && found.key.length <= LONGEST_KEY) return { kind, key: found.key }
  return refuse(
    pointer,
    'Kies wat: een grootheid, zoals property:temperature, of een indicator, zoals indicator:schone-lucht.',
    'Choose what: a property, such as property:temperature, or an indicator, such as indicator:clean-air.',
  )
}

function readPlace(text: string, pointer: string, refuse: Refuse): Place | undefined {
  const { kind: written, key } = splitKey(text)
  const kind = readOneOf(PLACES, written)
  const whole = kind === 'all' || kind === 'reference'
  const numbered = kind === 'station' || kind === 'datastream'
  const fits = kind && (whole ? text === kind : numbered ? /^[1-9]\d{0,14}$/.test(key) : key !== '')
  if (fits && key.length <= LONGEST_KEY) return { kind, key }
  return refuse(
    pointer,
    'Kies waar: all, reference, area:<code>, dataset:<naam>, station:<nummer> of datastream:<nummer>.',
    'Choose where: all, reference, area:<code>, dataset:<name>, station:<number> or datastream:<number>.',
  )
}

function splitKey(text: string): { kind: string; key: string } {
  const at = text.indexOf(':')
  return at < 0 ? { kind: text, key: '' } : { kind: text.slice(0, at), key: text.slice(at + 1) }
}

function readDay(text: string | undefined, pointer: string, refuse: Refuse): string | undefined {
  const moment = /^(19|20|21)\d{2}-\d{2}-\d{2}$/.test(text ?? '')
    ? Date.parse(`${text}T00:00:00Z`)
    : Number.NaN
  if (text && !Number.isNaN(moment) && new Date(moment).toISOString().startsWith(text)) return text
  return refuse(pointer, 'Geef een dag, zoals 2026-03-01.', 'Give a day, such as 2026-03-01.')
}

function readStep(
  text: string | undefined,
  chart: ChartKind,
  what: Subject,
  refuse: Refuse,
): Step | null | undefined {
  if (what.kind === 'indicator') {
    if (text === undefined) return null
    return refuse(
      '/step',
      'Een indicator heeft een eigen periode. Laat step weg.',
      'An indicator has a period of its own. Leave out step.',
    )
  }
  const { steps } = CHART_RULES[chart]
  const step = readOneOf(steps, text ?? steps[0])
  const list = steps.join(', ')
  return step ?? refuse('/step', `Bij deze grafiek kan: ${list}.`, `With this chart you can choose: ${list}.`)
}

/** What in a question contradicts itself. */
function findContradictions(question: Question): QuestionMistake[] {
  const { chart, what, where, from, to, step, against, by } = question
  const rules = CHART_RULES[chart]
  const found: QuestionMistake[] = []
  const add = (pointer: string, nl: string, en: string) => found.push({ pointer, nl, en })
  if (new Set(where.map(writePlace)).size < where.length) {
    add('/where', 'Een plek staat er twee keer. Haal er één weg.', 'A place is there twice. Take one away.')
  }
  if (where.length > rules.places) {
    const [nl, en] =
      rules.places === 1
        ? ['past één plek', 'one place']
        : [`passen ${rules.places} plekken`, `${rules.places} places`]
    add(
      '/where',
      `In deze grafiek ${nl}. Haal er weg, of kies een andere grafiek.`,
      `This chart holds ${en}. Take some away, or choose another chart.`,
    )
  }
  if (what.kind === 'indicator') {
    if (!rules.indicator) {
      add(
        '/chart',
        'Deze grafiek kan alleen met een grootheid.',
        'This chart is possible with a property only.',
      )
    }
    if (where.some(({ kind }) => kind !== 'area')) {
      add(
        '/where',
        'Een indicator is er per gebied. Kies gebieden.',
        'An indicator is per area. Choose areas.',
      )
    }
  }
  if (rules.against && (against === null || against.kind === 'indicator')) {
    add('/against', 'Kies een tweede grootheid.', 'Choose a second property.')
  }
  if (!rules.against && (against !== null || by !== null)) {
    add(
      '/against',
      'Deze grafiek toont één ding. Laat against en by weg.',
      'This chart shows one thing. Leave out against and by.',
    )
  }
  const days = (Date.parse(to) - Date.parse(from)) / DAY + 1
  const most = LONGEST_DAYS[step ?? 'month']
  if (days > most) {
    add(
      '/from',
      `De periode is te lang: hoogstens ${most} dagen. Kies een kortere periode of een grotere stap.`,
      `The period is too long: ${most} days at most. Choose a shorter period or a larger step.`,
    )
  }
  return found
}

/** A subject as a text: `property:temperature`. */
export const writeSubject = ({ kind, key }: Subject): string => `${kind}:${key}`

/** A place as a text: `area:BU1`, or `all`. */
export const writePlace = ({ kind, key }: Place): string => (key === '' ? kind : `${kind}:${key}`)

/** The one way to write a question in an address: what follows the question mark. */
export function writeQuestion(question: Question): string {
  const { chart, what, where, from, to, step, against, by } = question
  const pairs: [name: string, value: string][] = [
    ['chart', chart],
    ['what', writeSubject(what)],
    ...(against ? [named('against', writeSubject(against))] : []),
    ...(by ? [named('by', writePlace(by))] : []),
    ...where.map((place) => named('where', writePlace(place))),
    ['from', from],
    ['to', to],
    ...(step ? [named('step', step)] : []),
  ]
  return new URLSearchParams(pairs).toString().replaceAll('%3A', ':')
}

const named = (name: string, value: string): [string, string] => [name, value]

/** The texts of a question in an address. An empty field of a form was not filled in. */
export function textOfQuery(query: URLSearchParams): QuestionText {
  const one = (name: string) => query.get(name) || undefined
  return {
    chart: one('chart'),
    what: one('what'),
    where: query.getAll('where').filter(Boolean),
    from: one('from'),
    to: one('to'),
    step: one('step'),
    against: one('against'),
    by: one('by'),
  }
}
