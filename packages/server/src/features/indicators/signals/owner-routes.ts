import { Type } from 'typebox'
import { type Actor, hasRole, organisationsOf, type Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { Id, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findMember, listOrganisationsByIds, listPersonNames } from '../../parties/index.ts'
import { Signal } from '../schema.ts'
import { EDITORS, foreignIndicator, missingIndicator } from '../steps.ts'
import { findIndicator, lockIndicator, readIndicator } from '../store/indicators.ts'
import { findSignal } from '../store/signals.ts'
import { askerOf } from './asker.ts'
import { describeSignal } from './describe.ts'
import {
  type Chosen,
  findIndicatorOwner,
  findOwnerOfSignal,
  lockSignal,
  storeIndicatorOwner,
  storeSignalOwner,
} from './owner-store.ts'
import { NewOwner, Owner } from './schema.ts'
import { tellSignal } from './tell.ts'

/** Who may hand over signals: those who define indicators, and those who decide. */
export const OWNERS = [...EDITORS, 'decision-maker', 'clerk'] as const satisfies readonly Role[]

const tags = ['signals']
const Key = Type.Object({ key: Type.String({ maxLength: 200, description: 'Id or slug' }) })

/** The routes with which it is chosen who answers for signals. */
export function addOwnerRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/indicators/:key/signal-owner',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Read who answers for the signals of an indicator',
        operationId: 'getSignalOwner',
        tags,
        params: Key,
        response: { 200: Owner, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, actor }) => {
      const indicator = await findIndicator(db, params.key, organisationsOf(actor))
      if (!indicator) throw missingIndicator()
      if (!hasRole(actor, EDITORS, indicator.ownerId)) throw foreignIndicator()
      return tellOwner(db, actor, await findIndicatorOwner(db, indicator.id))
    },
  )

  typed(http).put(
    '/api/v1/indicators/:key/signal-owner',
    {
      config: { access: EDITORS },
      schema: {
        summary: 'Choose who answers for the signals of an indicator',
        description: 'Of signals that were handed over, those to whom they were keep answering.',
        operationId: 'setSignalOwner',
        tags,
        params: Key,
        body: NewOwner,
        response: { 200: Owner, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) =>
      db.transaction().execute(async (transaction) => {
        const indicator = await lockOwn(transaction, actor, params.key)
        await storeIndicatorOwner(
          transaction,
          indicator.id,
          await choose(transaction, actor, body, indicator.ownerId),
        )
        return tellOwner(transaction, actor, await findIndicatorOwner(transaction, indicator.id))
      }),
  )

  typed(http).put(
    '/api/v1/signals/:id/owner',
    {
      config: { access: OWNERS },
      schema: {
        summary: 'Hand over a signal',
        description: 'By the owner of the indicator, or the organisation that answers for the signal now.',
        operationId: 'handOverSignal',
        tags,
        params: Type.Object({ id: Id }),
        body: NewOwner,
        response: { 200: Signal, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) =>
      db.transaction().execute(async (transaction) => {
        const asker = askerOf(actor)
        await lockSignal(transaction, id)
        const found = await findSignal(transaction, id, asker)
        if (!found) throw notFound({ nl: 'Dit signaal', en: 'This signal' })
        const indicator = await readIndicator(transaction, found.indicatorId)
        if (!indicator) throw missingIndicator()
        const may = [indicator.ownerId, found.owner.organisationId].some((each) =>
          hasRole(actor, OWNERS, each),
        )
        if (!may) throw foreignSignal()
        const chosen = await choose(transaction, actor, body, found.owner.organisationId)
        if (!isSame(chosen, await findOwnerOfSignal(transaction, id))) {
          await storeSignalOwner(transaction, id, chosen, clock())
          await tellSignal(transaction, id, 'handed-over')
        }
        const changed = await findSignal(transaction, id, asker)
        if (!changed) throw notFound({ nl: 'Dit signaal', en: 'This signal' })
        return { ...changed, sentence: describeSignal(changed) }
      }),
  )
}

async function lockOwn(transaction: Db, actor: Actor, key: string) {
  const found = await lockIndicator(transaction, key)
  if (!found) throw missingIndicator()
  if (!hasRole(actor, EDITORS, found.ownerId)) throw found.published ? foreignIndicator() : missingIndicator()
  return found
}

/** @throws Problem invalid-request when the organisation does not exist, or the person has no role in it */
async function choose(
  db: Db,
  actor: Actor,
  { organisationId, role, email }: NewOwner,
  fallback: string,
): Promise<Chosen> {
  const chosen = organisationId ?? fallback
  const [organisation] = await listOrganisationsByIds(db, [chosen])
  if (!organisation) {
    throw wrong('/organisationId', {
      nl: 'Deze organisatie bestaat niet.',
      en: 'This organisation does not exist.',
    })
  }
  if (email === undefined) return { organisationId: chosen, role: role ?? 'policy-officer', personId: null }
  // Who works at another organisation is not for others to find out, nor to send mail to.
  if (!organisationsOf(actor).includes(chosen)) {
    throw wrong('/email', {
      nl: `U werkt niet voor ${organisation.name}. Kies een rol; die organisatie wijst zelf iemand aan.`,
      en: `You do not work for ${organisation.name}. Choose a role; that organisation chooses a person itself.`,
    })
  }
  const member = await findMember(db, chosen, email)
  if (!member) {
    throw wrong('/email', {
      nl: `Niemand met dit e-mailadres heeft een rol bij ${organisation.name}. Vraag de beheerder daarvan om die te geven.`,
      en: `Nobody with this e-mail address has a role in ${organisation.name}. Ask its administrator to give one.`,
    })
  }
  // The function is what everybody sees of who answers for it.
  return { organisationId: chosen, role: role ?? member.role, personId: member.personId }
}

function isSame(chosen: Chosen, now: Chosen | undefined): boolean {
  return (
    chosen.organisationId === now?.organisationId &&
    chosen.role === now.role &&
    chosen.personId === now.personId
  )
}

async function tellOwner(db: Db, actor: Actor, chosen: Chosen | undefined): Promise<Owner> {
  if (!chosen) throw missingIndicator()
  const { organisationId, role, personId } = chosen
  const [organisation] = await listOrganisationsByIds(db, [organisationId])
  const { organisations, personId: me, roles } = askerOf(actor)
  const names = personId === null ? undefined : await listPersonNames(db, [personId])
  const isMember = organisations.includes(organisationId)
  const isMine =
    personId !== null
      ? personId === me
      : role !== null
        ? roles.includes(`${organisationId} ${role}`)
        : isMember
  return {
    organisationId,
    organisationName: organisation?.name ?? '',
    role,
    personName: (isMember && personId !== null && names?.get(personId)) || null,
    isMine,
  }
}

function wrong(pointer: string, detail: { nl: string; en: string }): Problem {
  return new Problem('invalid-request', detail, [{ in: 'body', pointer, detail }])
}

function foreignSignal(): Problem {
  return new Problem('not-allowed', {
    nl: 'Een andere organisatie gaat over dit signaal. Alleen die kan het overdragen.',
    en: 'Another organisation answers for this signal. Only that one can hand it over.',
  })
}
