import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, resultsOf, withSeries } from '../series.ts'

export default requirement(
  'request-data/skip',
  '$skip leaves out the first items, before $top takes any.',
  async (service) => {
    await withSeries(service, [1, 2, 3, 4], async (_, observations) => {
      const given = async (options: Record<string, string>) =>
        (await resultsOf(service, ask(observations, { $orderby: 'resultTime', ...options }))).join()
      demand((await given({ $skip: '1' })) === '2,3,4', '$skip=1 does not start with the second item.')
      demand((await given({ $skip: '9' })) === '', '$skip beyond the end gives items.')
      demand((await given({ $top: '2', $skip: '2' })) === '3,4', '$skip is not applied before $top.')
      demand((await given({ $skip: '2', $top: '2' })) === '3,4', 'The order of the options matters.')
    })
  },
)
