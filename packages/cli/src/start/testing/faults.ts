import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Everything that automatic rules find wrong, at both widths, and whether the page is wider than the screen. */
export async function findFaults(page: Page): Promise<string[]> {
  const faults: string[] = []
  /** The rules stay in the page: reading them again takes as long as checking. */
  let isThere = false
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 })
    const over = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth')
    if (over > 0) faults.push(`${over} pixels too wide at ${width}`)
    const axe = new AxeBuilder(isThere ? { page, axeSource: ';' } : { page })
    isThere = true
    // Without a look into frames of other sites, of which there are none: it opens a page for each check.
    const { violations } = await axe
      .setLegacyMode()
      .options({ runOnly: RULES, resultTypes: ['violations'] })
      .analyze()
    for (const { id, nodes } of violations) {
      faults.push(`${id} at ${width}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
    }
  }
  return faults
}
