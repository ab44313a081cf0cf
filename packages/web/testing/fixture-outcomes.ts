import type { DecisionOutcome, OutcomeTold } from '../app/outcomes/api.ts'
import type { Messages } from '../app/signals-api.ts'
import { challenges } from './fixture-data.ts'
import { decisions } from './fixture-decisions.ts'
import { evaluations, lessons } from './fixture-evaluations.ts'

const [evaluation] = evaluations
const [lesson] = lessons
const [decision] = decisions
const [challenge] = challenges
if (!evaluation || !lesson || !decision || !challenge) throw new Error('The fixture has one of each.')

/** What was done by the decision of the fixture, and whether it worked. */
export const outcomes: DecisionOutcome[] = [
  {
    decisionId: decision.id,
    id: evaluation.interventionId,
    slug: 'bomen-oude-haven',
    title: 'Bomen in Oude Haven',
    kind: 'measure',
    state: 'running',
    startedOn: '2025-08-01',
    endedOn: null,
    stalled: false,
    evaluations: [
      {
        id: evaluation.id,
        slug: evaluation.slug,
        title: evaluation.title,
        answer: 'indication',
        sentence: lesson.evaluation.sentence,
        publishedAt: lesson.evaluation.publishedAt,
        lesson: {
          verdict: lesson.verdict,
          text: lesson.text,
          drawnAt: lesson.drawnAt,
          nextChallenge: null,
          nextIntervention: lesson.nextIntervention,
        },
      },
    ],
  },
]

const ofChallenge = { id: challenge.id, slug: challenge.slug, title: challenge.title }

/** What the resident of the fixture was told. */
export const myOutcomes: OutcomeTold[] = [
  {
    id: '2',
    at: '2026-08-12T10:00:00Z',
    sentence: {
      nl: 'Er is gemeten of het hielp: “Werd het koeler door de bomen?”. Er is een aanwijzing.',
      en: 'It was measured whether it worked: “Werd het koeler door de bomen?”. There is an indication.',
    },
    path: `/evaluaties/${evaluation.slug}`,
    challenge: ofChallenge,
    reasons: ['follows', 'hosts-sensor'],
  },
  {
    id: '1',
    at: '2026-06-12T10:00:00Z',
    sentence: {
      nl: 'Er is een besluit genomen: “Schaduw in Oude Haven”.',
      en: 'A decision was taken: “Schaduw in Oude Haven”.',
    },
    path: `/besluiten/${decision.slug}`,
    challenge: ofChallenge,
    reasons: ['hosts-sensor'],
  },
]

export const messages: Messages = { language: 'nl', rhythm: 'week', active: true, subjects: [] }
