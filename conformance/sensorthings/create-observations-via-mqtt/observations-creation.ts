import { demand } from '../demand.ts'
import { withBroker } from '../mqtt.ts'
import { requirement } from '../requirement.ts'
import { hourOf, resultsOf, withSeries } from '../series.ts'

export default requirement(
  'create-observations-via-mqtt/observations-creation',
  'An Observation is created by publishing it to Observations, or to the Observations of a Datastream.',
  async (service) => {
    await withBroker(service, 'publish', async ({ client, prefix }) => {
      await withSeries(service, [1], async ({ Datastream }, observations) => {
        const id = (await service.read(Datastream))['@iot.id']
        const publish = (topic: string, body: unknown) =>
          client.publishAsync(`${prefix}/${topic}`, JSON.stringify(body), { qos: 1 })
        await publish(observations, { phenomenonTime: hourOf(1), result: 2 })
        await publish('Observations', {
          phenomenonTime: hourOf(2),
          result: 3,
          Datastream: { '@iot.id': id },
        })
        const stored = await resultsOf(service, `${observations}?$orderby=phenomenonTime`)
        demand(stored.join() === '1,2,3', `After publishing 2 and 3, the results are ${stored.join()}.`)
      })
    })
  },
)
