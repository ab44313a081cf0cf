import type { Locator, Page } from 'playwright-core'

const MOST_STEPS = 250

/** Uses a page with the keyboard alone: what cannot be reached with Tab is not there. */
export type Keyboard = {
  /** Goes on with Tab until the element has the focus. */
  reach(element: Locator): Promise<void>
  /** Types in a field, in place of what is there. */
  fill(label: string | RegExp, text: string): Promise<void>
  /** Chooses in a list by typing the start of the words. */
  choose(label: string | RegExp, words: string): Promise<void>
  /** Ticks a box, or takes one of several. */
  tick(label: string | RegExp): Promise<void>
  /** Presses a button and waits until the page has answered. */
  press(button: string | RegExp): Promise<void>
  /** Opens what is folded to one line. */
  open(summary: string): Promise<void>
  /** Follows a link. */
  follow(link: string | RegExp): Promise<void>
}

/** The keyboard of a page; `within` looks only in that part of it. */
export function keyboardOf(page: Page, within: Page | Locator = page): Keyboard {
  const reach = async (element: Locator) => {
    const target = element.first()
    await target.waitFor({ state: 'attached' })
    for (let step = 0; step < MOST_STEPS; step += 1) {
      if ((await target.and(page.locator(':focus')).count()) > 0) return
      await page.keyboard.press('Tab')
    }
    throw new Error(`Tab does not lead to ${element}.`)
  }
  const field = (label: string | RegExp) => within.getByLabel(label)
  return {
    reach,
    async fill(label, text) {
      await reach(field(label))
      if ((await field(label).first().getAttribute('type')) === 'date') {
        const [year, month, day] = text.split('-')
        await page.keyboard.type(`${month}${day}${year}`)
        return
      }
      await page.keyboard.press('Control+A')
      await page.keyboard.type(text)
    },
    async choose(label, words) {
      await reach(field(label))
      await page.keyboard.type(words)
    },
    async tick(label) {
      const box = field(label).first()
      if ((await box.getAttribute('type')) === 'radio') await takeRadio(page, reach, box)
      else {
        await reach(box)
        await page.keyboard.press('Space')
      }
      if (!(await box.isChecked())) throw new Error(`${label} could not be ticked.`)
    },
    async press(button) {
      await reach(within.getByRole('button', { name: button }))
      const answered = page.waitForResponse((response) => response.request().method() === 'POST')
      await page.keyboard.press('Enter')
      await answered
      await page.waitForLoadState('networkidle')
    },
    async open(summary) {
      const target = within.locator('summary', { hasText: summary })
      await reach(target)
      await page.keyboard.press('Enter')
    },
    async follow(link) {
      const target = within.getByRole('link', { name: link })
      await reach(target)
      const before = page.url()
      await page.keyboard.press('Enter')
      await page.waitForURL((url) => url.href !== before)
      await page.waitForLoadState('networkidle')
    },
  }
}

/** Radios of one name are one stop of Tab; the arrows go from one to the next. */
async function takeRadio(page: Page, reach: (element: Locator) => Promise<void>, radio: Locator) {
  const name = await radio.getAttribute('name')
  const group = page.locator(`input[type=radio][name="${name}"]`)
  const count = await group.count()
  const checked = page.locator(`input[type=radio][name="${name}"]:checked`)
  await reach((await checked.count()) > 0 ? checked : group)
  await page.keyboard.press('Space')
  for (let step = 0; step < count && !(await radio.isChecked()); step += 1) {
    await page.keyboard.press('ArrowDown')
  }
}
