import { CBS_MEASURES, isCbsMeasureKey } from '@samenspel/standards/cbs'
import { type FetchApi, getArea, getIndicator, getIndicatorValues, type Indicator } from './api.ts'
import type { MethodPart } from './indicator-method.ts'
import type { Language } from './language.ts'

/** The figures that an indicator is made of, as far as the reader may see them: of which they may not, there is no title. */
export async function loadParts(
  api: FetchApi,
  { id, what, measure, first, second }: Indicator,
  language: Language,
): Promise<MethodPart[]> {
  if (what === 'area-statistic') {
    return [{ which: 'first', title: await titleOf(measure ?? ''), slug: null, place: null }]
  }
  if (what === 'property') return []
  const load = async (which: MethodPart['which'], operand: Indicator['first']): Promise<MethodPart> => {
    const of = operand?.measure ? null : await getIndicator(api, operand?.indicatorId ?? '').catch(() => null)
    const title = operand?.measure ? await titleOf(operand.measure) : (of?.title ?? '')
    return { which, title, slug: of?.slug ?? null, place: await placeOf(operand?.place ?? null, of) }
  }
  return Promise.all([load('first', first), load('second', second)])

  /** What an area or a group of sensors is called; its code when it has gone. */
  async function placeOf(code: string | null, of: Indicator | null): Promise<string | null> {
    if (code === null) return null
    if (of?.level === 'group') return of.groups.find(({ key }) => key === code)?.title ?? code
    return (await getArea(api, code).catch(() => null))?.name ?? code
  }

  /** What a statistic is called; one of the municipality itself as an area of the indicator has it. */
  async function titleOf(key: string): Promise<string> {
    if (isCbsMeasureKey(key)) return nameMeasure(key, language)
    const [value] = (await getIndicatorValues(api, id, { latest: true })).items
    // Figures stay when an area does not.
    const area = value && (await getArea(api, value.areaCode).catch(() => null))
    return area?.statistics.find(({ measure: each }) => each === key)?.title ?? key
  }
}

/** What a statistic of areas is called, as far as that is the same everywhere; one of the municipality itself goes by its key. */
export function nameMeasure(measure: string, language: Language): string {
  return isCbsMeasureKey(measure) ? CBS_MEASURES[measure][language] : measure
}
