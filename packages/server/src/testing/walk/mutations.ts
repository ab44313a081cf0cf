/** A value put in the place of a good one; without a value the field is left out. */
export type Oddity = { name: string; value?: unknown }

/** Where a value stands in a body. */
export type Place = readonly (string | number)[]

/** A text that {@link writeJson} writes as it is: JSON that no value of JavaScript can become. */
const raw = (json: string) => `\u0001${json}\u0001`

/** JSON of a value in which texts made by `raw` stand bare. */
export function writeJson(value: unknown): string {
  return JSON.stringify(value).replaceAll(/"\\u0001(.*?)\\u0001"/g, (_, json: string) =>
    String(JSON.parse(`"${json}"`)),
  )
}

const nested = (levels: number) => raw('['.repeat(levels) + ']'.repeat(levels))
const nestedObjects = (levels: number) => raw(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`)

/** Texts, also for addresses, that are wrong or break out of statements, pages, paths and files that are glued together. */
export const ODD_TEXTS: readonly Oddity[] = [
  { name: 'empty text', value: '' },
  { name: 'space', value: ' ' },
  { name: 'long text', value: 'x'.repeat(30_000) },
  { name: 'NUL', value: 'a\u0000b' },
  { name: 'invisible characters', value: '\u202e\ufeff\u200b' },
  { name: 'SQL with a quote', value: "'; drop table parties.person; --" },
  { name: 'SQL with a condition', value: "' or '1'='1" },
  { name: 'SQL with a dollar', value: '$1 ${1} $$; select pg_sleep(100); $$' },
  { name: 'wildcards of like', value: '%_\\%' },
  { name: 'backslash', value: '\\' },
  { name: 'script', value: '<script>alert(1)</script>' },
  { name: 'path upward', value: '../../../etc/passwd' },
  { name: 'formula', value: '=HYPERLINK("http://evil.example")' },
  { name: 'NaN as text', value: 'NaN' },
  { name: 'Infinity as text', value: '-Infinity' },
  { name: 'id beyond 64 bits as text', value: '18446744073709551616' },
  { name: 'id just beyond 64 bits as text', value: '9223372036854775808' },
  { name: 'negative id as text', value: '-1' },
  { name: 'power as text', value: '1e999' },
  { name: 'date in year 0', value: '0000-01-01' },
  { name: 'date in year 1', value: '0001-01-01' },
  { name: 'moment in year 1', value: '0001-01-01T00:00:00Z' },
  { name: 'date in year 9999', value: '9999-12-31' },
  { name: 'date in year 10000', value: '10000-01-01' },
  { name: 'date that is not there', value: '2026-02-30' },
  { name: 'moment in year 0', value: '0000-01-01T00:00:00Z' },
  { name: 'moment in year 9999', value: '9999-12-31T23:59:59.999999Z' },
  { name: 'moment beyond year 9999', value: '9999-12-31T23:59:59-12:00' },
  { name: 'moment with a leap second', value: '2016-12-31T23:59:60Z' },
  { name: 'moment with an hour 24', value: '2026-01-01T24:00:00Z' },
  { name: 'moment in the last year of JavaScript', value: '+275760-09-13T00:00:00Z' },
  { name: 'unknown unit', value: 'furlong/fortnight' },
  { name: 'unknown id', value: '00000000-0000-4000-8000-000000000000' },
  { name: 'braced id', value: '{00000000-0000-4000-8000-000000000000}' },
  { name: 'web address with a script', value: 'javascript:alert(1)' },
  { name: 'web address without a host', value: 'http://' },
  { name: 'web address with a broken host', value: 'https://[/v1.1' },
  { name: 'broker with a broken host', value: 'mqtts://a<b' },
  { name: 'web address with a NUL', value: 'https://example.org/\u0000' },
]

/** Values of every kind, to put in each place of a body. */
export const ODD_VALUES: readonly Oddity[] = [
  { name: 'left out' },
  { name: 'null', value: null },
  { name: 'true', value: true },
  { name: 'zero', value: 0 },
  { name: 'minus one', value: -1 },
  { name: 'fraction', value: 1.5 },
  { name: 'number beyond 32 bits', value: 2_147_483_648 },
  { name: 'number beyond 64 bits', value: raw('18446744073709551616') },
  { name: 'largest number', value: raw('1.7976931348623157e308') },
  { name: 'infinite number', value: raw('1e400') },
  { name: 'smallest number', value: raw('5e-324') },
  { name: 'empty list', value: [] },
  { name: 'list of nothing', value: [null] },
  { name: 'long list', value: Array.from({ length: 20_000 }, () => 'a') },
  { name: 'empty object', value: {} },
  { name: 'object with another field', value: { onbekend: 1 } },
  { name: 'half a character', value: raw('"\\ud800"') },
  { name: '100 levels of lists', value: nested(100) },
  { name: '100 levels of objects', value: nestedObjects(100) },
  { name: '5000 levels of lists', value: nested(5_000) },
  ...ODD_TEXTS,
]

/** Bodies that are no JSON at all, or are JSON that no one should write. */
export const BROKEN_BODIES: readonly { name: string; body: string | Buffer }[] = [
  { name: 'nothing', body: '' },
  { name: 'half of it', body: '{"name": "Wat' },
  { name: 'NaN', body: '{"name": NaN}' },
  { name: 'two values', body: '{}{}' },
  { name: 'no UTF-8', body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]) },
  { name: 'NUL bytes', body: Buffer.alloc(64) },
  { name: 'a prototype', body: '{"__proto__": {"name": "x"}}' },
  { name: 'a constructor', body: '{"constructor": {"prototype": {"name": "x"}}}' },
  { name: 'the same field twice', body: '{"name": 1, "name": 2}' },
  { name: '100,000 levels', body: '['.repeat(100_000) },
  { name: 'a byte order mark', body: '\ufeff{}' },
]

/** Files that are cut off, in another encoding, or not what they say. */
export const BROKEN_FILES: readonly { name: string; body: Buffer }[] = [
  { name: 'empty', body: Buffer.alloc(0) },
  { name: 'only line ends', body: Buffer.from('\r\n\n\r\n') },
  { name: 'no UTF-8', body: Buffer.from([0xff, 0xfe, 0x61, 0x00, 0x3b, 0x00, 0x0a, 0x00, 0xc3, 0x28]) },
  { name: 'NUL bytes', body: Buffer.alloc(4096) },
  { name: 'a line of a megabyte', body: Buffer.from(`a,b\n${'x'.repeat(1_000_000)}`) },
  { name: 'a quote that never ends', body: Buffer.from('a,b\n"1,2\n3,4\n') },
  { name: 'another delimiter', body: Buffer.from('a|b|c\n1|2|3\n') },
  { name: 'a page', body: Buffer.from('<!doctype html><title>Not found</title>') },
  { name: 'a compressed file', body: Buffer.from([0x1f, 0x8b, 0x08, 0x00, 0, 0, 0, 0, 0, 3, 0x4b, 0x04, 0]) },
  { name: 'other JSON', body: Buffer.from('{"type":"FeatureCollection","features":{"a":1}}') },
  {
    name: 'odd features',
    body: Buffer.from('{"type":"FeatureCollection","features":[null,1,{"type":"Feature"}]}'),
  },
  { name: 'half of JSON', body: Buffer.from('{"type":"FeatureCollection","features":[{"type":') },
  { name: '100 levels', body: Buffer.from('['.repeat(100) + ']'.repeat(100)) },
]

/** Every place in a value, the whole included. */
export function placesIn(value: unknown, path: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [path]
  const inner = Object.entries(value).flatMap(([key, each]) =>
    placesIn(each, [...path, Array.isArray(value) ? Number(key) : key]),
  )
  return [path, ...inner]
}

/** A copy of a value with something else in one place, or without what was there. */
export function replaceIn(value: unknown, [key, ...rest]: Place, oddity: Oddity): unknown {
  if (key === undefined) return oddity.value
  const copy = structuredClone(value) as Record<string | number, unknown>
  if (rest.length > 0) copy[key] = replaceIn(copy[key], rest, oddity)
  else if ('value' in oddity) copy[key] = oddity.value
  else if (Array.isArray(copy)) copy.splice(Number(key), 1)
  else delete copy[key]
  return copy
}

/** A place as a JSON pointer, as problems name it. */
export function pointerTo(place: Place): string {
  return place.map((key) => `/${key}`).join('')
}
