import { demand } from '../demand.ts'
import { requirement } from '../requirement.ts'
import { ask, withSeries } from '../series.ts'
import type { Entity } from '../service.ts'

export default requirement(
  'request-data/pagination',
  'A partial list has a nextLink, the last part has none, and all parts together are the whole list once.',
  async (service) => {
    await withSeries(service, [5, 3, 3, 1, 4], async (_, observations) => {
      for (const $orderby of ['', 'result', 'result desc,phenomenonTime']) {
        const seen: unknown[] = []
        let address: string | undefined = ask(observations, { $top: '2', ...($orderby && { $orderby }) })
        for (let pages = 1; address !== undefined; pages++) {
          demand(pages <= 3, 'The pages do not end.')
          const page: Entity = await service.read(address)
          seen.push(...(page.value as Entity[]).map((entity) => entity['@iot.id']))
          address = page['@iot.nextLink'] as string | undefined
        }
        demand(
          seen.length === 5 && new Set(seen).size === 5,
          `The pages of $orderby=${$orderby} give ${seen.length} items, ${new Set(seen).size} of them different.`,
        )
      }
      const exact = await service.read(ask(observations, { $top: '5' }))
      demand(exact['@iot.nextLink'] === undefined, 'A page that holds the last item has a nextLink.')
    })
  },
)
