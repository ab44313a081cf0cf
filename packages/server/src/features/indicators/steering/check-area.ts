/** Tries what an indicator seems to say of an area. */
import type { Db } from '../../../platform/database/connect.ts'
import type { Calculations } from '../calculations/index.ts'
import { findStanding, listSeries } from '../calculations/series.ts'
import type { Indicator } from '../schema.ts'
import { listClaims, timeToRead, toPlace } from './claims.ts'
import { describeClaim } from './describe.ts'
import { countDoubtful } from './doubtful.ts'
import type { CheckedClaim, SteeringCheck } from './schema.ts'
import { checkText, showCheck } from './show.ts'

/** The steering check of an indicator in an area, without the answers of its authors; no claims when there are no figures. */
export async function checkIndicator(
  db: Db,
  { calculator, recall }: Calculations,
  { indicator, area, now }: { indicator: Indicator; area: { code: string; name: string }; now: Date },
): Promise<SteeringCheck> {
  const { end, revision } = await findStanding(db, indicator, area.code, now)
  if (end === undefined) return showChecks(indicator, area, [])
  const key = ['check', indicator.id, indicator.version, area.code, end, revision].join()
  return recall(key, async () => {
    const read = { area: area.code, others: true, ...timeToRead(indicator, end) }
    const doubtful = await countDoubtful(db, indicator, { ...read, now })
    const places = (await listSeries(db, indicator, read)).map((series) =>
      toPlace(series, series.code === area.code ? doubtful : undefined),
    )
    const own = places.filter(({ key: code }) => code === area.code)
    const checked = listClaims(indicator, area.code, places, end).map(async (claim) => {
      const concerned = claim.place === undefined ? own : places
      const check = await calculator.compute({ kind: 'check', claim, places: concerned })
      const line = indicator.lines.find(({ value }) => value === claim.line)?.title
      const named = { area: area.name, line: line === undefined ? undefined : { nl: line, en: line } }
      return showCheck(claim, check, describeClaim(claim, indicator, named))
    })
    return showChecks(indicator, area, await Promise.all(checked))
  })
}

function showChecks(
  { title, description, unit }: Indicator,
  area: { code: string; name: string },
  claims: CheckedClaim[],
): SteeringCheck {
  const findings = checkText(`${title}.\n${description}`)
  return { areaCode: area.code, areaName: area.name, unit, claims, findings }
}
