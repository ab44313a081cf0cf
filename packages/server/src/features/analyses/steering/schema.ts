import { Type } from 'typebox'
import { OneOf, type Static } from '../../../platform/http/schemas.ts'
import { CheckedClaim, SteeringFinding } from '../../indicators/index.ts'

const CheckedConclusion = Type.Object(
  {
    ...CheckedClaim.properties,
    chart: Type.Integer({ description: 'Which chart it is about, counted from 0' }),
    unit: Type.String(),
    said: OneOf(
      ['written', 'words', 'figures'],
      'Where the conclusion was found: written down to be tried, in the words of the text, or nowhere: then it is what the figures seem to say',
    ),
  },
  { title: 'CheckedConclusion' },
)
export type CheckedConclusion = Static<typeof CheckedConclusion>

export const AnalysisCheck = Type.Object(
  {
    claims: Type.Array(CheckedConclusion, {
      description:
        'Each conclusion, with the outcome of all reasonable choices. None when no chart is of a course or a comparison that everybody may see',
    }),
    findings: Type.Array(SteeringFinding, {
      description: 'What is found in the text, whatever it claims: `respect` of an answer is `text`',
    }),
  },
  {
    title: 'AnalysisCheck',
    description: 'The steering check of an analysis, on what everybody may see',
  },
)
export type AnalysisCheck = Static<typeof AnalysisCheck>
