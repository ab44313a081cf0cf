import { REQUIREMENTS_1_1 } from '@samenspel/standards/sensorthings'
import type { Requirement } from './requirement.ts'

const BEGIN = '<!-- Made by the conformance tests from here on; change those. -->'
const END = '<!-- Made by the conformance tests up to here. -->'

/**
 * A document with the table of requirements and their results between its two marks made anew.
 * @throws Error when the document has no such marks
 */
export function writeResults(
  document: string,
  requirements: readonly Requirement[],
  passed: ReadonlySet<string>,
): string {
  const [before, rest] = document.split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined)
    throw new Error(`The document needs “${BEGIN}” and “${END}”.`)
  const rows = requirements.map(({ uri, what }) => {
    const path = uri.slice(REQUIREMENTS_1_1.length)
    return `| \`${path}\` | ${what} | ${passed.has(uri) ? 'passes' : 'fails'} |`
  })
  const met = requirements.filter(({ uri }) => passed.has(uri)).length
  const table = ['| requirement | what is checked | result |', '|---|---|---|', ...rows].join('\n')
  return `${before}${BEGIN}\n\n${met} of ${requirements.length} requirements pass.\n\n${table}\n\n${END}${after}`
}
