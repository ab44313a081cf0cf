import { boundaryRules } from './scripts/boundary-rules.ts'

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: boundaryRules(),
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(build|\\.react-router|coverage)/' },
    // An import of a type is a dependency too: without it a slice could lean on another's private types.
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.mts', '.js', '.mjs', '.json', '.d.ts'],
    },
  },
}
