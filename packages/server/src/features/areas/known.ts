import type { Db } from '../../platform/database/connect.ts'
import type { Bilingual, InputMistake } from '../../platform/errors.ts'
import { listAreasByCodes, listMentionedCodes } from './store/areas.ts'

/** A mistake in the field of a body. */
type Mistake = { pointer: string } & Bilingual

/** Which of the codes in a list of a body no area has. */
export async function findUnknownAreas(
  db: Db,
  codes: readonly string[],
  pointer = '/areaCodes',
): Promise<Mistake[]> {
  if (codes.length === 0) return []
  const known = new Set((await listAreasByCodes(db, codes)).map(({ code }) => code))
  return refuseOthers(codes, known, pointer)
}

/** That there is an area with the code in a field of a body, when it holds one. */
export async function findUnknownArea(
  db: Db,
  code: string | null | undefined,
  pointer = '/areaCode',
): Promise<Mistake[]> {
  if (code === null || code === undefined) return []
  const known = await listAreasByCodes(db, [code])
  return known.length > 0 ? [] : [{ pointer, ...noArea(code) }]
}

/**
 * Which codes of a filter, one or several, no area has or is part of: a municipality of which only the neighbourhoods were imported
 * can be asked for. Meant for a list that came out empty, so a wrong code beside others that find something is not told.
 */
export async function findNamedAreas(
  db: Db,
  pointer: string,
  asked: string | readonly string[] | undefined,
): Promise<InputMistake[]> {
  const codes = [asked ?? []].flat()
  if (codes.length === 0) return []
  const unknown = refuseOthers(codes, new Set(await listMentionedCodes(db, codes)), '')
  return unknown.map(({ nl, en }) => ({ in: 'query', pointer, detail: { nl, en } }))
}

function refuseOthers(codes: readonly string[], known: ReadonlySet<string>, pointer: string): Mistake[] {
  return codes.flatMap((code, index) =>
    known.has(code) ? [] : [{ pointer: `${pointer}/${index}`, ...noArea(code) }],
  )
}

function noArea(code: string): Bilingual {
  return {
    nl: `Er is geen gebied met code ${code}. Zoek de code op in de lijst van gebieden.`,
    en: `There is no area with code ${code}. Look the code up in the list of areas.`,
  }
}
