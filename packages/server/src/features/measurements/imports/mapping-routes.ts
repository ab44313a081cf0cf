import { readColumnMapping } from '@samenspel/standards/tabular'
import { Type } from 'typebox'
import { type Actor, hasRole, organisationsOf } from '../../../platform/actor.ts'
import { namedNotFound, Problem } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { notWriter, onlyOrganisation, WRITERS } from '../writers.ts'
import { findMapping, missingMapping, refuseMapping } from './mappings.ts'
import { ChangedMapping, MappingKey, NewMapping, StoredMapping } from './schema.ts'
import { deleteMapping, insertMapping, listMappings, replaceMapping } from './store.ts'

const tags = ['measurements']
const config = { access: WRITERS }
const params = Type.Object({ id: MappingKey })

/**
 * Adds the column mappings: storing, replacing and deleting them, and looking at stored and ready ones. An import takes its mapping
 * when it begins, and its report keeps the name; so nothing goes on using a mapping, and it can be deleted at any time.
 */
export function addMappingRoutes(http: Http, platform: Platform): void {
  const { db, clock } = platform

  typed(http).post(
    '/api/v1/import-mappings',
    {
      config,
      schema: {
        summary: 'Store a column mapping for imports',
        tags,
        operationId: 'createImportMapping',
        body: NewMapping,
        response: { 201: StoredMapping, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const read = readColumnMapping(body.mapping)
      if (!read.ok) throw refuseMapping(read.faults)
      const place = { in: 'body', pointer: '/ownerId' } as const
      const ownerId = body.ownerId ?? onlyOrganisation(actor, place)
      if (!organisationsOf(actor).includes(ownerId))
        throw namedNotFound({ nl: 'Deze organisatie', en: 'This organisation' }, place)
      if (!hasRole(actor, WRITERS, ownerId)) throw notWriter()
      const stored = await insertMapping(db, {
        ownerId,
        name: body.name ?? read.mapping.name,
        mapping: read.mapping,
        at: clock(),
      })
      return reply.code(201).header('location', `/api/v1/import-mappings/${stored.id}`).send(stored)
    },
  )

  typed(http).get(
    '/api/v1/import-mappings',
    {
      config,
      schema: {
        summary: 'List the stored column mappings of your organisations',
        tags,
        operationId: 'listImportMappings',
        response: {
          200: Type.Object({ items: Type.Array(StoredMapping), next: Type.Null() }),
          ...PROBLEM_RESPONSES,
        },
      },
    },
    async ({ actor }) => ({ items: await listMappings(db, organisationsOf(actor)), next: null }),
  )

  typed(http).get(
    '/api/v1/import-mappings/:id',
    {
      config,
      schema: {
        summary: 'Get a column mapping: a stored one by id or name, or a ready one by name',
        tags,
        operationId: 'getImportMapping',
        params,
        response: { 200: StoredMapping, ...PROBLEM_RESPONSES },
      },
    },
    (request) => findMapping(platform, request.actor, named(request.params.id)),
  )

  typed(http).put(
    '/api/v1/import-mappings/:id',
    {
      config,
      schema: {
        summary: 'Replace a stored column mapping',
        description: 'For imports from now on. What was imported with it stays as it is.',
        tags,
        operationId: 'replaceImportMapping',
        params,
        body: ChangedMapping,
        response: { 200: StoredMapping, ...PROBLEM_RESPONSES },
      },
    },
    async (request) => {
      const { body, actor } = request
      const read = readColumnMapping(body.mapping)
      if (!read.ok) throw refuseMapping(read.faults)
      const found = await requireOwn(actor, request.params.id)
      const given = { name: body.name ?? read.mapping.name, mapping: read.mapping }
      if (!(await replaceMapping(db, found.id, given))) throw missingMapping(named(request.params.id))
      return { ...found, ...given }
    },
  )

  typed(http).delete(
    '/api/v1/import-mappings/:id',
    {
      config,
      schema: {
        summary: 'Delete a stored column mapping',
        description: 'What was imported with it stays, and its reports too.',
        tags,
        operationId: 'deleteImportMapping',
        params,
        response: { 204: Type.Null(), ...PROBLEM_RESPONSES },
      },
    },
    async (request, reply) => {
      const { id } = await requireOwn(request.actor, request.params.id)
      await deleteMapping(db, id)
      return reply.code(204).send(null)
    },
  )

  /** @throws Problem as `findMapping`, and not-allowed for a ready one or without a role at its owner */
  async function requireOwn(actor: Actor, key: string): Promise<StoredMapping> {
    const found = await findMapping(platform, actor, named(key))
    if (found.ownerId === null) throw isReady(key)
    if (!hasRole(actor, WRITERS, found.ownerId)) throw notWriter()
    return found
  }
}

const named = (key: string) => ({ key, in: 'path', pointer: '/id' }) as const

function isReady(name: string): Problem {
  return new Problem('not-allowed', {
    nl: `“${name}” is een kant-en-klare kolomindeling en verandert niet. Bewaar een eigen kolomindeling onder een andere naam.`,
    en: `“${name}” is a ready mapping and does not change. Store a mapping of your own under another name.`,
  })
}
