import {
  AREA_CHOICES,
  CLAIM_KINDS,
  FINDING_KINDS,
  MEASURES,
  VALUE_CHOICES,
  WINDOW_CHOICES,
} from '@samenspel/standards/steering'
import { Type } from 'typebox'
import { Moment, OneOf, type Static } from '../../../platform/http/schemas.ts'

export const Sentence = Type.Object({ nl: Type.String(), en: Type.String() })

/** In what respect something is claimed; `text`: what is written, whatever it claims. */
export const RESPECTS = ['trend', 'comparison', 'line', 'text'] as const

const answer = {
  respect: OneOf(RESPECTS, 'Of which conclusion: about time, other areas, or a line; or the text itself'),
  finding: OneOf(FINDING_KINDS),
  text: Type.String({
    maxLength: 1000,
    description: 'What its authors say to it; empty takes the answer away',
  }),
}

export const NewSteeringAnswer = Type.Object(answer, { additionalProperties: false })
export type NewSteeringAnswer = Static<typeof NewSteeringAnswer>

export const SteeringAnswer = Type.Object({ ...answer, answeredAt: Moment }, { title: 'SteeringAnswer' })
export type SteeringAnswer = Static<typeof SteeringAnswer>

export const SteeringAnswers = Type.Object({ items: Type.Array(SteeringAnswer) })

export const SteeringFinding = Type.Object(
  {
    kind: OneOf(FINDING_KINDS, 'What misleads'),
    sentence: Sentence,
    answer: Type.Union([SteeringAnswer, Type.Null()], { description: 'What the authors say to it' }),
  },
  { title: 'SteeringFinding' },
)
export type SteeringFinding = Static<typeof SteeringFinding>

const SteeringSpecification = Type.Object(
  {
    from: Moment,
    to: Moment,
    window: OneOf(WINDOW_CHOICES),
    measure: OneOf(MEASURES, '`high` is the 90th percentile'),
    areas: OneOf(AREA_CHOICES),
    values: OneOf(VALUE_CHOICES),
    seasonRemoved: Type.Boolean({ description: 'The yearly pattern is taken out' }),
    chosen: Type.Boolean({ description: 'The choices of the indicator itself' }),
    estimate: Type.Number({
      description:
        'Change over the window of the indicator, difference from other areas, or distance to the line; in its unit',
    }),
    low: Type.Number({ description: 'Lower end of the 95 % interval' }),
    high: Type.Number({ description: 'Upper end of the 95 % interval' }),
    verdict: OneOf(['supports', 'undecided', 'contradicts']),
  },
  { title: 'SteeringSpecification' },
)

export const CheckedClaim = Type.Object(
  {
    kind: OneOf(CLAIM_KINDS),
    respect: OneOf(RESPECTS),
    line: Type.Union([Type.Number(), Type.Null()]),
    conclusion: Type.Object(Sentence.properties, { description: 'What the figures seem to say' }),
    sentence: Type.Object(Sentence.properties, {
      description: 'How many of the reasonable choices support the conclusion',
    }),
    supporting: Type.Integer(),
    contradicting: Type.Integer(),
    total: Type.Integer(),
    findings: Type.Array(SteeringFinding),
    specifications: Type.Array(SteeringSpecification, { description: 'By estimate, the lowest first' }),
  },
  { title: 'CheckedClaim' },
)
export type CheckedClaim = Static<typeof CheckedClaim>

export const SteeringCheck = Type.Object(
  {
    areaCode: Type.String(),
    areaName: Type.String(),
    unit: Type.String(),
    claims: Type.Array(CheckedClaim),
    findings: Type.Array(SteeringFinding, {
      description: 'What is found in the text, whatever it claims: `respect` of an answer is `text`',
    }),
  },
  { title: 'SteeringCheck' },
)
export type SteeringCheck = Static<typeof SteeringCheck>
