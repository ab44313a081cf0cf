import {
  type AreaLevel,
  type AreaSummary,
  type Challenge,
  type FetchApi,
  listAll,
  listAreas,
  listAreasOf,
} from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import { type Language, messagesOf } from '../language.ts'
import { type FormValues, textAt, ticksAt } from './values.ts'

/** The areas one can choose from; `search` when there are too many to show, so one looks by name. */
export type AreaChoices = { options: Choice[]; search: boolean }

const FEW = 80
/** As many as a challenge may have; of more, which the API refuses, only the code is shown. */
const MOST = 1000
const PAGE = 200
/** From large to small. */
const SIZES: readonly AreaLevel[] = ['municipality', 'district', 'neighbourhood']
/** What a code may be; anything else is shown as it is. */
const CODE = /^[A-Za-z0-9][A-Za-z0-9._-]{0,49}$/

/**
 * The areas for a form: all of them in a municipality, else those that were chosen and those that have the name that
 * someone looked for.
 */
export async function listAreaChoices(
  api: FetchApi,
  values: FormValues,
  language: Language,
): Promise<AreaChoices> {
  const asChoice = choiceIn(language)
  const all = await listAreas(api, { pageSize: FEW })
  const search = all.next !== null
  const chosen = ticksAt(values, 'areaCodes')
  const shown = search ? await findAreas(api, chosen, textAt(values, 'areaSearch')) : all.items
  const options = new Map(shown.map((area) => [area.code, asChoice(area)]))
  // What was chosen stays in sight also when there is no such area any more: saving the form keeps what it shows.
  for (const code of chosen) if (!options.has(code)) options.set(code, { value: code, label: code })
  return { options: [...options.values()], search }
}

/**
 * The areas in which a goal can be, by name, and the one it has: those of its challenge and what lies in them, not smaller than the areas
 * of its indicator. Undefined when there are more areas than anyone reads in a list: then one writes the code.
 */
export async function listGoalAreas(
  api: FetchApi,
  { areaCodes }: Pick<Challenge, 'areaCodes'>,
  level: AreaLevel | undefined,
  chosen: string | null,
  language: Language,
): Promise<Choice[] | undefined> {
  const all = await listAll((from) => listAreas(api, { pageSize: PAGE, ...from }), MOST / PAGE + 1)
  if (all.length > MOST) return undefined
  const asked = new Set(areaCodes)
  const isAsked = (area: AreaSummary) =>
    asked.size === 0 ||
    [area.code, area.parentCode, area.municipalityCode].some((code) => code !== null && asked.has(code))
  const smallest = level === undefined ? SIZES.length : SIZES.indexOf(level)
  const shown = all.filter(
    (area) => area.code === chosen || (isAsked(area) && SIZES.indexOf(area.level) <= smallest),
  )
  const options = shown.map(choiceIn(language))
  const isKnown = chosen === null || shown.some(({ code }) => code === chosen)
  return isKnown ? options : [...options, { value: chosen, label: chosen }]
}

/** What an area is called in a form; the code of one that is not there. */
export async function nameArea(api: FetchApi, code: string, language: Language): Promise<string> {
  const [area] = CODE.test(code) ? await listAreasOf(api, [code]) : []
  return area ? choiceIn(language)(area).label : code
}

async function findAreas(api: FetchApi, chosen: string[], q: string): Promise<AreaSummary[]> {
  const [known, found] = await Promise.all([
    listAreasOf(api, chosen.filter((code) => CODE.test(code)).slice(0, MOST)),
    q === '' ? [] : listAreas(api, { q, pageSize: 20 }).then(({ items }) => items),
  ])
  return [...known, ...found]
}

function choiceIn(language: Language) {
  const { levels } = messagesOf(language).areas
  return ({ code, name, level }: Pick<AreaSummary, 'code' | 'name' | 'level'>): Choice => ({
    value: code,
    label: level === 'neighbourhood' ? name : `${name} (${levels[level].toLowerCase()})`,
  })
}
