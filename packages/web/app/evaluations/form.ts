import { orNull } from '../workspace/numbers.ts'
import { type FormValues, textAt, ticksAt } from '../workspace/values.ts'
import type { Evaluation } from './api.ts'

/** The form of what is looked at, filled in. */
export const fillEvaluation = (item: Evaluation): FormValues => ({
  title: item.title,
  indicatorId: item.indicatorId,
  areaCodes: item.areaCodes,
  comparisonCodes: item.comparisonCodes,
  otherInterventionIds: item.otherInterventionIds,
  design: item.design ?? '',
  step: item.step ?? '',
  shape: item.shape,
  from: item.from ?? '',
  until: item.until ?? '',
  deviation: item.deviation,
})

/** What the form says, in the words of the API. */
export const readEvaluation = (values: FormValues) => ({
  title: textAt(values, 'title'),
  indicatorId: textAt(values, 'indicatorId'),
  areaCodes: ticksAt(values, 'areaCodes'),
  comparisonCodes: ticksAt(values, 'comparisonCodes'),
  otherInterventionIds: ticksAt(values, 'otherInterventionIds'),
  design: orNull(textAt(values, 'design')),
  step: orNull(textAt(values, 'step')),
  shape: textAt(values, 'shape'),
  from: orNull(textAt(values, 'from')),
  until: orNull(textAt(values, 'until')),
  deviation: textAt(values, 'deviation'),
})
