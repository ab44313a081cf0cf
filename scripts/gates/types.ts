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
    const tree = await runTool(compiler, ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false'], root)
    return { findings: [...outputAsFinding('tsc', tree), ...(await checkSite(join(root, 'packages/web')))] }
  },
}

async function checkSite(site: string): Promise<string[]> {
  if (!existsSync(join(site, 'tsconfig.json'))) return []
  if (['ts', 'js', 'mts'].some((ending) => existsSync(join(site, `react-router.config.${ending}`)))) {
    const made = outputAsFinding('react-router typegen', await runTool(routeTypes, ['typegen'], site))
    if (made.length > 0) return made
  }
  const checked = await runTool(compiler, ['-p', 'tsconfig.json', '--noEmit', '--pretty', 'false'], site)
  return outputAsFinding('tsc (packages/web)', checked)
}
