import { Type } from 'typebox'
import { expect, it } from 'vitest'
import { ReadRevision, refuseStale, revisionOf } from './revision.ts'

const Change = Type.Partial(
  Type.Object({ title: Type.String(), parts: Type.Unknown(), revision: ReadRevision }),
)

it('is the same for the same text, whatever the order of its parts and whatever else is kept with it', () => {
  const revision = revisionOf(Change, { title: 'a', parts: { x: 1, y: [null] }, updatedAt: 1 })
  expect(revisionOf(Change, { parts: { y: [null], x: 1 }, title: 'a', updatedAt: 2, revision })).toBe(
    revision,
  )
})

it('is another one for any other text', () => {
  const texts = [{}, { title: 'a' }, { title: 'b' }, { title: '', parts: 'a' }, { parts: [] }]
  expect(new Set(texts.map((text) => revisionOf(Change, text))).size).toBe(texts.length)
})

it('refuses a change on an older text, and none that does not say what it was made on', () => {
  const stored = { title: 'a' }
  expect(() => refuseStale(Change, stored, undefined)).not.toThrow()
  expect(() => refuseStale(Change, stored, revisionOf(Change, stored))).not.toThrow()
  expect(() => refuseStale(Change, stored, 'older')).toThrow(expect.objectContaining({ code: 'conflict' }))
  expect(() => refuseStale(Change, undefined, 'older')).toThrow(expect.objectContaining({ code: 'conflict' }))
})

it('lets an empty one say that there must be nothing yet', () => {
  expect(() => refuseStale(Change, undefined, '')).not.toThrow()
  expect(() => refuseStale(Change, { title: 'a' }, '')).toThrow()
  expect(() => refuseStale(Change, undefined, 'read-before')).toThrow()
})
