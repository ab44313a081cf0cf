import { Type } from 'typebox'
import { type Actor, hasRole, membershipsOf, type Role } from '../../../platform/actor.ts'
import { calendarDay } from '../../../platform/clock.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { Id, OneOf, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { writeDay } from '../../../platform/written-day.ts'
import { listOrganisationsByIds } from '../../parties/index.ts'
import { Signal } from '../schema.ts'
import { findSignal } from '../store/signals.ts'
import { askerOf } from './asker.ts'
import { describeSignal } from './describe.ts'
import { OWNERS } from './owner-routes.ts'
import { lockSignal } from './owner-store.ts'
import { KindTerm, NewKindTerm, NewTerm, SIGNAL_KINDS } from './schema.ts'
import { insertKindTerm, insertPostponement, listKindTerms } from './term-store.ts'

const tags = ['signals']
const KindTerms = Type.Object({ items: Type.Array(KindTerm) })
const OrganisationId = Type.Object({ organisationId: Id })

/** The routes with which it is chosen until when signals may wait for a decision. */
export function addTermRoutes(http: Http, { db, clock }: Platform): void {
  const app = typed(http)

  app.get(
    '/api/v1/signal-terms/:organisationId',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Read how many days signals of each kind may wait for a decision of an organisation',
        operationId: 'listSignalTerms',
        tags,
        params: OrganisationId,
        response: { 200: KindTerms, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { organisationId } }) => {
      const [organisation] = await listOrganisationsByIds(db, [organisationId])
      if (!organisation) throw notFound({ nl: 'Deze organisatie', en: 'This organisation' })
      return { items: await listKindTerms(db, organisationId) }
    },
  )

  app.put(
    '/api/v1/signal-terms/:organisationId/:kind',
    {
      config: { access: OWNERS },
      schema: {
        summary: 'Choose how many days signals of a kind may wait for a decision of your organisation',
        description: 'For what is noticed from now on. The reason is public.',
        operationId: 'setSignalTerm',
        tags,
        params: Type.Object({ organisationId: Id, kind: OneOf(SIGNAL_KINDS) }),
        body: NewKindTerm,
        response: { 200: KindTerms, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { organisationId, kind }, body, actor }) => {
      const role = roleAt(actor, organisationId)
      if (role === undefined) {
        throw new Problem('not-allowed', {
          nl: 'Alleen de organisatie zelf kiest hoelang haar signalen mogen wachten.',
          en: 'Only the organisation itself chooses how long its signals may wait.',
        })
      }
      await insertKindTerm(db, { organisationId, kind, role, ...body }, clock())
      return { items: await listKindTerms(db, organisationId) }
    },
  )

  app.put(
    '/api/v1/signals/:id/term',
    {
      config: { access: OWNERS },
      schema: {
        summary: 'Choose another day until which a signal may wait for a decision',
        description: 'By the organisation that answers for it, with a reason that everyone can read.',
        operationId: 'postponeSignal',
        tags,
        params: Type.Object({ id: Id }),
        body: NewTerm,
        response: { 200: Signal, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body: { dueOn, reason }, actor }) => {
      const now = clock()
      const asker = askerOf(actor)
      return db.transaction().execute(async (transaction) => {
        await lockSignal(transaction, id)
        const found = await findSignal(transaction, id, asker)
        if (!found) throw notFound({ nl: 'Dit signaal', en: 'This signal' })
        const role = roleAt(actor, found.owner.organisationId)
        if (role === undefined) {
          throw new Problem('not-allowed', {
            nl: 'Een andere organisatie gaat over dit signaal. Alleen die kan de termijn veranderen.',
            en: 'Another organisation answers for this signal. Only that one can change its term.',
          })
        }
        if (found.state !== 'open') {
          throw new Problem('conflict', {
            nl: 'Dit signaal wacht niet meer op een besluit, dus het heeft geen termijn meer.',
            en: 'This signal no longer waits for a decision, so it has no term any more.',
          })
        }
        const today = calendarDay(now)
        if (dueOn < today) {
          const detail = {
            nl: `${writeDay(dueOn).nl} is al voorbij. Kies vandaag of een latere dag.`,
            en: `${writeDay(dueOn).en} has passed. Choose today or a later day.`,
          }
          throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/dueOn', detail }])
        }
        await insertPostponement(transaction, { signalId: id, dueOn, reason, role }, now)
        const changed = await findSignal(transaction, id, asker)
        if (!changed) throw notFound({ nl: 'Dit signaal', en: 'This signal' })
        return { ...changed, sentence: describeSignal(changed) }
      })
    },
  )
}

/** In which function the actor chooses it: the first of those that may. */
function roleAt(actor: Actor, organisationId: string): Role | undefined {
  if (!hasRole(actor, OWNERS, organisationId)) return undefined
  const own = membershipsOf(actor).filter((each) => each.organisationId === organisationId)
  return OWNERS.find((role) => own.some((each) => each.role === role))
}
