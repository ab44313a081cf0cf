import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, fieldsOf, withSeries } from '../series.ts'
import type { Entity } from '../service.ts'

export default requirement(
  'request-data/expand',
  '$expand gives linked entities inline: several, over several levels, and each with query options of its own.',
  async (service) => {
    await withSeries(service, [1, 2, 3], async ({ Thing, Datastream }) => {
      const several = await service.read(ask(Datastream, { $expand: 'Observations,ObservedProperty' }))
      demand((several.Observations as Entity[]).length === 3, 'A list is not expanded.')
      demand(
        (several.ObservedProperty as Entity).name === 'Conformance ObservedProperty',
        'A single entity is not expanded beside a list.',
      )
      const levels = await service.read(
        ask(Thing, { $expand: 'Datastreams/ObservedProperty,Datastreams/Sensor' }),
      )
      const [stream] = levels.Datastreams as Entity[]
      demand(
        (stream?.ObservedProperty as Entity | undefined)?.['@iot.id'] !== undefined &&
          (stream?.Sensor as Entity | undefined)?.['@iot.id'] !== undefined,
        'Links with a slash are not expanded over several levels.',
      )
      const inner =
        'Observations($filter=result ge 2;$orderby=result desc;$select=result;$top=1;$count=true;$expand=FeatureOfInterest)'
      const optioned = await service.read(ask(Datastream, { $expand: inner }))
      const [first, ...rest] = optioned.Observations as Entity[]
      demand(
        rest.length === 0 && first?.result === 3,
        '$filter, $orderby and $top inside $expand are not obeyed.',
      )
      demand(
        optioned['Observations@iot.count'] === 2,
        '$count inside $expand gives no count of all that match.',
      )
      demand(
        typeof optioned['Observations@iot.nextLink'] === 'string',
        'A partial list inside $expand has no nextLink.',
      )
      demand(
        fieldsOf(first).sort().join() === 'FeatureOfInterest,result',
        '$select and $expand inside $expand are not obeyed.',
      )
      const next = await service.list(optioned['Observations@iot.nextLink'] as string)
      demand(
        next.length === 1 && next[0]?.result === 2,
        'The nextLink of an expanded list does not give the rest.',
      )
      const none = await service.read(ask(Datastream, { $expand: 'Observations($top=0)' }))
      demand((none.Observations as Entity[]).length === 0, '$top=0 inside $expand gives entities.')
    })
  },
)
