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
 * none. Whether it is in a collection is undecided when nobody knows a member of that, or in which collections the asked lies.
 */
export function matchMembers(
  type: 'TargetReport' | 'PartyReport',
  members: readonly Member[],
  asked: Iri,
  context: Context,
): MatchReport[] {
  const { partOf } = context.world
  const { found, unknown } = climb(asked, partOf)
  const match = ({ iri, isCollection, refinements }: Member): Match => {
    const hasMembers = [...partOf.values()].some((collections) => collections.includes(iri))
    const problems: Problem[] = []
    if (!found.has(iri) && (isCollection || hasMembers)) {
      const [term] = unknown
      if (!hasMembers) problems.push({ code: 'unknown-collection', subject: iri })
      else if (term !== undefined) problems.push({ code: 'unknown-term', subject: term })
    }
    const refinementReports = refinements.map((part) => judgeConstraint(part, context, 'elsewhere', asked))
    const isMember = problems.length > 0 ? undefined : found.has(iri)
    return {
      holds: allHold([truthOf(isMember), ...refinementReports.map(({ holds }) => holds)]),
      problems,
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
