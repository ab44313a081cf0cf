import { expect, it } from 'vitest'
import { answers } from '../../../testing/answers.ts'
import { challenges, indicators } from '../../../testing/fixture-data.ts'
import { showPage } from '../../../testing/show-page.tsx'
import type { AreaLevel, Challenge, Goal } from '../../api.ts'
import * as goalPage from './goal.tsx'

const challenge = challenges[0] as Challenge
const path = '/api/v1/challenges/koele-buurten'
const area = (code: string, level: AreaLevel, parentCode: string | null, municipalityCode = 'GM01') => ({
  code,
  name: `Gebied ${code}`,
  level,
  parentCode,
  municipalityCode,
})
const town = [
  area('GM01', 'municipality', null),
  area('WK01', 'district', 'GM01'),
  area('BU01', 'neighbourhood', 'WK01'),
  area('BU02', 'neighbourhood', 'WK02', 'GM02'),
]

async function show(of: Partial<Challenge>, level: AreaLevel, goal: Partial<Goal>, areas: object[] = town) {
  const goals = [{ ...(challenge.goals[0] as Goal), areaCode: null, ...goal }]
  const api = answers({
    [`GET ${path}`]: { ...challenge, ...of, goals },
    'GET /api/v1/indicators': { items: [{ ...indicators[0], level }], next: null },
    'GET /api/v1/areas': (_: unknown, query: URLSearchParams) => {
      const start = Number(query.get('cursor') ?? 0)
      const end = start + Number(query.get('pageSize'))
      return { items: areas.slice(start, end), next: end < areas.length ? String(end) : null }
    },
  })
  const address = `/werkplek/opgaven/koele-buurten/doelen/${goals[0]?.id}`
  return (await showPage(goalPage, '/werkplek/opgaven/:slug/doelen/:id', { api, address })).html
}

const offered = (html: string) => {
  const [select = ''] = /<select[^>]*name="areaCode"[\s\S]*?<\/select>/.exec(html) ?? []
  return [...select.matchAll(/<option value="([^"]+)"/g)].map(([, code]) => code)
}

it('offers what lies in the areas of the challenge, not smaller than the areas of the indicator', async () => {
  const indicatorId = indicators[0]?.id ?? null
  const ofTown = { areaCodes: ['GM01'] }
  expect(offered(await show(ofTown, 'neighbourhood', { indicatorId }))).toEqual(['GM01', 'WK01', 'BU01'])
  expect(offered(await show(ofTown, 'district', { indicatorId }))).toEqual(['GM01', 'WK01'])
  expect(offered(await show({ areaCodes: [] }, 'district', { indicatorId: null }))).toHaveLength(4)
})

it('keeps offering the area that a goal has', async () => {
  const goal = { indicatorId: indicators[0]?.id ?? null, areaCode: 'BU02' }
  expect(offered(await show({ areaCodes: ['GM01'] }, 'municipality', goal))).toEqual(['GM01', 'BU02'])
  const gone = await show({ areaCodes: ['GM01'] }, 'municipality', { ...goal, areaCode: 'BU99' })
  expect(offered(gone)).toEqual(['GM01', 'BU99'])
})

it('asks for the code where there are too many areas for a list, and offers all of several hundreds', async () => {
  const many = Array.from({ length: 1001 }, (_, index) => area(`BU${1000 + index}`, 'neighbourhood', 'WK01'))
  const goal = { areaCode: 'BU1900' }
  const html = await show({ areaCodes: [] }, 'neighbourhood', goal, many)
  expect(html).toContain('De code van het gebied')
  expect(html).toMatch(/<input[^>]*name="areaCode"[^>]*value="BU1900"/)
  const hundreds = await show({ areaCodes: [] }, 'neighbourhood', {}, many.slice(0, 500))
  expect(offered(hundreds)).toHaveLength(500)
})

it('says of a goal that its last day is over', async () => {
  const over = 'De einddatum is voorbij'
  expect(await show({}, 'neighbourhood', { targetDate: '2026-08-19' })).toContain(over)
  expect(await show({}, 'neighbourhood', { targetDate: '2026-08-20' })).not.toContain(over)
})
