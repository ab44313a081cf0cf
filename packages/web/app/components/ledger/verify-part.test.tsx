import { expect, it } from 'vitest'
import { showPart } from '../../../testing/show-page.tsx'
import { VerifyPart } from './verify-part.tsx'

it('says of what was published and is not in the register that it should be there', async () => {
  const html = await showPart(<VerifyPart entry={null} shown={{}} />)
  expect(html).toContain('hoort daar wel te staan')
  expect(html).not.toContain('Controleer in deze browser')
})
