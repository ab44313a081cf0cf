import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Marks, writeAddresses } from './marks.ts'

const NAMES = ['@iot.selfLink', 'Thing@iot.navigationLink', 'Sensor@iot.navigationLink']
const MARKS: Marks = NAMES.map((name, index) => ({
  before: `"${name}":"https://example.org/${index}/(`,
  after: `)/${name}"`,
}))

type Item = { id: number; text: string; links: number[]; inner: readonly Item[] }

const { item } = fc.letrec<{ item: Item }>((tie) => ({
  item: fc.record({
    id: fc.nat(),
    text: fc.string({ unit: 'binary' }),
    links: fc.array(fc.nat({ max: 2 }), { maxLength: 4 }),
    inner: fc.oneof({ maxDepth: 3 }, fc.constant<Item[]>([]), fc.array(tie('item'), { maxLength: 3 })),
  }),
}))

/** An item as the database writes it: with marks, or with the addresses themselves. */
function write({ id, text, links, inner }: Item, withMarks: boolean): string {
  const shown = withMarks ? `\u0001${id}\u0001` : String(id)
  const linked = links.map((link) => {
    const { before, after } = MARKS[link] as Marks[number]
    return withMarks ? `\u0002${String.fromCharCode(0x21 + link)}` : `${before}${id}${after}`
  })
  const fields = [`"@iot.id":${shown}`, ...linked, `"text":${JSON.stringify(text)}`]
  return `{${[...fields, `"inner":[${inner.map((each) => write(each, withMarks))}]`].join()}}`
}

it('writes the same as without marks, whatever is in texts and however deep', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 5 }), (items) => {
      const [marked, plain] = [true, false].map((marks) => `[${items.map((each) => write(each, marks))}]`)
      expect(writeAddresses(marked ?? '', MARKS)).toBe(plain)
    }),
  )
})

it('refuses a mark that stands for nothing', () => {
  expect(() => writeAddresses('{"@iot.id":\u00011\u0001,\u0002~}', MARKS)).toThrow('a mark')
})
