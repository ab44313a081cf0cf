import { expect, it } from 'vitest'
import { openSecret, sealSecret } from './secret-box.ts'

it('opens for who has the secret, for the same thing, unchanged, and never else', () => {
  const sealed = sealSecret('operator', 'broker 1', 'pässword')
  expect(sealed.toString('latin1')).not.toContain('word')
  expect(openSecret('operator', 'broker 1', sealed)).toBe('pässword')
  expect(openSecret('another', 'broker 1', sealed)).toBeUndefined()
  expect(openSecret('operator', 'broker 2', sealed)).toBeUndefined()
  const changed = Buffer.from(sealed)
  changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1
  expect(openSecret('operator', 'broker 1', changed)).toBeUndefined()
  expect(sealSecret('operator', 'broker 1', 'pässword')).not.toEqual(sealed)
})
