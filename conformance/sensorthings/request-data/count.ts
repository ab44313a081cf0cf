import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, withSeries } from '../series.ts'

export default requirement(
  'request-data/count',
  '$count=true gives the number of all that match, whatever $top, $skip and $expand say; other values than true and false are refused.',
  async (service) => {
    await withSeries(service, [1, 2, 3, 4], async (_, observations) => {
      const count = async (options: Record<string, string>) =>
        (await service.read(ask(observations, options)))['@iot.count']
      demand((await count({ $count: 'true' })) === 4, '$count=true does not give the number.')
      demand((await count({ $count: 'false' })) === undefined, '$count=false gives a number.')
      demand((await count({})) === undefined, 'A number is given without $count.')
      demand(
        (await count({ $count: 'true', $top: '1', $skip: '1', $expand: 'Datastream' })) === 4,
        '$top, $skip or $expand change the number.',
      )
      demand(
        (await count({ $count: 'true', $filter: 'result gt 2' })) === 2,
        '$filter does not change the number.',
      )
      const { status } = await service.send('GET', ask(observations, { $count: 'maybe' }))
      demand(status === 400, `$count=maybe is answered with ${status}.`)
    })
  },
)
