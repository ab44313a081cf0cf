import { expect, it } from 'vitest'
import { showPart } from '../../../testing/show-page.tsx'
import type { DesignHelp } from '../../interventions/api.ts'
import { DesignAnswer } from './design-answer.tsx'

const candidate = { isNeighbour: false, isChosen: false, drift: 0 }
const help = {
  indicator: { unit: '°C' },
  detectable: null,
  sentence: { nl: '', en: '' },
  candidates: [
    { ...candidate, code: 'BU1', name: 'Noord', rank: 1, hasGaps: false },
    { ...candidate, code: 'BU2', name: 'Zuid', rank: null, hasGaps: true },
  ].map((each) => ({
    ...each,
    levelDifference: each.hasGaps ? null : 0.4,
    correlation: each.hasGaps ? null : 0.9,
    straying: each.hasGaps ? 8 : 0.2,
  })),
} as unknown as DesignHelp

it('tells of an area that misses figures no difference at all', () => {
  const rows = [...showPart(<DesignAnswer help={help} outside={[]} />).matchAll(/<tr.*?<\/tr>/gs)].map(
    ([row]) => row.replaceAll(/<[^>]*>/g, '|'),
  )
  expect(rows.find((row) => row.includes('Noord'))).toMatch(/0,2.*0,90.*0,4/)
  expect(rows.find((row) => row.includes('Zuid'))).not.toMatch(/\d/)
})

it('names each figure on a phone, where its heading is not beside it', () => {
  const page = showPart(<DesignAnswer help={help} outside={[]} />)
  expect(page.match(/<td[^>]*>/g)?.every((cell) => cell.includes('data-title="'))).toBe(true)
})
