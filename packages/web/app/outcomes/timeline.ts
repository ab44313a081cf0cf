import type { AgreementSummary, Challenge, DecisionSummary, Signal } from '../api.ts'
import type { Intervention } from '../interventions/api.ts'
import type { Step } from '../loop.ts'
import type { OutcomeEvaluation } from './api.ts'

/** What is said of something that happened, by its key in the catalogue. */
export type Said =
  | 'challenge'
  | 'agreement'
  | 'measuring'
  | 'measuringAtLeast'
  | 'analysis'
  | 'signal'
  | 'decided'
  | 'reopened'
  | 'kept'
  | 'to-be-changed'
  | 'replaced'
  | 'withdrawn'
  | 'registered'
  | 'started'
  | 'milestone'
  | 'finished'
  | 'scaled'
  | 'stopped'
  | 'evaluated'
  | 'learned'
  | 'next'
  | 'review'
  | 'reviewLate'
  | 'willStart'
  | 'willEnd'
  | 'stalled'

type PageKind =
  | 'agreement'
  | 'indicator'
  | 'analysis'
  | 'signal'
  | 'decision'
  | 'intervention'
  | 'evaluation'
  | 'lesson'
  | 'challenge'

/** Something on the timeline of a challenge: when, what, and of which page. */
export type Happening = {
  /** YYYY-MM-DD, in the Netherlands. */
  day: string
  step: Step
  said: Said
  /** What it is called; null when the sentence says all. */
  name: { nl: string; en: string } | null
  /** What kind of page it is on, with what leads to it; null when it has none. */
  of: { kind: PageKind; key: string } | null
  /** The answer of an evaluation or the verdict of a lesson; empty for all else. */
  outcome: string
  /** Of how many things of one day it tells; 1 when of itself only. */
  count: number
}

/** What a timeline is made of. */
export type Told = {
  challenge: Pick<Challenge, 'createdAt'>
  agreements: Pick<AgreementSummary, 'slug' | 'title' | 'validFrom' | 'state'>[]
  /** The first figure that is known, and whether there may be earlier ones. */
  measured: { day: string; slug: string; title: string; atLeast: boolean } | null
  analyses: { slug: string; title: string; publishedAt: string | null }[]
  signals: Pick<Signal, 'id' | 'openedAt' | 'sentence'>[]
  decisions: Pick<
    DecisionSummary,
    'slug' | 'title' | 'decidedOn' | 'publishedAt' | 'reviewOn' | 'standing' | 'happened'
  >[]
  interventions: Pick<
    Intervention,
    | 'slug'
    | 'title'
    | 'state'
    | 'start'
    | 'end'
    | 'startedOn'
    | 'endedOn'
    | 'outcome'
    | 'stalled'
    | 'plans'
    | 'milestones'
  >[]
  evaluations: Pick<OutcomeEvaluation, 'slug' | 'title' | 'answer' | 'publishedAt' | 'lesson'>[]
}

const ORDER: readonly Step[] = [
  'challenge',
  'agreement',
  'measurement',
  'insight',
  'signal',
  'decision',
  'intervention',
  'effect',
  'lesson',
]

/** The day in the Netherlands of a moment. */
export function dayIn(moment: string): string {
  return DUTCH_DAY.format(new Date(moment))
}

const DUTCH_DAY = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' })

const same = (name: string) => ({ nl: name, en: name })

/**
 * The loop of a challenge as one list by day, the newest last, and what is planned after today.
 * @param today YYYY-MM-DD
 */
export function makeTimeline(told: Told, today: string): { past: Happening[]; ahead: Happening[] } {
  const all = [
    happening(dayIn(told.challenge.createdAt), 'challenge', 'challenge'),
    ...told.agreements.flatMap(tellAgreement),
    ...(told.measured ? [tellMeasured(told.measured)] : []),
    ...told.analyses.flatMap(({ slug, title, publishedAt }) =>
      publishedAt === null
        ? []
        : [
            happening(
              dayIn(publishedAt),
              'insight',
              'analysis',
              { kind: 'analysis', key: slug },
              same(title),
            ),
          ],
    ),
    ...tellSignals(told.signals),
    ...told.decisions.flatMap((decision) => tellDecision(decision, today)),
    ...told.interventions.flatMap(tellIntervention),
    ...told.evaluations.flatMap(tellEvaluation),
  ].toSorted((a, b) => a.day.localeCompare(b.day) || ORDER.indexOf(a.step) - ORDER.indexOf(b.step))
  return {
    past: all.filter(({ day, said }) => day <= today && !PLANNED.has(said)),
    ahead: all.filter(({ day, said }) => day > today || (PLANNED.has(said) && day >= today)),
  }
}

/** What is only said as long as it did not happen. */
const PLANNED: ReadonlySet<Said> = new Set(['review', 'willStart', 'willEnd'])

function happening(
  day: string,
  step: Step,
  said: Said,
  of: Happening['of'] = null,
  name: Happening['name'] = null,
): Happening {
  return { day, step, said, of, name, outcome: '', count: 1 }
}

function tellAgreement({ slug, title, validFrom, state }: Told['agreements'][number]): Happening[] {
  if (validFrom === null || state === 'draft' || state === 'offered') return []
  return [
    happening(dayIn(validFrom), 'agreement', 'agreement', { kind: 'agreement', key: slug }, same(title)),
  ]
}

function tellMeasured({ day, slug, title, atLeast }: NonNullable<Told['measured']>): Happening {
  const said = atLeast ? 'measuringAtLeast' : 'measuring'
  return happening(day, 'measurement', said, { kind: 'indicator', key: slug }, same(title))
}

/** Signals of one day are told together. */
function tellSignals(signals: Told['signals']): Happening[] {
  const days = new Map<string, Happening>()
  for (const { id, openedAt, sentence } of signals.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt))) {
    const day = dayIn(openedAt)
    const known = days.get(day)
    if (known) known.count += 1
    else days.set(day, happening(day, 'signal', 'signal', { kind: 'signal', key: id }, sentence))
  }
  return [...days.values()]
}

/** When it was taken and what became of it; a review that should have been done is told on the day that it was due. */
function tellDecision(decision: Told['decisions'][number], today: string): Happening[] {
  const { slug, title, decidedOn, publishedAt, reviewOn, standing, happened } = decision
  if (publishedAt === null) return []
  const of = { kind: 'decision', key: slug } as const
  const isOver = standing === 'withdrawn' || standing === 'replaced'
  return [
    happening(decidedOn ?? dayIn(publishedAt), 'decision', 'decided', of, same(title)),
    ...happened.flatMap(({ kind, at, result }) =>
      kind === 'opened'
        ? []
        : [
            happening(
              dayIn(at),
              'decision',
              kind === 'reviewed' ? (result ?? 'kept') : kind,
              of,
              same(title),
            ),
          ],
    ),
    ...(reviewOn === null || isOver
      ? []
      : [happening(reviewOn, 'decision', reviewOn < today ? 'reviewLate' : 'review', of, same(title))]),
  ]
}

function tellIntervention(intervention: Told['interventions'][number]): Happening[] {
  const { slug, title, state, start, end, startedOn, endedOn, outcome, stalled, plans, milestones } =
    intervention
  if (state === 'draft' || state === 'withdrawn') return []
  const of = { kind: 'intervention', key: slug } as const
  const say = (day: string | null, said: Said, name = title) =>
    day === null ? [] : [happening(day, 'intervention', said, of, same(name))]
  const first = plans.toSorted((a, b) => a.number - b.number)[0]
  return [
    ...say(first?.beforehand ? dayIn(first.registeredAt) : null, 'registered'),
    ...say(startedOn, 'started'),
    ...say(startedOn === null ? start : null, 'willStart'),
    ...milestones.flatMap(({ reachedOn, title: reached }) => say(reachedOn, 'milestone', reached)),
    ...say(endedOn, outcome ?? 'finished'),
    ...say(endedOn === null && startedOn !== null ? end : null, stalled ? 'stalled' : 'willEnd'),
  ]
}

/** Whether it worked, what was learned of it, and what follows: the next turn of the loop. */
function tellEvaluation({
  slug,
  title,
  answer,
  publishedAt,
  lesson,
}: Told['evaluations'][number]): Happening[] {
  const of = { kind: 'evaluation', key: slug } as const
  const measured = {
    ...happening(dayIn(publishedAt), 'effect', 'evaluated', of, same(title)),
    outcome: answer,
  }
  if (!lesson) return [measured]
  const { verdict, drawnAt, nextChallenge, nextIntervention } = lesson
  const day = dayIn(drawnAt)
  const next = (kind: 'challenge' | 'intervention', what: { slug: string; title: string } | null) =>
    what ? [happening(day, 'lesson', 'next', { kind, key: what.slug }, same(what.title))] : []
  return [
    measured,
    {
      ...happening(day, 'lesson', 'learned', { kind: 'lesson', key: slug }, same(title)),
      outcome: verdict,
    },
    ...next('challenge', nextChallenge),
    ...next('intervention', nextIntervention),
  ]
}

/** Parts of a timeline that is longer than `most`: its beginning and its newest, with what lies between to be opened. */
export function foldTimeline<T>(
  past: readonly T[],
  most = 9,
): { before: readonly T[]; between: readonly T[]; after: readonly T[] } {
  if (past.length <= most) return { before: past, between: [], after: [] }
  const after = Math.min(most - 2, 6)
  return { before: past.slice(0, 2), between: past.slice(2, -after), after: past.slice(-after) }
}
