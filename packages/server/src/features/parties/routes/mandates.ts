import { Type } from 'typebox'
import { type Actor, hasRole, type Role } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { hasSqlstate, violatedConstraint } from '../../../platform/database/sqlstate.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { explainEmpty } from '../../../platform/http/named.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { refuseStale } from '../../../platform/http/revision.ts'
import { Day, Id, OneOf, Page, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { findNamedOrganisation } from '../named.ts'
import { judgeMandateFields } from '../rules/mandates.ts'
import { MANDATE_FIELDS, Mandate, MandateBody, MandatePatch } from '../schema.ts'
import { createMandate, findMandate, listMandates, updateMandate } from '../store/mandates.ts'
import { refuse } from './refuse.ts'

const tags = ['parties']
const params = Type.Object({ id: Id })
const KEEPERS: readonly Role[] = ['administrator', 'clerk']

/** The mandate register: public to read, kept by the administrators and clerks of each organisation. */
export function addMandateRoutes(http: Http, { db, clock }: Platform): void {
  typed(http).get(
    '/api/v1/mandates',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List mandates by function',
        tags,
        operationId: 'listMandates',
        querystring: Type.Object({
          ...PageQuery,
          organisationId: Type.Optional(Id),
          field: Type.Optional(OneOf(MANDATE_FIELDS, 'Mandates that cover this field')),
          validOn: Type.Optional(Day),
        }),
        response: { 200: Page(Mandate), ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { cursor, pageSize = 50, ...filter } }) => {
      const rows = await listMandates(db, filter, decodeCursor(cursor, 2), pageSize)
      await explainEmpty(rows, () => [findNamedOrganisation(db, '/organisationId', filter.organisationId)])
      return toPage(rows, pageSize, (mandate) => [mandate.function, mandate.id])
    },
  )

  typed(http).get(
    '/api/v1/mandates/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a mandate',
        tags,
        operationId: 'getMandate',
        params,
        response: { 200: Mandate, ...PROBLEM_RESPONSES },
      },
    },
    ({ params: { id } }) => getMandate(db, id),
  )

  typed(http).post(
    '/api/v1/mandates',
    {
      config: { access: KEEPERS },
      schema: {
        summary: 'Add a mandate to the register',
        tags,
        operationId: 'createMandate',
        body: MandateBody,
        response: { 201: Mandate, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      refuseOthers(actor, body.organisationId)
      refuse(judgeMandateFields(body))
      const id = await explainHolder(() => createMandate(db, body))
      return reply
        .code(201)
        .header('location', `/api/v1/mandates/${id}`)
        .send(await getMandate(db, id))
    },
  )

  typed(http).patch(
    '/api/v1/mandates/:id',
    {
      config: { access: KEEPERS },
      schema: {
        summary: 'Change or end a mandate',
        tags,
        operationId: 'updateMandate',
        params,
        body: MandatePatch,
        response: { 200: Mandate, ...PROBLEM_RESPONSES },
      },
    },
    ({ params: { id }, body, actor }) =>
      db.transaction().execute(async (transaction) => {
        const mandate = await getMandate(transaction, id, 'lock')
        refuseOthers(actor, mandate.organisationId)
        refuseStale(MandatePatch, mandate, body.revision)
        const changed = { ...mandate, ...body }
        refuse(judgeMandateFields(changed))
        await explainHolder(() => updateMandate(transaction, id, changed, clock()))
        return getMandate(transaction, id)
      }),
  )
}

async function getMandate(db: Db, id: string, lock?: 'lock'): Promise<Mandate> {
  const mandate = await findMandate(db, id, lock)
  if (!mandate) throw notFound({ nl: 'Dit mandaat', en: 'This mandate' })
  return mandate
}

function refuseOthers(actor: Actor, organisationId: string) {
  if (hasRole(actor, KEEPERS, organisationId)) return
  throw new Problem('not-allowed', {
    nl: 'Alleen een beheerder of griffier van deze organisatie mag haar mandaten vastleggen.',
    en: 'Only an administrator or clerk of this organisation may record its mandates.',
  })
}

async function explainHolder<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!hasSqlstate(error, 'foreignKeyViolation') || !PEOPLE.has(violatedConstraint(error) ?? '')) {
      throw error
    }
    const detail = {
      nl: 'Dit is geen bekend persoon. Kies een lid van de organisatie, of laat het veld leeg.',
      en: 'This is not a known person. Choose a member of the organisation, or leave it empty.',
    }
    const pointer = PEOPLE.get(violatedConstraint(error) ?? '') ?? ''
    throw new Problem('invalid-request', detail, [{ in: 'body', pointer, detail }])
  }
}

/** The fields that name people, by the constraint that they must exist. */
const PEOPLE: ReadonlyMap<string, string> = new Map([
  ['mandate_holder_person_id_fkey', '/holderPersonId'],
  ['mandate_deputy_person_id_fkey', '/deputy/personId'],
])
