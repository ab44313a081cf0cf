import { inBody } from '../../platform/errors.ts'
import { idIn } from '../../platform/http/name-unknown.ts'
import { explainEmpty } from '../../platform/http/named.ts'
import { decodeCursor, toPage, unknownCursor } from '../../platform/http/paging.ts'
import { PROBLEM_RESPONSES } from '../../platform/http/schemas.ts'
import { type Http, typed } from '../../platform/http/server.ts'
import type { OwnActivity } from '../../platform/processing.ts'
import type { Platform } from '../../platform/slice.ts'
import { findNamedOrganisation } from '../parties/index.ts'
import { changeActivity, createActivity, requireActivity } from './activities.ts'
import { activityPath } from './addresses.ts'
import { nameBothWays } from './own-activities.ts'
import { chooseController, KEEPERS } from './rules.ts'
import {
  ActivityChange,
  ActivityPage,
  ActivityQuery,
  KeyParams,
  NewActivity,
  ProcessingActivity,
  VersionParams,
  VersionQuery,
} from './schema.ts'
import {
  findActivity,
  listActivities as listStored,
  listVersions,
  type StoredActivity,
} from './store/activities.ts'

const tags = ['logbook']

/** Routes of the register of processing activities: everyone reads it, its keepers change it. */
export function addRegisterRoutes(
  http: Http,
  platform: Platform,
  listActivities: () => readonly OwnActivity[],
): void {
  const { db, config } = platform
  const { publicUrl } = config
  const present = (activity: StoredActivity): ProcessingActivity => ({
    ...activity,
    names: nameBothWays(listActivities(), activity),
  })

  typed(http).get(
    '/api/v1/processing-activities',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List processing activities as they are now, by name',
        tags,
        operationId: 'listProcessingActivities',
        querystring: ActivityQuery,
        response: { 200: ActivityPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }) => {
      const { cursor, pageSize = 50, q, controllerId } = query
      const after = decodeCursor(cursor, 2)
      const rows = await listStored(db, publicUrl, { q, controllerId, after, limit: pageSize + 1 })
      await explainEmpty(rows, () => [findNamedOrganisation(db, '/controllerId', controllerId)])
      return toPage(rows.map(present), pageSize, ({ name, id }) => [name, id])
    },
  )

  typed(http).get(
    '/api/v1/processing-activities/:key',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a processing activity as it is now',
        tags,
        operationId: 'getProcessingActivity',
        params: KeyParams,
        response: { 200: ProcessingActivity, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params }) => present(requireActivity(await findActivity(db, publicUrl, params.key))),
  )

  typed(http).post(
    '/api/v1/processing-activities',
    {
      config: {
        access: KEEPERS,
        unknownIn: async (body, actor) => {
          const chosen = chooseController(actor, idIn(body, 'controllerId'))
          return 'controllerId' in chosen ? [] : inBody([chosen])
        },
      },
      schema: {
        summary: 'Register a processing activity',
        tags,
        operationId: 'createProcessingActivity',
        body: NewActivity,
        response: { 201: ProcessingActivity, ...PROBLEM_RESPONSES },
      },
    },
    async ({ body, actor }, reply) => {
      const activity = await createActivity(platform, actor, body)
      return reply.code(201).header('location', activityPath(activity.slug)).send(present(activity))
    },
  )

  typed(http).patch(
    '/api/v1/processing-activities/:key',
    {
      config: { access: KEEPERS },
      schema: {
        summary: 'Change the given fields of a processing activity, which makes a new version',
        tags,
        operationId: 'updateProcessingActivity',
        params: KeyParams,
        body: ActivityChange,
        response: { 200: ProcessingActivity, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, body, actor }) => present(await changeActivity(platform, actor, params.key, body)),
  )

  typed(http).get(
    '/api/v1/processing-activities/:key/versions',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'List the versions of a processing activity, newest first',
        tags,
        operationId: 'listProcessingActivityVersions',
        params: KeyParams,
        querystring: VersionQuery,
        response: { 200: ActivityPage, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params, query }) => {
      const { cursor, pageSize = 50 } = query
      const before = versionOf(decodeCursor(cursor, 1))
      const rows = await listVersions(db, publicUrl, params.key, { before, limit: pageSize + 1 })
      if (rows.length === 0) requireActivity(await findActivity(db, publicUrl, params.key))
      return toPage(rows.map(present), pageSize, ({ version }) => [String(version)])
    },
  )

  typed(http).get(
    '/api/v1/processing-activities/:key/versions/:version',
    {
      config: { access: 'anyone' },
      schema: {
        summary: 'Get a version of a processing activity',
        tags,
        operationId: 'getProcessingActivityVersion',
        params: VersionParams,
        response: { 200: ProcessingActivity, ...PROBLEM_RESPONSES },
      },
    },
    async ({ params }) =>
      present(requireActivity(await findActivity(db, publicUrl, params.key, params.version))),
  )
}

function versionOf(position: readonly string[] | undefined): number | undefined {
  if (position === undefined) return undefined
  const [text = ''] = position
  if (!/^[1-9][0-9]{0,8}$/.test(text)) throw unknownCursor()
  return Number(text)
}
