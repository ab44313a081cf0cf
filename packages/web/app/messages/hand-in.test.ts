import { expect, it } from 'vitest'
import { sayHandIn } from '../language.ts'
import { en } from './en.ts'
import { sayJeInAll } from './informal.ts'
import { nl } from './nl.ts'

it.each([
  ['nl', sayHandIn(sayJeInAll(nl)), /alleen jij(?! en je juf of meester)/i, 'jij en je juf of meester'],
  ['en', sayHandIn(en), /only you\b(?! and your teacher)/i, 'you and your teacher see'],
])('tells a pupil that the teacher sees a draft as well: %s', (_language, texts, alone, together) => {
  expect(JSON.stringify([texts.analyses, texts.classes.pupil])).not.toMatch(alone)
  const { lead, newLead, done, previewPage } = texts.analyses.my
  for (const text of [lead, newLead, done['analyse-gemaakt'], previewPage.lead]) {
    expect(text).toContain(together)
  }
})

it('keeps the words for who has an account', () => {
  expect(nl.analyses.my.lead).toContain('Concepten ziet alleen u.')
  expect(en.analyses.my.previewPage.lead).toContain('Only you see this.')
})
