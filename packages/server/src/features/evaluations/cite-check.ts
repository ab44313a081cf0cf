/** Cites what the steering check says of the indicator in the areas where something was done, as it is when the evaluation is published. */
import type { Platform } from '../../platform/slice.ts'
import { listAreasByCodes } from '../areas/index.ts'
import {
  type Calculations,
  checkIndicator,
  checkText,
  citeClaims,
  citeFindings,
  type Indicator,
} from '../indicators/index.ts'
import type { CitedCheck } from './schema.ts'

/** Areas of which the check is made at most: each is some dozens of estimates. Of how many it was not made is told. */
const MOST_CITED = 10

export type Citing = Pick<Platform, 'db' | 'clock'> & { calculations: Calculations }

/** The check of the figure itself, apart from the effect that was looked for in it. Areas are taken in the order of what is chosen. */
export async function citeCheck(
  { db, clock, calculations }: Citing,
  indicator: Indicator,
  areaCodes: readonly string[],
): Promise<CitedCheck> {
  const now = clock()
  const codes = areaCodes.slice(0, MOST_CITED)
  const known = await listAreasByCodes(db, codes)
  const areas: CitedCheck['areas'] = []
  // One by one: the thread that computes is shared with the pages of everyone.
  for (const code of codes) {
    const area = known.find((each) => each.code === code)
    if (!area) continue
    const check = await checkIndicator(db, calculations, { indicator, area, now })
    areas.push({ code, name: area.name, claims: citeClaims(check) })
  }
  return {
    at: now.toISOString(),
    version: indicator.version,
    findings: citeFindings(checkText(`${indicator.title}.\n${indicator.description}`)),
    areas,
    notChecked: areaCodes.length - codes.length,
  }
}
