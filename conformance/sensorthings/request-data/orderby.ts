import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, resultsOf, withSeries } from '../series.ts'

export default requirement(
  'request-data/orderby',
  '$orderby sorts by one or more expressions, ascending unless asked otherwise, null before all else.',
  async (service) => {
    await withSeries(service, [2, 10, 1, 2], async ({ Datastream }, observations) => {
      const ordered = async (orderby: string) =>
        (await resultsOf(service, ask(observations, { $orderby: orderby }))).join()
      demand(
        (await ordered('result')) === '1,2,2,10',
        'Ascending is not the default, or numbers sort as text.',
      )
      demand((await ordered('result asc')) === '1,2,2,10', '“asc” is not obeyed.')
      demand((await ordered('result desc')) === '10,2,2,1', '“desc” is not obeyed.')
      demand(
        (await ordered('result mod 2,phenomenonTime desc')) === '2,10,2,1',
        'The second expression does not order what the first leaves equal, or expressions are refused.',
      )
      demand(
        (await ordered('Datastream/id desc, phenomenonTime')) === '2,10,1,2',
        'The property of a linked entity cannot be ordered by.',
      )
      await service.create(`${Datastream}/Observations`, {
        phenomenonTime: '2026-01-09T00:00:00Z',
        resultTime: null,
        result: 0,
      })
      demand((await ordered('resultTime')).startsWith('0,'), 'Null does not come first when ascending.')
      demand((await ordered('resultTime desc')).endsWith(',0'), 'Null does not come last when descending.')
    })
  },
)
