import { Type } from 'typebox'
import type { Actor } from '../../../platform/actor.ts'
import type { Db } from '../../../platform/database/connect.ts'
import { hasSqlstate, violatedConstraint } from '../../../platform/database/sqlstate.ts'
import { notFound, Problem } from '../../../platform/errors.ts'
import { decodeCursor, toPage } from '../../../platform/http/paging.ts'
import { Id, OneOf, Page, PageQuery, PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { administers, judgeOrganisation, registrarOf } from '../rules/organisations.ts'
import { ORGANISATION_KINDS, Organisation, OrganisationBody, OrganisationPatch } from '../schema.ts'
import { addMember } from '../store/members.ts'
import {
  createOrganisation,
  findOrganisation,
  listOrganisations,
  listOwnMunicipalities,
  type StoredOrganisation,
  updateOrganisation,
} from '../store/organisations.ts'
import { refuse } from './refuse.ts'

const tags = ['parties']
const params = Type.Object({ id: Id })

/** Organisations: public to read, written by administrators. */
export function addOrganisationRoutes(http: Http, { db }: Platform): void {
  typed(http).get(
    '/api/v1/organisations',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List organisations by name',
        tags,
        operationId: 'listOrganisations',
        querystring: Type.Object({
          ...PageQuery,
          kind: Type.Optional(OneOf(ORGANISATION_KINDS)),
          q: Type.Optional(Type.String({ maxLength: 100, description: 'Part of the name' })),
        }),
        response: { 200: Page(Organisation), ...PROBLEM_RESPONSES },
      },
    },
    async ({ query: { kind, q, cursor, pageSize = 50 } }) => {
      const rows = await listOrganisations(db, { kind, q }, decodeCursor(cursor, 2), pageSize)
      return toPage(rows, pageSize, ({ name, id }) => [name, id])
    },
  )

  typed(http).get(
    '/api/v1/organisations/:id',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get an organisation',
        tags,
        operationId: 'getOrganisation',
        params,
        response: { 200: Organisation, ...PROBLEM_RESPONSES },
      },
    },
    ({ params: { id } }) => getOrganisation(db, id),
  )

  typed(http).post(
    '/api/v1/organisations',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'Register an organisation',
        description: 'A person who registers one becomes its first administrator.',
        tags,
        operationId: 'createOrganisation',
        body: OrganisationBody,
        response: { 201: Organisation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      refuse(judgeOrganisation(body))
      if (body.tooi) await refuseTooi(db, actor)
      if (body.parentId) await refuseParent(db, actor, body.parentId)
      const made = await explainConflicts(() =>
        db.transaction().execute(async (transaction) => {
          const id = await createOrganisation(transaction, { ...body, registeredBy: registrarOf(actor) })
          if (actor.kind === 'person') {
            await addMember(transaction, actor.personId, { organisationId: id, role: 'administrator' })
          }
          return getOrganisation(transaction, id)
        }),
      )
      return reply.code(201).header('location', `/api/v1/organisations/${made.id}`).send(made)
    },
  )

  typed(http).patch(
    '/api/v1/organisations/:id',
    {
      config: { access: ['administrator'] },
      schema: {
        summary: 'Change an organisation',
        tags,
        operationId: 'updateOrganisation',
        params,
        body: OrganisationPatch,
        response: { 200: Organisation, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params: { id }, body, actor }) => {
      const organisation = await getAdministered(db, actor, id)
      refuse(judgeOrganisation({ ...organisation, ...body }))
      if (body.tooi && body.tooi !== organisation.tooi) await refuseTooi(db, actor)
      if (body.parentId && body.parentId !== organisation.parentId) {
        await refuseParent(db, actor, body.parentId)
      }
      await explainConflicts(() => updateOrganisation(db, id, body))
      return getOrganisation(db, id)
    },
  )
}

async function getOrganisation(db: Db, id: string): Promise<StoredOrganisation> {
  const organisation = await findOrganisation(db, id)
  if (!organisation) throw notFound({ nl: 'Deze organisatie', en: 'This organisation' })
  return organisation
}

/**
 * The organisation, when the actor administers it.
 * @throws Problem not-found or not-allowed
 */
export async function getAdministered(db: Db, actor: Actor, id: string): Promise<StoredOrganisation> {
  const organisation = await getOrganisation(db, id)
  if (administers(actor, organisation)) return organisation
  throw new Problem('not-allowed', {
    nl: `U bent geen beheerder van ${organisation.name}. Vraag het een beheerder van die organisatie.`,
    en: `You are not an administrator of ${organisation.name}. Ask an administrator of that organisation.`,
  })
}

async function runsPlatform(db: Db, actor: Actor): Promise<boolean> {
  return (await listOwnMunicipalities(db, actor, ['administrator'])) === 'all'
}

/** Who is part of an organisation is seen as speaking for it: that organisation agrees by doing it, or who runs the platform does. */
async function refuseParent(db: Db, actor: Actor, parentId: string): Promise<void> {
  const parent = await findOrganisation(db, parentId)
  // That there is none is said when it is stored.
  if (!parent || administers(actor, parent) || (await runsPlatform(db, actor))) return
  throw new Problem('not-allowed', {
    nl: `Alleen een beheerder van ${parent.name} kan daar een organisatie onder zetten. Vraag het daar, of bij de beheerder van het platform.`,
    en: `Only an administrator of ${parent.name} can make an organisation part of it. Ask there, or the administrator of the platform.`,
  })
}

/** An identifier gives rights, such as to the borders of a municipality: who runs the platform checks it. */
async function refuseTooi(db: Db, actor: Actor): Promise<void> {
  if (await runsPlatform(db, actor)) return
  throw new Problem('not-allowed', {
    nl: 'De TOOI-code legt de beheerder van het platform vast. Laat het veld leeg en vraag het daar aan.',
    en: 'The TOOI identifier is recorded by the administrator of the platform. Leave it empty and ask there.',
  })
}

async function explainConflicts<T>(write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (hasSqlstate(error, 'uniqueViolation') && violatedConstraint(error) === 'organisation_tooi_key') {
      const detail = {
        nl: 'Er is al een organisatie met deze TOOI-code. Zoek die op in de lijst van organisaties.',
        en: 'There already is an organisation with this TOOI identifier. Look it up in the list of organisations.',
      }
      throw new Problem('conflict', detail, [{ in: 'body', pointer: '/tooi', detail }])
    }
    if (hasSqlstate(error, 'foreignKeyViolation')) {
      const detail = {
        nl: 'De organisatie waar deze onder valt, bestaat niet. Kies er een uit de lijst van organisaties.',
        en: 'The organisation that this one is part of does not exist. Choose one from the list of organisations.',
      }
      throw new Problem('invalid-request', detail, [{ in: 'body', pointer: '/parentId', detail }])
    }
    throw error
  }
}
