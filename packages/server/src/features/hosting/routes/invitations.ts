import { PROPERTIES, UNITS } from '@samenspel/standards/tabular'
import { Type } from 'typebox'
import { PROBLEM_RESPONSES } from '../../../platform/http/schemas.ts'
import { type Http, typed } from '../../../platform/http/server.ts'
import type { Platform } from '../../../platform/slice.ts'
import { listPublishedNotices } from '../../consent/index.ts'
import { KIT_KEYS, type KitKey, kitOf } from '../kits.ts'
import { SHARING } from '../lists.ts'
import { HostInvitation, PlacePreview, PlaceQuery, SensorKit } from '../schema.ts'
import { previewPlace } from '../steps/place.ts'
import { refuseQuery } from '../steps/refuse.ts'

const tags = ['hosting']
const config = { access: 'anyone' } as const

/** What someone needs to know before hosting a sensor: with what, for whom, and what others will see. */
export function addInvitationRoutes(http: Http, { db }: Platform): void {
  typed(http).get(
    '/api/v1/sensor-kits',
    {
      config,
      schema: {
        summary: 'The kits with which residents can measure',
        operationId: 'listSensorKits',
        tags,
        response: { 200: Type.Object({ items: Type.Array(SensorKit) }), ...PROBLEM_RESPONSES },
      },
    },
    async () => ({ items: KIT_KEYS.map(describeKit) }),
  )

  typed(http).get(
    '/api/v1/host-invitations',
    {
      config,
      schema: {
        summary: 'The datasets that ask residents to host a sensor',
        description: 'Personal datasets with a published consent notice for sharing data (dpv:DataAltruism).',
        operationId: 'listHostInvitations',
        tags,
        response: { 200: Type.Object({ items: Type.Array(HostInvitation) }), ...PROBLEM_RESPONSES },
      },
    },
    async () => ({ items: await listPublishedNotices(db, { purpose: SHARING }) }),
  )

  typed(http).get(
    '/api/v1/place-previews',
    {
      config,
      schema: {
        summary: 'What others see of a place, by how precisely',
        description: 'Give a point or a neighbourhood. Nothing is kept.',
        operationId: 'previewPlace',
        tags,
        querystring: PlaceQuery,
        response: { 200: PlacePreview, ...PROBLEM_RESPONSES },
      },
    },
    async ({ query }) => {
      const preview = await previewPlace(db, query)
      if (Array.isArray(preview)) throw refuseQuery(preview)
      return preview
    },
  )
}

function describeKit(key: KitKey): SensorKit {
  const { title, about, ways, streams } = kitOf(key)
  return {
    key,
    title,
    about,
    ways: [...ways],
    measures: streams.map((stream) => {
      const { nl, en } = PROPERTIES[stream.property]
      const { symbol } = UNITS[stream.unit]
      return { key: stream.key, title: { nl, en }, unit: symbol, fields: Object.keys(stream.fields) }
    }),
  }
}
