import { fromClock, toClock } from '../clock-time.ts'
import { type FormValues, textAt } from '../workspace/values.ts'
import type { Remark, RemarkPlace } from './api.ts'

/** What the form of a remark asks about the remark itself, as the API takes it. What is no time goes as it is: the API says what is wrong. */
export function readRemark(values: FormValues) {
  const [from, to] = [textAt(values, 'from'), textAt(values, 'to')]
  return {
    kind: textAt(values, 'kind'),
    text: textAt(values, 'text'),
    from: readMoment(from),
    to: readMoment(to),
  }
}

/** A new remark, with the place and the name. */
export function readNewRemark(values: FormValues, place: RemarkPlace) {
  const { thing, datastream, area } = place
  const name = textAt(values, 'name')
  return {
    ...readRemark(values),
    ...(thing !== undefined && { thing: Number(thing) }),
    ...(datastream !== undefined && { datastream: Number(datastream) }),
    ...(area !== undefined && { area }),
    name: name === '' ? null : name,
  }
}

function readMoment(text: string): string | null {
  return text === '' ? null : (fromClock(text)?.toISOString() ?? text)
}

/** The fields of a remark that is there. */
export function fillRemark({ kind, text, from, to }: Remark): FormValues {
  return { kind, text: text ?? '', from: writeMoment(from), to: writeMoment(to) }
}

/** A moment as a field for date and time wants it; empty for none, or for what is no moment. */
export function writeMoment(moment: string | null): string {
  const time = moment === null ? Number.NaN : Date.parse(moment)
  return Number.isNaN(time) ? '' : toClock(new Date(time))
}
