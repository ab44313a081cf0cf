/** How long a visitor waits for a year of hours as a chart. The best turn counts, as elsewhere; all are given. */
import { setTimeout } from 'node:timers/promises'
import type { Browser, Measured, Page } from './screen-figure.ts'

/** What one chart on screen took, in milliseconds. */
type Drawn = {
  /** From the address or the click until the picture is on screen. */
  whole: number
  /** Until the page, or what changes of it, was there. */
  page: number
  /** The picture, as the browser waited for it. */
  picture: number
}

const TURNS = 9
/** Milliseconds before a page is opened. */
const QUIET = 1000
const DAY = 86_400_000

/** @param datastream has the year */
export async function measureCharts(browser: Browser, url: string, datastream: number): Promise<Measured[]> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } })
  const day = (ago: number) => new Date(Date.now() - ago * DAY).toISOString().slice(0, 10)
  const question = (step: string) =>
    `chart=lines&what=property:temperatuur&where=datastream:${datastream}&from=${day(365)}&to=${day(1)}&step=${step}`
  const api: number[] = []
  const opened: Drawn[] = []
  const chosen: Drawn[] = []
  for (let turn = -2; turn < TURNS; turn += 1) {
    const started = performance.now()
    await (await fetch(`${url}/api/v1/explorations?${question('hour')}`)).arrayBuffer()
    const answered = performance.now() - started
    await forget(page)
    const direct = await timeOpening(page, `${url}/verken?${question('hour')}`)
    await forget(page)
    await page.goto(`${url}/verken?${question('week')}`, { waitUntil: 'networkidle' })
    const byChoice = await timeChoosing(page)
    if (turn < 0) continue
    api.push(answered)
    opened.push(direct)
    chosen.push(byChoice)
  }
  await page.close()
  const inAll = (name: string, all: number[], target = '–'): Measured => ({
    name,
    unit: 'ms',
    value: Math.min(...all),
    all,
    target,
  })
  const onScreen = (how: string, all: Drawn[]) => [
    inAll(
      `a year of hours on screen, ${how}`,
      all.map(({ whole }) => whole),
      '≤ 300 ms',
    ),
    inAll(
      'of that: the page without its picture',
      all.map((each) => each.page),
    ),
    inAll(
      'of that: the picture',
      all.map(({ picture }) => picture),
    ),
  ]
  return [
    inAll('a year of hours: the answer of the API alone', api, '≤ 100 ms'),
    ...onScreen('opened by its address', opened),
    ...onScreen('chosen on the page', chosen),
  ]
}

/** A browser keeps a picture for a minute; a visitor sees it for the first time. */
async function forget(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page)
  await session.send('Network.clearBrowserCache')
  await session.detach()
}

/** Who opens a page looked at another one before: what the browser still had to do for that, such as making ready a process for the next, is no part of it. */
async function timeOpening(page: Page, address: string): Promise<Drawn> {
  await setTimeout(QUIET)
  await page.goto(address, { waitUntil: 'commit' })
  return page.evaluate(OPENING)
}

/** Chooses hours in place of weeks, as a visitor does. */
function timeChoosing(page: Page): Promise<Drawn> {
  return page.evaluate(CHOOSING)
}

// Runs in the browser, whose types the rest of this package does not know.
const TOOLS = `
  const find = () => document.querySelector('.sp-chart img')
  const soon = () => new Promise((resolve) => setTimeout(resolve, 1))
  const onScreen = async (image) => {
    await image.decode()
    await new Promise(requestAnimationFrame)
    return performance.now()
  }
  // Nothing is on screen before the style of the page is there, not even a picture that is.
  const firstPaint = async () => {
    const found = () => performance.getEntriesByName('first-contentful-paint')[0]
    while (!found()) await soon()
    return found().startTime
  }
  const pictureOf = (image) => performance.getEntriesByName(image.currentSrc).at(-1)?.duration ?? NaN`

const OPENING = `(async () => {${TOOLS}
  while (!find()) await soon()
  const image = find()
  const ready = await onScreen(image)
  const [{ responseEnd }] = performance.getEntriesByType('navigation')
  return { whole: Math.max(ready, await firstPaint()), page: responseEnd, picture: pictureOf(image) }
})()`

const CHOOSING = `(async () => {${TOOLS}
  const shown = find().currentSrc
  const step = document.querySelector('select[name="step"]')
  step.value = 'hour'
  step.dispatchEvent(new Event('change', { bubbles: true }))
  const started = performance.now()
  step.form.requestSubmit()
  while (!find() || find().currentSrc === shown) await soon()
  const changed = performance.now()
  const image = find()
  const whole = await onScreen(image)
  return { whole: whole - started, page: changed - started, picture: pictureOf(image) }
})()`
