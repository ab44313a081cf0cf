import { expect, it } from 'vitest'
import { myPaths } from './paths.ts'

it('makes the addresses for residents, and for who asks them for consent', () => {
  const made = Object.values(myPaths((path) => path)).map((make) =>
    (make as (...keys: unknown[]) => string)('a/b', 'c'),
  )
  expect(made).toMatchInlineSnapshot(`
    [
      "/mijn",
      "/mijn/meters/nieuw",
      "/mijn/meters/nieuw/a%2Fb?dataset=c",
      "/mijn/meters/overnemen?sleutel=a%2Fb",
      "/mijn/meters/a%2Fb",
      "/mijn/meters/a%2Fb/verhuizen",
      "/mijn/meters/a%2Fb/overdragen",
      "/mijn/meters/a%2Fb/stoppen",
      "/mijn/berichten",
      "/mijn/toestemmingen",
      "/mijn/toestemmingen/a%2Fb",
      "/mijn/toestemmingen/a%2Fb/bewijzen/c",
      "/toestemming/controleren",
      "/werkplek/toestemmingen",
      "/werkplek/toestemmingen/nieuw",
      "/werkplek/toestemmingen/a%2Fb",
    ]
  `)
})
