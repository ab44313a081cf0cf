import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, resultsOf, withSeries } from '../series.ts'

export default requirement(
  'request-data/top',
  '$top limits the number of items, keeps a stable order, and gives way to the limit of the service.',
  async (service) => {
    await withSeries(service, [1, 2, 3, 4], async (_, observations) => {
      for (const top of [0, 1, 3, 4, 9]) {
        const results = await resultsOf(service, ask(observations, { $top: String(top) }))
        demand(results.length === Math.min(top, 4), `$top=${top} gives ${results.length} of 4 items.`)
      }
      const two = async () => (await resultsOf(service, ask(observations, { $top: '2' }))).join()
      const [once, again] = [await two(), await two()]
      demand(once === again, 'The order is not the same in two requests.')
      const latest = await resultsOf(
        service,
        ask(observations, { $top: '1', $orderby: 'phenomenonTime desc' }),
      )
      demand(latest.join() === '4', '$top does not take the first after $orderby.')
      const { status } = await service.send('GET', ask(observations, { $top: '1000000000' }))
      demand(status === 200, `A $top above the limit of the service is answered with ${status}.`)
    })
  },
)
