import { Type } from 'typebox'
import { Id, Moment, OneOf, Page, PageQuery } from '../../../platform/http/schemas.ts'
import { OUTCOME_REASONS } from '../lists.ts'

const ChallengeName = Type.Union(
  [Type.Object({ id: Id, slug: Type.String(), title: Type.String() }), Type.Null()],
  { description: 'Null when it is not public any more' },
)

const OutcomeTold = Type.Object(
  {
    id: Type.String(),
    at: Moment,
    sentence: Type.Object({ nl: Type.String(), en: Type.String() }),
    path: Type.String({ description: 'Of its page on the site, in Dutch' }),
    challenge: ChallengeName,
    reasons: Type.Array(
      OneOf(
        OUTCOME_REASONS,
        'Why you hear it: you follow it; an organisation of yours takes part; your sensor, remark or analysis, or one of your class, is cited',
      ),
    ),
  },
  { title: 'OutcomeTold' },
)
export const OutcomePage = Page(OutcomeTold)
export const OutcomeQuery = Type.Object(PageQuery)

export const Muted = Type.Object(
  { items: Type.Array(Type.Object({ challenge: ChallengeName, challengeId: Id, since: Moment })) },
  { title: 'MutedChallenges' },
)

export const ChallengeIdParams = Type.Object({ challengeId: Id })
