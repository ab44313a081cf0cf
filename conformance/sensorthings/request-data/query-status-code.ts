import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask } from '../series.ts'

export default requirement(
  'request-data/query-status-code',
  'A system query option that the service does not support is answered with 501, and one that is wrong with 400.',
  async (service) => {
    const { status } = await service.send('GET', ask('Things', { $search: 'water' }))
    demand(status === 501 || status === 200, `An unsupported query option is answered with ${status}.`)
    for (const options of [
      { $top: '-1' },
      { $skip: 'x' },
      { $filter: 'name eq' },
      { $filter: 'nothing eq 1' },
      { $orderby: 'nothing' },
      { $select: 'nothing' },
      { $expand: 'Nothing' },
    ]) {
      const answer = await service.send('GET', ask('Things', options))
      demand(answer.status === 400, `${JSON.stringify(options)} is answered with ${answer.status}.`)
    }
  },
)
