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
    return [{ which: 'first', title: await titleOf(measure ?? ''), slug: null }]
  }
  if (what === 'property') return []
  const load = async (which: MethodPart['which'], operand: Indicator['first']): Promise<MethodPart> => {
    if (operand?.measure) return { which, title: await titleOf(operand.measure), slug: null }
    const found = await getIndicator(api, operand?.indicatorId ?? '').catch(() => null)
    return { which, title: found?.title ?? '', slug: found?.slug ?? null }
  }
  return Promise.all([load('first', first), load('second', second)])

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
