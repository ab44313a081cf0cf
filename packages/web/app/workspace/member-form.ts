import type { AllianceMember } from '../api.ts'
import { orNull } from './numbers.ts'
import { type FormValue, type FormValues, isBlank, rowsAt, textAt } from './values.ts'

/** What of a row is there from the start: only what people type makes a row worth keeping. */
const START = ['key', 'kind']

/** What a new row of each list starts with, and the field where one goes on. */
export function blankMemberRow(list: string, key: string): { row: FormValues; first: string } | undefined {
  if (list === 'contributions') return { row: { key, kind: 'data', text: '' }, first: 'kind' }
  if (list === 'effects') return { row: { key, organisationId: '', text: '' }, first: 'organisationId' }
  if (list === 'mandates') return { row: { key, subject: '', reference: '' }, first: 'subject' }
  return undefined
}

/** The form of a member of an alliance, filled in; of a new one with what is usual. */
export function fillMember(member: AllianceMember | undefined, today: string): FormValues {
  return {
    organisationId: member?.organisationId ?? '',
    role: member?.role ?? 'partner',
    enteredOn: member?.enteredOn ?? today,
    contributions: keyed('inbreng', member?.contributions),
    effects: keyed('gevolg', member?.effects),
    mandates: keyed('onderwerp', member?.mandates),
    leftOn: member?.leftOn ?? '',
    leaveReason: member?.leaveReason ?? '',
  }
}

const keyed = (word: string, rows: readonly Record<string, string>[] = []): FormValues[] =>
  rows.map((row, index) => ({ key: `${word}-${index}`, ...row }))

/** The form without rows in which nothing was typed. */
export function tidyMember(values: FormValues): FormValues {
  const typed = (list: string): FormValue[] => rowsAt(values, list).filter((row) => !isBlank(row, START))
  const [contributions, effects, mandates] = [typed('contributions'), typed('effects'), typed('mandates')]
  return { ...values, contributions, effects, mandates }
}

/** What the form says, in the words of the API. */
export function readMember(values: FormValues) {
  const rows = (list: string, names: readonly string[]) =>
    rowsAt(values, list).map((row) => Object.fromEntries(names.map((name) => [name, textAt(row, name)])))
  return {
    role: textAt(values, 'role'),
    enteredOn: textAt(values, 'enteredOn'),
    contributions: rows('contributions', ['kind', 'text']),
    effects: rows('effects', ['organisationId', 'text']),
    mandates: rows('mandates', ['subject', 'reference']),
    leftOn: orNull(textAt(values, 'leftOn')),
    leaveReason: textAt(values, 'leaveReason'),
  }
}
