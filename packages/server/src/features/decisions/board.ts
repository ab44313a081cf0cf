/** The public board: which decisions and signals wait for somebody, and how long signals waited. */
import { Type } from 'typebox'
import { ROLES } from '../../platform/actor.ts'
import { calendarDay } from '../../platform/clock.ts'
import { Day, Id, Moment, NullableDay, OneOf, PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { listOverdueSignals, listWaiting } from '../indicators/index.ts'
import { listOnBoard } from './board-store.ts'

const orNull = <T extends Type.TSchema>(schema: T, description?: string) =>
  Type.Union([schema, Type.Null()], description ? { description } : {})

const BoardDecision = Type.Object(
  {
    slug: Type.String(),
    title: Type.String(),
    organisationName: Type.String(),
    function: orNull(Type.String(), 'The function that took it'),
    reviewOn: NullableDay,
    since: Moment,
  },
  { title: 'BoardDecision' },
)

const BoardSignal = Type.Object(
  {
    id: Id,
    indicatorTitle: Type.String(),
    areaName: Type.String(),
    sentence: Type.Object({ nl: Type.String(), en: Type.String() }),
    dueOn: Day,
    organisationName: Type.String(),
    role: orNull(OneOf(ROLES), 'The function that answers for it; persons are not named'),
  },
  { title: 'BoardSignal' },
)

const BoardBody = Type.Object(
  {
    organisationId: Id,
    organisationName: Type.String(),
    role: orNull(OneOf(ROLES), 'The function that answers; null: the whole organisation'),
    waiting: Type.Integer({ description: 'Open signals without a decision' }),
    overdue: Type.Integer({ description: 'Of these, those past their term' }),
    decided: Type.Integer({ description: 'Signals that were decided on in the last year' }),
    missed: Type.Integer({
      description:
        'Signals that were over by themselves in the last year after their term, without a decision',
    }),
    medianDays: Type.Number({
      description:
        'Days of the calendar that all these waited: until the decision, until they were over, or until now',
    }),
    longestDays: Type.Number(),
  },
  { title: 'BoardBody' },
)

const Board = Type.Object(
  {
    day: Day,
    open: Type.Array(BoardDecision, { description: 'Options that can be debated before the choice' }),
    due: Type.Array(BoardDecision, { description: 'To be looked at again within the next month' }),
    overdue: Type.Array(BoardDecision, { description: 'Of which the review day is past' }),
    reopened: Type.Array(BoardDecision),
    toBeChanged: Type.Array(BoardDecision),
    overdueSignals: Type.Array(BoardSignal, { description: 'Undecided after their term, the oldest first' }),
    bodies: Type.Array(BoardBody),
  },
  { title: 'DecisionBoard' },
)

const DAY = 86_400_000

export function addBoardRoute(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/decision-board',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read which decisions and signals wait for somebody, and how long signals waited for whom',
        operationId: 'getDecisionBoard',
        tags: ['decisions'],
        response: { 200: Board, ...PROBLEM_RESPONSES },
      },
    },
    async () => {
      const now = clock()
      const today = calendarDay(now)
      const soon = calendarDay(new Date(now.getTime() + 30 * DAY))
      const rows = await listOnBoard(db, { soon, today })
      const of = (what: string) => rows.filter((row) => row.what === what).map(({ what: _, ...row }) => row)
      return {
        day: today,
        open: of('open'),
        due: of('due'),
        overdue: of('overdue'),
        reopened: of('reopened'),
        toBeChanged: of('to-be-changed'),
        overdueSignals: await listOverdueSignals(db, today),
        bodies: await listWaiting(db, { now, today, since: new Date(now.getTime() - 365 * DAY) }),
      }
    },
  )
}
