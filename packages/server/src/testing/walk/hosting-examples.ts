import type { Example } from './examples.ts'
import type { World } from './world.ts'

/** Requests about sensors that residents host. */
export function hostingExamples(world: World): Record<string, Example> {
  const { invitingDatasetId: datasetId, sensorId: id, sensorKey } = world
  const place = { longitude: 6.01, latitude: 52.005 }
  const key = 'x'.repeat(32)
  return {
    'GET /sensor-kits': {},
    'GET /host-invitations': {},
    'GET /place-previews': { query: { longitude: '6.01', latitude: '52.005' } },
    'POST /sensor-deliveries': {
      headers: { authorization: `Bearer ${sensorKey}` },
      body: { temperature: 21.5, humidity: 55 },
      open: [''],
    },
    'GET /me/sensors': { query: { pageSize: '2' } },
    'POST /me/sensors': { body: { datasetId, kit: 'mqtt-climate', name: 'Tuin', ...place }, once: true },
    'GET /me/sensors/{id}': { path: { id } },
    'PATCH /me/sensors/{id}': { path: { id }, body: { name: 'Tuin', ...place } },
    'POST /me/sensors/{id}/keys': { path: { id }, once: true },
    'POST /me/sensors/{id}/stop': { path: { id }, body: { values: 'keep' }, once: true },
    'POST /me/sensors/{id}/handovers': {
      path: { id },
      body: { email: 'buur@example.org', values: 'keep' },
      once: true,
    },
    'DELETE /me/sensors/{id}/handovers': { path: { id } },
    // The key of an offer is only in the message about it, so this one is of none.
    'GET /me/sensor-offers': { query: { key }, once: true },
    'POST /me/sensor-offers': { body: { key, name: 'Tuin', ...place }, once: true },
  }
}
