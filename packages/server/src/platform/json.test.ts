import { expect, it } from 'vitest'
import { readJson } from './json.ts'

function refusal(bytes: string | Buffer): string {
  try {
    readJson(Buffer.from(bytes as string))
  } catch (error) {
    return String((error as Error).message)
  }
  return expect.unreachable()
}

it('says where a text is not JSON', () => {
  expect(refusal('{\n  "result": 1,\n}')).toBe(
    'This is not valid JSON: “}” at line 3, column 1 is not right. Look at brackets, commas and quotes.',
  )
  expect(refusal('{"a":[1,2]')).toContain('ends too early, at line 1, column 11')
  expect(refusal('')).toContain('has no body')
})

it('does not repeat what cannot be seen or stored', () => {
  for (const bytes of [Buffer.alloc(40), '\x07', '{"a":\x00}']) {
    expect(refusal(bytes)).toMatch(/^This is not valid JSON: the text at line 1, column \d is not right/)
  }
})

it.each(['NaN', 'Infinity', '-Infinity'])('says that JSON has no number %s', (number) => {
  expect(refusal(`{"result":${number}}`)).toBe(
    `JSON has no number ${number} (line 1, column 11). Leave the value out, or send null.`,
  )
})

it('says which byte is not UTF-8, also after a character that stands for one', () => {
  expect(refusal(Buffer.from('{"a":"caf\xe9"}', 'latin1'))).toBe(
    'This is not UTF-8: byte 10 (0xE9), at line 1, column 10. Save the text as UTF-8 and send it again.',
  )
  const both = Buffer.concat([Buffer.from('{"a":"\uFFFDé\uFFFD'), Buffer.from([0xe9]), Buffer.from('"}')])
  expect(refusal(both)).toContain('byte 15 (0xE9), at line 1, column 10')
})

it('keeps a replacement character that was sent', () => {
  expect(readJson(Buffer.from('"\uFFFD"'))).toBe('\uFFFD')
})
