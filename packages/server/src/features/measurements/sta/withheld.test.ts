import { ENTITY_TYPES, linksOf, MODEL } from '@samenspel/standards/sensorthings'
import fc from 'fast-check'
import { beforeAll, expect, it } from 'vitest'
import type { TestActor } from '../../../testing/actors.ts'
import { useServer } from '../../../testing/server.ts'
import { randomLists } from './testing/random-requests.ts'
import { SECRET, seedOpenAndSecret, speakAs } from './testing/seed.ts'

const server = useServer()
let owner: TestActor

beforeAll(async () => {
  owner = (await seedOpenAndSecret(server)).secret
}, 60_000)

/** Each list as a whole and counted, also as seen from every entity that has it; chance alone would miss some. */
const EVERY_LIST = ENTITY_TYPES.flatMap((type) => {
  const { collection } = MODEL[type]
  const links = [...linksOf(type)]
  return [
    `${collection}?$count=true&$top=1`,
    `${collection}/$count`,
    `${collection}/$count?$filter=id gt 0`,
    `${collection}/$ref`,
    ...links.flatMap(([link, { many }]) => [
      `${collection}?$expand=${link}${many ? '($count=true;$top=1)' : ''}`,
      `${collection}?$filter=${link}/id gt 0`,
      `${collection}?$orderby=${link}/id desc`,
      ...(many
        ? [`${collection}?$filter=${link}/any()`, `${collection}?$filter=${link}/all(x:x/id lt 3)`]
        : []),
      ...[1, 2, 3, 4, 5, 6].map((id) => `${collection}(${id})/${link}`),
      ...(type === 'Observation'
        ? [`${collection}?$apply=groupby((${link}/id),aggregate($count as n))`]
        : []),
    ]),
    `${collection}?$count=true&$select=distinct:id`,
  ]
})

it('answers those who may not see it with the same bytes, whether it is there, is changed, or is not', async () => {
  const anyone = speakAs(server, undefined)
  const ours = speakAs(server, owner)
  const paths = [...EVERY_LIST, ...fc.sample(randomLists, 150)]
  const ask = async () => {
    const answers: string[] = []
    for (const path of paths) {
      const { status, text } = await anyone('GET', path)
      answers.push(`${status} ${text}`)
    }
    return answers
  }
  const before = await ask()
  const things = (await ours('GET', `Things?$filter=contains(name,'${SECRET}')`)).json<{
    value: { '@iot.id': number }[]
  }>()
  const thing = `Things(${things.value[0]?.['@iot.id']})`
  await ours('PATCH', thing, { name: 'PM2.5 1', properties: { a: 7 } })
  await ours('POST', `${thing}/Locations`, {
    name: SECRET,
    description: SECRET,
    encodingType: 'application/geo+json',
    location: { type: 'Point', coordinates: [5.1, 52.3] },
  })
  expect(await ask()).toEqual(before)
  expect((await ours('DELETE', thing)).status).toBe(200)
  expect(await ask()).toEqual(before)
}, 240_000)
