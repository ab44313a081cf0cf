import { isGenerated, readFiles } from './files.ts'
import { type Gate, refuseEmpty } from './gate.ts'

const code = /\.(tsx?|m?js|cjs|css|sql|sh)$|^\.ci\//
const limit = 500

/** No file of code is longer than 500 lines. */
export const size: Gate = {
  name: 'size',
  async run(root) {
    const files = (await readFiles(root, code)).filter(({ path }) => !isGenerated(path))
    const long = files
      .map(({ path, text }) => ({ path, lines: text.trimEnd().split('\n').length }))
      .filter(({ lines }) => lines > limit)
    return {
      findings: [
        ...refuseEmpty('files', files.length),
        ...long.map(
          ({ path, lines }) =>
            `${path} has ${lines} lines; the limit is ${limit}. Split it by subject: a part over 300 lines becomes a folder of the same name.`,
        ),
      ],
      note: `${files.length} files`,
    }
  },
}
