import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, fieldsOf, withSeries } from '../series.ts'

export default requirement(
  'request-data/order',
  'Query options are evaluated in the order $filter, $count, $orderby, $skip, $top, and then $select and $expand.',
  async (service) => {
    await withSeries(service, [5, 1, 4, 2, 3], async (_, observations) => {
      const answer = await service.read(
        ask(observations, {
          $expand: 'Datastream($select=name)',
          $select: 'result',
          $top: '2',
          $skip: '1',
          $orderby: 'result desc',
          $count: 'true',
          $filter: 'result gt 1',
        }),
      )
      const value = answer.value as Record<string, unknown>[]
      demand(answer['@iot.count'] === 4, '$count does not count what $filter leaves, before $skip and $top.')
      demand(
        value.map(({ result }) => result).join() === '4,3',
        '$filter, $orderby, $skip and $top are not evaluated in this order.',
      )
      demand(
        fieldsOf(value[0]).sort().join() === 'Datastream,result',
        '$select and $expand do not give what was asked for.',
      )
    })
  },
)
