import { CBS_MEASURES, isCbsMeasureKey } from '@samenspel/standards/cbs'
import { type FetchApi, getIndicator, type Indicator } from './api.ts'
import type { MethodPart } from './indicator-method.ts'
import type { Language } from './language.ts'

/** The figures that an indicator is made of, as far as the reader may see them: of which they may not, there is no title. */
export async function loadParts(
  api: FetchApi,
  { what, measure, first, second }: Indicator,
  language: Language,
): Promise<MethodPart[]> {
  if (what === 'area-statistic') {
    return [{ which: 'first', title: nameMeasure(measure ?? '', language), slug: null }]
  }
  if (what === 'property') return []
  const load = async (which: MethodPart['which'], operand: Indicator['first']): Promise<MethodPart> => {
    if (operand?.measure) return { which, title: nameMeasure(operand.measure, language), slug: null }
    const found = await getIndicator(api, operand?.indicatorId ?? '').catch(() => null)
    return { which, title: found?.title ?? '', slug: found?.slug ?? null }
  }
  return Promise.all([load('first', first), load('second', second)])
}

/** What a statistic of areas is called; one of the municipality itself goes by its key. */
export function nameMeasure(measure: string, language: Language): string {
  return isCbsMeasureKey(measure) ? CBS_MEASURES[measure][language] : measure
}
