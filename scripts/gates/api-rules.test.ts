import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { apiRulesGate } from './api-rules.ts'
import { plantTree } from './planted-tree.ts'

const ruleset = [
  'rules:',
  '  title-needed: { given: $.info, severity: error, then: { field: title, function: truthy } }',
  '  licence-wished: { given: $.info, severity: warn, then: { field: license, function: truthy } }\n',
].join('\n')
const openapi = (info: object) => JSON.stringify({ openapi: '3.1.0', info, paths: {} })

describe('api rules', { timeout: 60_000 }, () => {
  const run = (document: string) => {
    const root = plantTree({ 'rules.yaml': ruleset, 'packages/client/openapi.json': document })
    return apiRulesGate(join(root, 'rules.yaml')).run(root)
  }

  it('passes a document by the rules, and counts warnings', async () => {
    expect(await run(openapi({ title: 'One' }))).toEqual({ findings: [], note: '1 warnings' })
  })

  it('sees a planted fault', async () => {
    expect((await run(openapi({}))).findings.join()).toContain('title-needed')
  })

  it('does not pass without a document', async () => {
    const root = plantTree({ 'rules.yaml': ruleset })
    const { findings } = await apiRulesGate(join(root, 'rules.yaml')).run(root)
    expect(findings.join()).toContain('is missing')
  })

  it('does not pass a ruleset that cannot be read', async () => {
    const root = plantTree({ 'rules.yaml': 'rules: {', 'packages/client/openapi.json': openapi({}) })
    const { findings } = await apiRulesGate(join(root, 'rules.yaml')).run(root)
    expect(findings.join()).toContain('gave no report')
  })

  it('says that it did nothing without a ruleset', async () => {
    const { findings, note } = await apiRulesGate('/no/rules.yaml').run(plantTree({}))
    expect(findings).toEqual([])
    expect(note).toContain('not done')
  })
})
