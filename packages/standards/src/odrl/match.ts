import { type Context, judgeConstraint } from './constraints.ts'
import type { Action, Iri, Member } from './model.ts'
import { allHold, anyHolds, climb } from './operators.ts'
import type { ConstraintReport, MatchReport, Problem, Truth } from './report.ts'
import { isIncludedIn } from './vocabulary.ts'

interface Match {
  readonly holds: Truth
  readonly problems: readonly Problem[]
  readonly refinementReports: readonly ConstraintReport[]
}

/**
 * Is what is asked one of the actions, or included in one, with its refinements? No report when the rule names none.
 * ODRL Formal Semantics, “Semantics of Permissions”: the class of actions.
 */
export function matchActions(actions: readonly Action[], context: Context): MatchReport[] {
  const asked = context.request.action
  const match = ({ iri, refinements }: Action): Match => {
    const isIncluded = isIncludedIn(asked, iri, context.vocabulary)
    const refinementReports = refinements.map((part) => judgeConstraint(part, context, 'elsewhere'))
    const unknown = [iri, asked].find((action) => !context.vocabulary.actions.has(action))
    return {
      holds: allHold([truthOf(isIncluded), ...refinementReports.map(({ holds }) => holds)]),
      problems: unknown === undefined ? [] : [{ code: 'unknown-action', subject: unknown }],
      refinementReports,
    }
  }
  return reportMatches('ActionReport', actions.map(match))
}

/**
 * Is what is asked about one of the members, or in one that is a collection, with its refinements? No report when the rule names
 * none. A collection of which nobody knows a member is unknown.
 */
export function matchMembers(
  type: 'TargetReport' | 'PartyReport',
  members: readonly Member[],
  asked: Iri,
  context: Context,
): MatchReport[] {
  const { partOf } = context.world
  const collections = climb(asked, partOf).found
  const match = ({ iri, isCollection, refinements }: Member): Match => {
    const isIn = collections.has(iri)
    const isUnknown = isCollection && !isIn && ![...partOf.values()].some((above) => above.includes(iri))
    const refinementReports = refinements.map((part) => judgeConstraint(part, context, 'elsewhere', asked))
    return {
      holds: allHold([
        isUnknown ? 'undecided' : truthOf(isIn),
        ...refinementReports.map(({ holds }) => holds),
      ]),
      problems: isUnknown ? [{ code: 'unknown-collection', subject: iri }] : [],
      refinementReports,
    }
  }
  return reportMatches(type, members.map(match))
}

function reportMatches(type: MatchReport['type'], matches: readonly Match[]): MatchReport[] {
  if (matches.length === 0) return []
  const holds = anyHolds(matches.map((match) => match.holds))
  return [
    {
      type,
      satisfactionState: holds === 'yes' ? 'Satisfied' : 'Unsatisfied',
      holds,
      problems: matches.flatMap(({ problems }) => problems),
      refinementReports: matches.flatMap(({ refinementReports }) => refinementReports),
    },
  ]
}

function truthOf(value: boolean | undefined): Truth {
  if (value === undefined) return 'undecided'
  return value ? 'yes' : 'no'
}
