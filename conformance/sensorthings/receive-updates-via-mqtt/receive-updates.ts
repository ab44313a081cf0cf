import { demand } from '../demand.ts'
import { withBroker } from '../mqtt.ts'
import { requirement } from '../requirement.ts'
import { fieldsOf, hourOf, withSeries } from '../series.ts'

export default requirement(
  'receive-updates-via-mqtt/receive-updates',
  'A subscriber to a list, an entity, a property, or selected properties of a list receives what changes.',
  async (service) => {
    await withBroker(service, 'subscribe', async ({ prefix, next }) => {
      await withSeries(service, [1], async ({ Thing }, observations) => {
        let hour = 1
        const observe = () =>
          service.create(observations, { phenomenonTime: hourOf(hour++), resultTime: null, result: 7 })
        const created = await next(`${prefix}/${observations}`, observe)
        demand(created.result === 7, 'A subscriber to a list does not receive the new entity.')
        demand(
          created['@iot.id'] !== undefined && 'phenomenonTime' in created,
          'A subscriber to a list does not receive the complete entity.',
        )
        const selected = await next(`${prefix}/${observations}?$select=phenomenonTime,result`, observe)
        demand(
          fieldsOf(selected).sort().join() === 'phenomenonTime,result',
          '$select in a topic is not obeyed.',
        )
        const change = (description: string) => () => service.send('PATCH', Thing, { description })
        const updated = await next(`${prefix}/${Thing}`, change('changed once'))
        demand(
          updated.description === 'changed once' && updated.name === 'Conformance Thing',
          'A subscriber to an entity does not receive the complete changed entity.',
        )
        const property = await next(`${prefix}/${Thing}/description`, change('changed twice'))
        demand(
          JSON.stringify(property) === '{"description":"changed twice"}',
          'A subscriber to a property does not receive an object with its new value.',
        )
      })
    })
  },
)
