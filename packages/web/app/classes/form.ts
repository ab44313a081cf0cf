import { orNull } from '../workspace/numbers.ts'
import { type FormValues, textAt } from '../workspace/values.ts'
import type { SchoolClass } from './api.ts'

/** What was filled in of a class, as the API takes it. */
export function readClass(values: FormValues): Record<string, unknown> {
  const endsOn = orNull(textAt(values, 'endsOn'))
  return {
    school: textAt(values, 'school'),
    name: textAt(values, 'name'),
    ...(endsOn === null ? {} : { endsOn }),
    keepsPublished: textAt(values, 'keepsPublished') === 'yes',
  }
}

/** A class as its form has it. */
export function writeClass({ school, name, endsOn, keepsPublished }: SchoolClass): FormValues {
  return { school, name, endsOn, keepsPublished: keepsPublished ? 'yes' : '' }
}
