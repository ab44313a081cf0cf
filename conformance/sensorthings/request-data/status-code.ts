import { demand } from '../demand.ts'
import { withTree } from '../examples.ts'
import { requirement } from '../requirement.ts'

export default requirement(
  'request-data/status-code',
  'An address that was given out and is no longer there is answered with 410 or 404.',
  async (service) => {
    let gone: string[] = []
    await withTree(service, async (made) => {
      gone = Object.values(made)
    })
    for (const address of gone) {
      const { status } = await service.send('GET', address)
      demand(status === 410 || status === 404, `GET ${address}, which was deleted, answers ${status}.`)
    }
  },
)
