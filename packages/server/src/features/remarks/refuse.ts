import { type InputMistake, inBody, notFound, Problem } from '../../platform/errors.ts'
import type { Mistake } from './rules.ts'

/** @throws Problem invalid-request with all mistakes, when there are any */
export function refuse(mistakes: readonly Mistake[]): void {
  if (mistakes.length === 0) return
  throw new Problem(
    'invalid-request',
    { nl: mistakes.map(({ nl }) => nl).join(' '), en: mistakes.map(({ en }) => en).join(' ') },
    inBody(mistakes),
  )
}

export function missingRemark(): Problem {
  return notFound({ nl: 'Deze opmerking', en: 'This remark' })
}

/** What is not there for everybody, said the same of what is not there at all. */
export function missingPlace(where: 'body' | 'query', place: object): Problem {
  const pointer = place && 'area' in place ? '/area' : 'datastream' in place ? '/datastream' : '/thing'
  const detail = {
    nl: 'Dit is er niet, of niet iedereen mag het zien. Een opmerking kan alleen bij wat iedereen mag zien, en niet bij een meter van een bewoner.',
    en: 'This is not there, or not everybody may see it. A remark can only be on what everybody may see, and not on a sensor of a resident.',
  }
  return new Problem('not-found', detail, [{ in: where, pointer, detail }])
}

/** The problem for something that does not fit what is there. */
export function conflict(detail: InputMistake['detail'], pointer?: string): Problem {
  return new Problem('conflict', detail, pointer === undefined ? [] : [{ in: 'body', pointer, detail }])
}
