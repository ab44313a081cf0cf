import { describe, expect, it } from 'vitest'
import { foldTimeline, makeTimeline, type Told } from './timeline.ts'

const NOTHING: Told = {
  challenge: { createdAt: '2026-01-05T10:00:00Z' },
  agreements: [],
  measured: null,
  analyses: [],
  signals: [],
  decisions: [],
  interventions: [],
  evaluations: [],
}

const INTERVENTION: Told['interventions'][number] = {
  slug: 'bomen',
  title: 'Bomen',
  state: 'running',
  start: '2026-03-20',
  end: '2026-09-01',
  startedOn: '2026-03-20',
  endedOn: null,
  outcome: null,
  stalled: false,
  plans: [
    { number: 1, sha256: 'x', registeredAt: '2026-03-10T09:00:00Z', reason: '', beforehand: true },
    { number: 2, sha256: 'x', registeredAt: '2026-03-15T09:00:00Z', reason: 'x', beforehand: true },
  ],
  milestones: [
    { id: '1', title: 'Alle bomen staan', plannedOn: null, reachedOn: '2026-04-15', inPlan: true },
    { id: '2', title: 'Nog niet', plannedOn: '2026-05-01', reachedOn: null, inPlan: true },
  ],
}
const DECISION: Told['decisions'][number] = {
  slug: 'besluit',
  title: 'Besluit',
  decidedOn: '2026-03-05',
  publishedAt: '2026-03-06T10:00:00Z',
  reviewOn: '2027-09-01',
  standing: 'in-force',
  happened: [],
}
const said = ({ past, ahead }: ReturnType<typeof makeTimeline>) => ({
  past: past.map((each) => `${each.day} ${each.said}`),
  ahead: ahead.map((each) => `${each.day} ${each.said}`),
})

describe('the timeline of a challenge', () => {
  it('has what happened by day, the newest last, and what is planned apart', () => {
    const told = { ...NOTHING, decisions: [DECISION], interventions: [INTERVENTION] }
    expect(said(makeTimeline(told, '2026-05-01'))).toEqual({
      past: [
        '2026-01-05 challenge',
        '2026-03-05 decided',
        '2026-03-10 registered',
        '2026-03-20 started',
        '2026-04-15 milestone',
      ],
      ahead: ['2026-09-01 willEnd', '2027-09-01 review'],
    })
  })

  it('says when a decision was looked at again, reopened or replaced, and what should have been done by now', () => {
    const happened: Told['decisions'][number]['happened'] = [
      { kind: 'reviewed', at: '2026-06-02T10:00:00Z', result: 'to-be-changed' },
      { kind: 'reopened', at: '2026-07-03T22:30:00Z', result: null },
    ]
    const reopened = { ...DECISION, standing: 'reopened' as const, reviewOn: '2026-08-01', happened }
    const pilot = { ...INTERVENTION, stalled: true, plans: [], milestones: [] }
    const told = { ...NOTHING, decisions: [reopened], interventions: [pilot] }
    expect(said(makeTimeline(told, '2026-10-01'))).toEqual({
      past: [
        '2026-01-05 challenge',
        '2026-03-05 decided',
        '2026-03-20 started',
        '2026-06-02 to-be-changed',
        '2026-07-04 reopened',
        '2026-08-01 reviewLate',
        '2026-09-01 stalled',
      ],
      ahead: [],
    })
    const replaced = {
      ...DECISION,
      standing: 'replaced' as const,
      reviewOn: null,
      happened: [{ kind: 'replaced' as const, at: '2026-06-02T10:00:00Z', result: null }],
    }
    expect(said(makeTimeline({ ...NOTHING, decisions: [replaced] }, '2026-10-01')).past).toContain(
      '2026-06-02 replaced',
    )
  })

  it('ends with the answer, the lesson and what follows from it', () => {
    const lesson: NonNullable<Told['evaluations'][number]['lesson']> = {
      verdict: 'scale',
      text: 'Doe het.',
      drawnAt: '2026-04-20T10:00:00Z',
      nextIntervention: null,
      nextChallenge: { slug: 'verder', title: 'Verder' },
    }
    const publishedAt = '2026-04-20T10:00:00Z'
    const evaluation = { slug: 'e', title: 'E', answer: 'indication', publishedAt, lesson } as const
    const { past } = makeTimeline({ ...NOTHING, evaluations: [evaluation] }, '2026-05-01')
    expect(past.slice(1).map((each) => [each.said, each.outcome, each.of?.key])).toEqual([
      ['evaluated', 'indication', 'e'],
      ['learned', 'scale', 'e'],
      ['next', '', 'verder'],
    ])
  })

  it('says nothing of drafts, of what was withdrawn, or that something was registered beforehand when it was not', () => {
    const told = {
      ...NOTHING,
      decisions: [
        { ...DECISION, publishedAt: null },
        { ...DECISION, standing: 'withdrawn' as const, slug: 'weg' },
      ],
      interventions: [
        { ...INTERVENTION, state: 'draft' as const },
        { ...INTERVENTION, state: 'withdrawn' as const },
        { ...INTERVENTION, plans: INTERVENTION.plans.map((plan) => ({ ...plan, beforehand: false })) },
      ],
    }
    const { past, ahead } = said(makeTimeline(told, '2026-05-01'))
    expect(past).toEqual([
      '2026-01-05 challenge',
      '2026-03-05 decided',
      '2026-03-20 started',
      '2026-04-15 milestone',
    ])
    expect(ahead).toEqual(['2026-09-01 willEnd'])
  })

  it('tells signals of one day together, by the day in the Netherlands', () => {
    const sentence = { nl: 'Te warm.', en: 'Too warm.' }
    const signals = ['2026-03-01T23:30:00Z', '2026-03-02T08:00:00Z', '2026-03-03T08:00:00Z'].map(
      (openedAt, index) => ({ id: String(index), openedAt, sentence }),
    )
    const { past } = makeTimeline({ ...NOTHING, signals }, '2026-05-01')
    expect(past.slice(1).map(({ day, count, of }) => [day, count, of?.key])).toEqual([
      ['2026-03-02', 2, '0'],
      ['2026-03-03', 1, '2'],
    ])
  })
})

it('folds what lies between when a timeline is long, and loses nothing', () => {
  expect(foldTimeline([1, 2, 3])).toEqual({ before: [1, 2, 3], between: [], after: [] })
  const long = Array.from({ length: 20 }, (_, index) => index)
  const { before, between, after } = foldTimeline(long)
  expect([...before, ...between, ...after]).toEqual(long)
  expect(before.length + after.length).toBeLessThan(10)
})
