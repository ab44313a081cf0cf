import { demand } from '../demand.ts'
import * as example from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'create-update-delete/create-entity',
  'POST to an entity set creates an entity: 201 with its address, and 400 when a mandatory property is missing.',
  async (service) => {
    const simple = {
      Things: example.thing,
      Locations: example.location,
      Sensors: example.sensor,
      ObservedProperties: example.observedProperty,
      FeaturesOfInterest: example.featureOfInterest,
    }
    for (const [collection, body] of Object.entries(simple)) {
      const address = await service.create(collection, body)
      demand((await service.read(address)).name === body.name, `${address} is not what was sent.`)
      await service.send('DELETE', address)
      const { name: _, ...nameless } = body
      const { status } = await service.send('POST', collection, nameless)
      demand(status === 400, `POST ${collection} without a name answers ${status}.`)
    }
    await example.withTree(service, async ({ Thing, Datastream }) => {
      const { status } = await service.send('POST', `${Thing}/Datastreams`, example.datastream)
      demand(status === 400, `POST of a Datastream without Sensor and ObservedProperty answers ${status}.`)
      const made = await service.create(`${Datastream}/Observations`, { result: 3 })
      const stored = await service.read(made)
      demand(
        typeof stored.phenomenonTime === 'string',
        'An Observation sent without phenomenonTime gets none.',
      )
      demand(stored.resultTime === null, 'An Observation sent without resultTime has one.')
      const feature = await service.read(`${made}/FeatureOfInterest`)
      demand(
        JSON.stringify(feature.feature) === JSON.stringify(example.location.location),
        'The FeatureOfInterest of an Observation that names none is not the location of the Thing.',
      )
      const again = await service.create(`${Datastream}/Observations`, {
        ...example.observation,
        phenomenonTime: '2026-01-02T00:00:00Z',
      })
      const same = await service.read(`${again}/FeatureOfInterest`)
      demand(same['@iot.id'] === feature['@iot.id'], 'The same Location gives another FeatureOfInterest.')
      await service.send('DELETE', `FeaturesOfInterest(${feature['@iot.id']})`)
    })
  },
)
