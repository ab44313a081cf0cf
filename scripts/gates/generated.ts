import { generatedFiles } from '../generate.ts'
import { findStale, type GeneratedFile } from '../generated.ts'
import { type Gate, refuseEmpty } from './gate.ts'

/** A gate on the given generated files: each must equal what its program makes now. */
export function generatedGate(files: readonly GeneratedFile[]): Gate {
  return {
    name: 'generated',
    async run(root) {
      const stale = await findStale(root, files)
      return {
        findings: [
          ...refuseEmpty('generated files', files.length),
          ...stale.map((path) => `${path} is out of date. Run: npm run generate`),
        ],
        note: `${files.length} files`,
      }
    },
  }
}

/** Every generated file in the repository is fresh. */
export const generated = generatedGate(generatedFiles)
