import { afterAll, beforeAll, expect, it } from 'vitest'
import { serveFixture } from '../testing/serve-fixture.ts'

let isLoading = true
let site: Awaited<ReturnType<typeof serveFixture>>

beforeAll(async () => {
  site = await serveFixture(0, () => isLoading)
})

afterAll(async () => {
  await site?.stop()
})

it.each([
  ['/', 'wordt nog ingelezen'],
  ['/en', 'is still being loaded'],
])('says at %s as long as measurements are being loaded', async (path, words) => {
  const read = async () => (await fetch(`${site.url}${path}`)).text()
  isLoading = true
  expect(await read()).toContain(words)
  isLoading = false
  expect(await read()).not.toContain(words)
})
