import { readColumnMapping } from '@samenspel/standards/tabular'
import { Type } from 'typebox'
import { organisationsOf } from '../../../platform/actor.ts'
import { namedNotFound } from '../../../platform/errors.ts'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { onlyOrganisation, WRITERS } from '../writers.ts'
import { findMapping, refuseMapping } from './mappings.ts'
import { MappingKey, NewMapping, StoredMapping } from './schema.ts'
import { insertMapping, listMappings } from './store.ts'

const tags = ['measurements']
const config = { access: WRITERS }

/** Adds the column mappings: storing them, and looking at stored and ready ones. */
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
        params: Type.Object({ id: MappingKey }),
        response: { 200: StoredMapping, ...PROBLEM_RESPONSES },
      },
    },
    ({ actor, params }) => findMapping(platform, actor, { key: params.id, in: 'path', pointer: '/id' }),
  )
}
