import { type AreaSummary, type FetchApi, listAreas, listAreasOf } from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import { type Language, messagesOf } from '../language.ts'
import { type FormValues, textAt, ticksAt } from './values.ts'

/** The areas one can choose from; `search` when there are too many to show, so one looks by name. */
export type AreaChoices = { options: Choice[]; search: boolean }

const FEW = 80

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
  if (all.next === null) return { options: all.items.map(asChoice), search: false }
  const chosen = ticksAt(values, 'areaCodes')
  const q = textAt(values, 'areaSearch')
  const [known, found] = await Promise.all([
    listAreasOf(api, chosen.slice(0, FEW)),
    q === '' ? { items: [] } : listAreas(api, { q, pageSize: 20 }),
  ])
  const areas = [...known, ...found.items]
  return { options: [...new Map(areas.map((area) => [area.code, asChoice(area)])).values()], search: true }
}

function choiceIn(language: Language) {
  const { levels } = messagesOf(language).areas
  return ({ code, name, level }: Pick<AreaSummary, 'code' | 'name' | 'level'>): Choice => ({
    value: code,
    label: level === 'neighbourhood' ? name : `${name} (${levels[level].toLowerCase()})`,
  })
}
