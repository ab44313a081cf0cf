import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, hourOf, resultsOf, withSeries } from '../series.ts'

type DataArray = {
  'Datastream@iot.navigationLink'?: string
  components: string[]
  dataArray: unknown[][]
}

export default requirement(
  'data-array/data-array',
  'Observations are given, and created with CreateObservations, as data arrays per Datastream.',
  async (service) => {
    await withSeries(service, [1, 2, 3], async ({ Datastream, FeatureOfInterest }, observations) => {
      const answer = await service.read(
        ask(observations, {
          $resultFormat: 'dataArray',
          $top: '2',
          $count: 'true',
          $orderby: 'phenomenonTime',
        }),
      )
      const [group, ...others] = answer.value as DataArray[]
      demand(
        group !== undefined && others.length === 0,
        'Observations of one Datastream are not in one group.',
      )
      demand(
        typeof group['Datastream@iot.navigationLink'] === 'string',
        'A data array does not lead to its Datastream.',
      )
      const at = (name: string) => group.components.indexOf(name)
      demand(
        group.dataArray.map((row) => row[at('result')]).join() === '1,2',
        'The rows of a data array do not match its components.',
      )
      demand(at('id') >= 0 && at('phenomenonTime') >= 0, 'A data array lacks the id or the time.')
      demand(answer['@iot.count'] === 3, '$count gives no number with a data array.')
      demand(typeof answer['@iot.nextLink'] === 'string', 'A partial data array has no nextLink.')
      const selected = await service.read(
        ask(observations, { $resultFormat: 'dataArray', $select: 'result,phenomenonTime' }),
      )
      demand(
        (selected.value as DataArray[])[0]?.components.join() === 'result,phenomenonTime',
        '$select does not choose the components.',
      )
      const expanded = await service.send(
        'GET',
        ask(observations, { $resultFormat: 'dataArray', $expand: 'Datastream' }),
      )
      demand(expanded.status === 400, `$expand with a data array is answered with ${expanded.status}.`)

      const id = (await service.read(Datastream))['@iot.id']
      const feature = (await service.read(FeatureOfInterest))['@iot.id']
      const sent = await service.send('POST', 'CreateObservations', [
        {
          Datastream: { '@iot.id': id },
          components: ['phenomenonTime', 'result', 'FeatureOfInterest/id'],
          dataArray: [
            [hourOf(10), 10, feature],
            ['no time', 11, feature],
            [hourOf(12), 12, feature],
          ],
        },
      ])
      demand(
        sent.status === 201,
        `CreateObservations is answered with ${sent.status}: ${sent.text.slice(0, 200)}`,
      )
      const [first, second, third] = JSON.parse(sent.text) as string[]
      demand(String(second).startsWith('error'), 'A row that cannot be stored is not answered with an error.')
      for (const [address, result] of [
        [first, 10],
        [third, 12],
      ] as const) {
        demand(address !== undefined, 'CreateObservations does not give an address per row.')
        demand(
          (await service.read(address)).result === result,
          'The addresses are not in the order of the rows.',
        )
        const named = await service.read(`${address}/FeatureOfInterest`)
        demand(named['@iot.id'] === feature, 'FeatureOfInterest/id is not obeyed.')
      }
      const all = await resultsOf(service, ask(observations, { $orderby: 'phenomenonTime' }))
      demand(all.join() === '1,2,3,10,12', 'The rows that could be stored are not all there.')
    })
  },
)
