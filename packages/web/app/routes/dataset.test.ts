import { expect, it } from 'vitest'
import { callFixtureApi } from '../../testing/fixture-api.ts'
import { datasets } from '../../testing/fixture-datasets.ts'
import { showPage } from '../../testing/show-page.tsx'
import * as page from './dataset.tsx'

const show = (slug: string) =>
  showPage(page, '/datasets/:slug', {
    api: (path) => callFixtureApi(new Request(`http://localhost${path}`)),
    address: `/datasets/${slug}`,
  })

it('says of personal data who may see it, why the visitor sees nothing and whom to ask', async () => {
  const { status, html } = await show('thuismeters-waterrijk')
  expect(status).toBe(200)
  expect(html).toContain('Deze metingen zijn van bewoners.')
  expect(html).toContain('U ziet nu geen metingen van deze dataset.')
  expect(html).toContain('vraag Gemeente Waterrijk (data@waterrijk.example) om hulp of toegang.')
  expect(html).toContain('href="mailto:data@waterrijk.example"')
  expect(html).toContain('De plek, afgerond op 500 meter.')
})

it('lets everyone get what is open, also when it is made coarser', async () => {
  const { html } = await show('tuinstations-waterrijk')
  expect(datasets[0]?.precision.place).toBe('100m')
  expect(html).toContain('open voor iedereen')
  expect(html).toContain('zonder account')
  expect(html).not.toContain('U ziet nu geen metingen')
})
