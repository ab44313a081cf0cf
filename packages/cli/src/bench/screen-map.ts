/** How smoothly a map of many stations moves. */
import { medianOf } from './measure.ts'
import type { Browser, Measured, Page } from './screen-figure.ts'

const SECONDS = 5
const FIRST_SECONDS = 2
/** How far the map is dragged, in pixels, and how many movements of the mouse that takes. */
const REACH = 200
const MOVES = 60

/** A screen of a desk, and of a phone. */
const SCREENS = [
  { width: 1280, height: 900 },
  { width: 360, height: 640 },
]

/** @param send lets new values come in */
export async function measureMap(
  browser: Browser,
  url: string,
  send: () => Promise<unknown>,
): Promise<Measured[]> {
  const figures: Measured[] = []
  for (const screen of SCREENS) figures.push(...(await measureOn(browser, screen, url, send)))
  return figures
}

async function measureOn(
  browser: Browser,
  viewport: (typeof SCREENS)[number],
  url: string,
  send: () => Promise<unknown>,
): Promise<Measured[]> {
  const page = await browser.newPage({ viewport })
  await page.goto(`${url}/kaart?grootheid=temperatuur`, { waitUntil: 'load' })
  await page.getByRole('button', { name: 'Beweeg de kaart' }).click()
  await page.locator('.sp-map-canvas canvas').waitFor()
  await page.waitForLoadState('networkidle')
  const size = `${viewport.width} × ${viewport.height}`
  // A map that is moved for the first time finds out how many pixels it can draw.
  await drag(page, FIRST_SECONDS)
  const figures = [
    ...(await move(page, `a map of all stations on ${size}, moved`, async () => {})),
    ...(await move(page, `the same on ${size} while 1,000 new values come in`, send)),
    await clear(browser, await boxOf(page)),
  ]
  await page.close()
  return figures
}

/** For comparison: how often this machine shows a canvas as large as the map on which nothing at all is drawn. */
async function clear(
  browser: Browser,
  { width, height }: { width: number; height: number },
): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: Math.ceil(width), height: Math.ceil(height) } })
  await page.setContent(`<body style="margin:0"><canvas width="${width}" height="${height}"></canvas>`)
  await page.evaluate(`(() => {
    const gl = document.querySelector('canvas').getContext('webgl2')
    let turn = 0
    const next = () => {
      gl.clearColor((turn++ % 60) / 60, 0, 0, 1)
      gl.clear(gl.COLOR_BUFFER_BIT)
      requestAnimationFrame(next)
    }
    next()
  })()`)
  const between = await page.evaluate<number[]>(framesFor(SECONDS))
  await page.close()
  return {
    name: `for comparison, an empty canvas of ${Math.round(width)} × ${Math.round(height)}: frames`,
    unit: 'a second',
    value: between.length / SECONDS,
    all: [],
    target: '–',
  }
}

async function boxOf(page: Page) {
  const box = await page.locator('.sp-map-canvas canvas').boundingBox()
  if (!box) throw new Error('The map is not on screen.')
  return box
}

async function move(page: Page, name: string, meanwhile: () => Promise<unknown>): Promise<Measured[]> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const before = await workOf(session)
  const frames = page.evaluate<number[]>(framesFor(SECONDS))
  const news = meanwhile()
  const share = await drag(page, SECONDS)
  const between = await frames
  await news
  const after = await workOf(session)
  await session.detach()
  const all = (value: number, what: string, target: string, unit = 'ms'): Measured => ({
    name: `${name}: ${what}`,
    unit,
    value,
    all: [],
    target,
  })
  const perFrame = (part: keyof typeof before) => ((after[part] - before[part]) * 1000) / between.length
  return [
    all(between.length / SECONDS, 'frames', '≥ 60 a second', 'a second'),
    all(medianOf(between), `between frames, the middle of ${between.length}`, '≤ 16.7 ms'),
    all(perFrame('task'), 'work of the page per frame, all of it', '≤ 16.7 ms'),
    all(perFrame('script'), 'of that: scripts', '–'),
    all(100 * share, 'pixels across, of those when it stands still', '–', '%'),
  ]
}

/** Drags the map round; gives what part of the pixels of the page it had across meanwhile. */
async function drag(page: Page, seconds: number): Promise<number> {
  const box = await boxOf(page)
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const until = performance.now() + seconds * 1000
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let turn = 0; performance.now() < until; turn += 1) {
    const angle = (2 * Math.PI * turn) / MOVES
    await page.mouse.move(x + REACH * Math.sin(angle), y + REACH * (1 - Math.cos(angle)) * 0.5)
  }
  const pixels = await page.evaluate<number>(`document.querySelector('.sp-map-canvas canvas').width`)
  await page.mouse.up()
  return pixels / box.width
}

type Session = Awaited<ReturnType<ReturnType<Page['context']>['newCDPSession']>>

/** Seconds that the main thread of the page worked since it was opened. */
async function workOf(session: Session): Promise<{ task: number; script: number }> {
  const { metrics } = await session.send('Performance.getMetrics')
  const read = (wanted: string) => metrics.find(({ name }) => name === wanted)?.value ?? Number.NaN
  return { task: read('TaskDuration'), script: read('ScriptDuration') }
}

/** Runs in the browser: milliseconds between the frames of some seconds. */
const framesFor = (seconds: number) => `new Promise((resolve) => {
  const times = []
  const next = (time) => {
    times.push(time)
    if (time - times[0] < ${seconds * 1000}) requestAnimationFrame(next)
    else resolve(times.slice(1).map((each, index) => each - times[index]))
  }
  requestAnimationFrame(next)
})`
