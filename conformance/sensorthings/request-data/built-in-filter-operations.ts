import { type Condition, checkConditions } from '../conditions.ts'
import { requirement } from '../requirement.ts'
import { withSeries } from '../series.ts'

/** Table 22, each operator both ways; the result is 10. */
const OPERATORS: readonly Condition[] = [
  ['result eq 10', true],
  ['result eq 10.5', false],
  ['result ne 11', true],
  ['result ne 10', false],
  ['result gt 9', true],
  ['result gt 10', false],
  ["result gt '9'", true],
  ['result ge 10', true],
  ['result ge 10.1', false],
  ['result lt 11', true],
  ['result lt 10', false],
  ['result le 10', true],
  ['result le 9', false],
  ['result le 10 and result ge 10', true],
  ['result le 10 and result ge 11', false],
  ['result gt 20 or result le 10', true],
  ['result gt 20 or result lt 10', false],
  ['not (result eq 11)', true],
  ['not (result eq 10)', false],
  ["not startswith(Datastream/name,'Conformance')", false],
  ['result add 5 eq 15', true],
  ['result sub 5 eq 5', true],
  ['result mul 2 eq 20', true],
  ['result div 4 eq 2.5', true],
  ['result mod 3 eq 1', true],
  ['(result sub 5) mul 2 eq 10', true],
  ['result sub 5 mul 2 eq 0', true],
  ['result eq 1 and result eq 2 or result eq 10', true],
  ['result eq 1 and (result eq 2 or result eq 10)', false],
]

export default requirement(
  'request-data/built-in-filter-operations',
  'Every operator of Table 22 works, with the precedence of OData.',
  async (service) => {
    await withSeries(service, [10], async (_, observations) => {
      await checkConditions(service, observations, OPERATORS)
    })
  },
)
