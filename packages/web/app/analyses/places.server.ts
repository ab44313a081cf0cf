import { type FetchApi, listAreasOf } from '../api.ts'
import type { Choice } from '../components/form/fields.tsx'
import { namePlace } from '../explore/view.ts'
import type { Language } from '../language.ts'
import { type FormValues, rowsAt, textAt } from '../workspace/values.ts'
import { placesIn } from './form.ts'

/** The places in the charts of a form, to choose from, with the names of areas. */
export async function listPlaceChoices(
  api: FetchApi,
  values: FormValues,
  language: Language,
): Promise<Choice[]> {
  const places = placesIn(rowsAt(values, 'charts').map((row) => textAt(row, 'question')))
  const codes = places.flatMap((place) => (place.startsWith('area:') ? [place.slice('area:'.length)] : []))
  const areas = codes.length === 0 ? [] : await listAreasOf(api, codes)
  const names = new Map(areas.map(({ code, name }) => [`area:${code}`, name]))
  return places.map((key) => ({
    value: key,
    label: namePlace({ key, name: names.get(key) ?? null }, language),
  }))
}
