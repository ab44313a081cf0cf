import type { Send } from './fill.ts'
import { CONTENT } from './fill-consent.ts'

/** An invitation to host, and a sensor of who makes it. */
export async function fillHosting(send: Send, datasetId: string) {
  const purpose = 'https://w3id.org/dpv#DataAltruism'
  const offer = { ...CONTENT.offer, recipientIds: [] }
  const notice = await send<{ id: string }>('POST', 'consent-notices', {
    datasetId,
    purpose,
    ...CONTENT,
    offer,
  })
  await send('POST', `consent-notices/${notice.id}/publication`, '')
  const sensor = { datasetId, kit: 'mqtt-climate', name: 'Balkon', longitude: 6.01, latitude: 52.005 }
  const { id: sensorId } = await send<{ id: string }>('POST', 'me/sensors', sensor)
  const { secret: sensorKey } = await send<{ secret: string }>('POST', `me/sensors/${sensorId}/keys`, '')
  return { invitingDatasetId: datasetId, sensorId, sensorKey }
}
