import { toRegisterVersion } from '@samenspel/standards/logbook'
import { Type } from 'typebox'
import { notFound } from '../../platform/errors.ts'
import { Id } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { Platform } from '../../platform/slice.ts'
import { listOrganisationsByIds } from '../parties/index.ts'
import { requireActivity } from './activities.ts'
import { VersionParams } from './schema.ts'
import { findActivity } from './store/activities.ts'

/** Of the API of that register. */
const VERSION = '0.1.0'

const Nothing = Type.Object({}, { additionalProperties: false })
const IdParams = Type.Object({ id: Id })
const IdVersionParams = Type.Object({ id: Id, version: VersionParams.properties.version })

/** The register in the form of the API of the Register van Verwerkingsactiviteiten 0.1, which describes it; only to read. */
export function addRvvaRoutes(http: Http, { db, config }: Platform): void {
  const { publicUrl } = config

  typed(http).get(
    '/api/rvva/v1/processing_activities/:id',
    { config: { access: 'anyone' }, schema: { hide: true, params: IdParams, querystring: Nothing } },
    async ({ params }, reply) => {
      reply.header('api-version', VERSION)
      const { id, active, version } = requireActivity(await findActivity(db, publicUrl, params.id))
      return { id, active, latestVersion: version }
    },
  )

  typed(http).get(
    '/api/rvva/v1/processing_activities/:id/versions/:version',
    { config: { access: 'anyone' }, schema: { hide: true, params: IdVersionParams, querystring: Nothing } },
    async ({ params }, reply) => {
      reply.header('api-version', VERSION)
      const activity = requireActivity(await findActivity(db, publicUrl, params.id, params.version))
      return toRegisterVersion(activity, activity.version, activity.validFrom)
    },
  )

  typed(http).get(
    '/api/rvva/v1/entities/:id',
    { config: { access: 'anyone' }, schema: { hide: true, params: IdParams, querystring: Nothing } },
    async ({ params }, reply) => {
      reply.header('api-version', VERSION)
      const [organisation] = await listOrganisationsByIds(db, [params.id])
      if (!organisation) throw notFound({ nl: 'Deze organisatie', en: 'This organisation' })
      return { id: organisation.id, type: 'Organisation', name: organisation.name }
    },
  )
}
