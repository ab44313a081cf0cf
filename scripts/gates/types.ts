import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Gate } from './gate.ts'
import { outputAsFinding, runTool } from './run-tool.ts'

const compiler = 'typescript/bin/tsc'
const routeTypes = '@react-router/dev/bin.cjs'

/** TypeScript finds no error: the whole tree, and the site with its own settings and route types. */
export const types: Gate = {
  name: 'types',
  async run(root) {
    const site = join(root, 'packages/web')
    return {
      findings: [
        ...(await checkTypes('tsc', root, join(root, 'node_modules/.cache/types.tsbuildinfo'))),
        ...(existsSync(join(site, 'tsconfig.json')) ? await checkSite(root, site) : []),
      ],
    }
  },
}

async function checkSite(root: string, site: string): Promise<string[]> {
  if (['ts', 'js', 'mts'].some((ending) => existsSync(join(site, `react-router.config.${ending}`)))) {
    const made = outputAsFinding('react-router typegen', await runTool(routeTypes, ['typegen'], site))
    if (made.length > 0) return made
  }
  return checkTypes('tsc (packages/web)', site, join(root, 'node_modules/.cache/types-web.tsbuildinfo'))
}

/** Remembers in `memory` what it checked, so that a second run only looks at what changed. */
async function checkTypes(name: string, folder: string, memory: string): Promise<string[]> {
  const options = ['--noEmit', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', memory]
  return outputAsFinding(name, await runTool(compiler, ['-p', 'tsconfig.json', ...options], folder))
}
