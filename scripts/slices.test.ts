import { expect, it } from 'vitest'
import { slices } from './slices.ts'

it('lets a slice use only slices above it', () => {
  const above = new Set<string>()
  for (const slice of slices) {
    for (const used of slice.mayUse) expect(above, `${slice.name} uses ${used}`).toContain(used)
    expect(above).not.toContain(slice.name)
    above.add(slice.name)
  }
})
