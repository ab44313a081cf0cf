import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, fieldsOf, withSeries } from '../series.ts'
import type { Entity } from '../service.ts'

export default requirement(
  'request-data/select',
  '$select gives only the properties that are asked for, with what is expanded.',
  async (service) => {
    await withSeries(service, [1], async ({ Datastream, Thing }, observations) => {
      const [first] = await service.list(ask(observations, { $select: 'result,resultTime' }))
      demand(
        fieldsOf(first).sort().join() === 'result,resultTime',
        'More or less than the selected is given.',
      )
      const expanded = await service.read(
        ask(Datastream, { $select: 'id', $expand: 'Observations/FeatureOfInterest' }),
      )
      demand(fieldsOf(expanded).join() === 'Observations', '$select with $expand gives more than the two.')
      demand(expanded['@iot.id'] !== undefined, '$select=id gives no @iot.id.')
      const [inner] = (expanded.Observations as Entity[]) ?? []
      demand(fieldsOf(inner).includes('result'), 'An expanded entity is cut to the $select around it.')
      const inside = await service.read(ask(Datastream, { $expand: 'Observations($select=result)' }))
      demand(fieldsOf(inside).includes('name'), '$select inside $expand cuts the entity around it.')
      const link = await service.read(ask(Thing, { $select: 'name,Datastreams' }))
      demand(
        typeof link['Datastreams@iot.navigationLink'] === 'string' &&
          link['Locations@iot.navigationLink'] === undefined,
        'A selected link is not given, or one that was not selected is.',
      )
    })
  },
)
