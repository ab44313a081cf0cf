import { isTooiMunicipality } from '@samenspel/standards/tooi'
import { expect, test } from 'vitest'
import { NEIGHBOURHOODS, WATERRIJK_SEED } from '../neighbourhoods.ts'
import { createSimulation } from '../simulation.ts'
import { createContent } from './index.ts'
import { INVITATION } from './invitation.ts'

const now = Date.UTC(2026, 2, 10, 9, 30)
const content = createContent(createSimulation(WATERRIJK_SEED, now), now)
const { challenges, organisations, officials, mandates, indicators } = content
const { datasets, alliances, agreements, interventions } = content
const keysOf = (list: readonly { key: string }[]) => new Set(list.map(({ key }) => key))
const areaCodes = new Set(NEIGHBOURHOODS.map(({ code }) => code))

/** Every pair of texts in the content, with its path. */
function listTexts(value: unknown, path = ''): { path: string; nl: unknown; en: unknown }[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => listTexts(item, `${path}/${index}`))
  if (typeof value !== 'object' || value === null) return []
  if ('nl' in value && 'en' in value) return [{ path, nl: value.nl, en: value.en }]
  return Object.entries(value).flatMap(([key, part]) => listTexts(part, `${path}/${key}`))
}

test('every text is there in Dutch and in English', () => {
  const texts = listTexts([content, INVITATION])
  expect(texts.length).toBeGreaterThan(150)
  for (const { path, nl, en } of texts) {
    expect(`${path} ${String(nl).trim().length > 1}`).toBe(`${path} true`)
    expect(`${path} ${String(en).trim().length > 1}`).toBe(`${path} true`)
  }
})

test('sentences are short: half of them at most 11 words, none over 32', () => {
  const lengths = listTexts([challenges, datasets, alliances, agreements, INVITATION])
    .flatMap(({ nl }) => String(nl).split(/[.!?:;]+\s/))
    .map((sentence) => sentence.split(/\s+/).length)
    .sort((a, b) => a - b)
  expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(11)
  expect(lengths.at(-1)).toBeLessThanOrEqual(32)
})

test('keys refer to what exists', () => {
  for (const { parentKey, tooi } of organisations) {
    if (parentKey) expect(keysOf(organisations)).toContain(parentKey)
    if (tooi) expect(isTooiMunicipality(tooi)).toBe(true)
  }
  for (const { organisationKey, email } of officials) {
    expect(keysOf(organisations)).toContain(organisationKey)
    expect(email).toMatch(/@[a-z-]+\.example$/)
  }
  for (const { officialKey } of mandates) expect(keysOf(officials)).toContain(officialKey)
  for (const { challengeKey } of indicators) expect(keysOf(challenges)).toContain(challengeKey)
  for (const { challengeKey, members } of alliances) {
    expect(keysOf(challenges)).toContain(challengeKey)
    const keys = members.map(({ organisationKey }) => organisationKey)
    for (const key of keys) expect(keysOf(organisations)).toContain(key)
    for (const { effects } of members)
      for (const { organisationKey } of effects) expect(keys).toContain(organisationKey)
  }
  for (const agreement of agreements) {
    expect(keysOf(challenges)).toContain(agreement.challengeKey)
    expect(keysOf(alliances)).toContain(agreement.allianceKey)
    expect(keysOf(datasets)).toContain(agreement.datasetKey)
    expect(keysOf(organisations)).toContain(agreement.receiverKey)
    for (const key of [agreement.offerMandateKey, agreement.acceptMandateKey])
      expect(keysOf(mandates)).toContain(key)
  }
  for (const challenge of challenges) {
    for (const { organisationKey } of challenge.parties)
      expect(keysOf(organisations)).toContain(organisationKey)
    for (const key of challenge.agreement?.partyKeys ?? []) expect(keysOf(organisations)).toContain(key)
    for (const { indicatorKey } of challenge.goals) expect(keysOf(indicators)).toContain(indicatorKey)
    for (const { indicatorKey } of challenge.decision?.evidence ?? []) {
      if (indicatorKey) expect(keysOf(indicators)).toContain(indicatorKey)
    }
    const areas = [challenge, challenge.decision].flatMap((part) => part?.areaCodes ?? [])
    for (const code of areas) expect(areaCodes).toContain(code)
  }
})

test('three challenges in three phases, each with two sources or more and a goal that is not yet reached', () => {
  expect(challenges.map(({ phase }) => phase)).toEqual(['intervention', 'signal', 'agreement'])
  for (const { sources, goals } of challenges) {
    expect(sources.length).toBeGreaterThanOrEqual(2)
    for (const { date } of sources) expect(date < '2026-03-10').toBe(true)
    for (const { baseline, target, date } of goals) {
      expect(baseline).toBeGreaterThan(target)
      expect(date > '2026-03-10').toBe(true)
    }
  }
})

test('the published decision can be published: a choice, reasons, consequences, answers, mandate and review', () => {
  const decision = challenges[0]?.decision ?? expect.unreachable()
  const chosen = decision.options.find(({ id }) => id === decision.chosenOptionId)
  const mandate = mandates.find(({ key }) => key === decision.mandateKey)
  expect(chosen).toMatchObject({ kind: 'action', cost: decision.amount })
  expect(mandate?.field).toBe(decision.field)
  expect(mandate?.maximumAmount).toBeGreaterThanOrEqual(decision.amount ?? 0)
  expect((mandate?.since ?? '') < (decision.decidedOn ?? '')).toBe(true)
  expect((decision.reviewDate ?? '') > '2026-03-10').toBe(true)
  expect(decision.reasons).not.toBeNull()
  for (const { decision: one } of challenges) {
    const options = one?.options ?? []
    if (one) expect(options.filter(({ kind }) => kind === 'do-nothing')).toHaveLength(1)
    for (const { consequences } of options) expect(consequences.length).toBeGreaterThan(0)
  }
})

test('each challenge was written down after its first source, and before it was decided on', () => {
  for (const { writtenOn, sources, earlier, decision } of challenges) {
    const written = new Date(now + writtenOn * 86_400_000).toISOString().slice(0, 10)
    expect((sources.map(({ date }) => date).toSorted()[0] ?? '9999') < written).toBe(true)
    for (const { decidedOn } of [...earlier, ...(decision ? [decision] : [])])
      expect(written < (decidedOn ?? '9999')).toBe(true)
  }
})

test('each intervention is registered before it begins, follows its decision, and is compared with where nothing is done', () => {
  const decisions = challenges.flatMap(({ earlier, decision }) => [
    ...earlier,
    ...(decision ? [decision] : []),
  ])
  expect(interventions.length).toBeGreaterThanOrEqual(3)
  for (const intervention of interventions) {
    const {
      decisionKey,
      challengeKey,
      areaCodes: own,
      design,
      registeredOn,
      startedOn,
      hypothesis,
    } = intervention
    const decision = decisions.find(({ key }) => key === decisionKey) ?? expect.unreachable()
    expect(keysOf(challenges)).toContain(challengeKey)
    expect(keysOf(indicators)).toContain(hypothesis.indicatorKey)
    for (const { organisationKey } of intervention.parties)
      expect(keysOf(organisations)).toContain(organisationKey)
    expect(registeredOn).toBeLessThan(startedOn)
    expect(intervention.start > (decision.decidedOn ?? '9999')).toBe(true)
    for (const code of [...own, ...design.comparisonCodes]) expect(areaCodes).toContain(code)
    expect(design.comparisonCodes.filter((code) => own.includes(code))).toEqual([])
  }
  // Nothing is done where another compares, or in one area twice.
  const treated = interventions.flatMap(({ areaCodes: own }) => own)
  const compared = interventions.flatMap(({ design }) => design.comparisonCodes)
  expect(new Set(treated).size).toBe(treated.length)
  expect(compared.filter((code) => treated.includes(code))).toEqual([])
  expect(
    interventions.filter(({ kind, end, ended }) => kind === 'pilot' && !ended && (end ?? '') < '2026-03-10'),
  ).toHaveLength(1)
})

test('every signal can be over: no value has to come below what can be measured', () => {
  for (const { signalRule } of indicators) expect(signalRule?.clearLine ?? 0).toBeGreaterThanOrEqual(0)
})
