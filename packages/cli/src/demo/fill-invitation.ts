import { dataOf } from '@samenspel/client'
import { INVITATION } from '../waterrijk/content/invitation.ts'
import type { Fill } from './fill.ts'

/** Invites residents to host a sensor, when that was not done yet: a personal dataset, and its notice. */
export async function fillInvitation({ connection: { api }, municipalityId }: Fill): Promise<void> {
  const { items } = await dataOf(api.GET('/host-invitations'))
  if (items.length > 0) return
  const { dataset, purpose, notice } = INVITATION
  const { id: datasetId } = await dataOf(
    api.POST('/datasets', {
      body: {
        ...dataset,
        ownerId: municipalityId,
        licence: 'https://definities.geostandaarden.nl/dcat-ap-nl/id/waardelijst/licenties/cc0',
        access: 'personal',
        theme: 'environment',
        contact: notice.contact,
        precision: { place: '100m', time: 'hour', minimumGroup: 5 },
      },
    }),
  )
  const { offer, ...texts } = notice
  const made = await dataOf(
    api.POST('/consent-notices', {
      body: { datasetId, purpose, ...texts, offer: { ...offer, recipientIds: [] } },
    }),
  )
  await dataOf(api.POST('/consent-notices/{id}/publication', { params: { path: { id: made.id } } }))
}
