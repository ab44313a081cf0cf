import { PLACE_PRECISIONS, TIME_PRECISIONS } from '@samenspel/standards/odrl'
import type { Agreement, Mistake } from '../api.ts'
import { fromClock, toClock } from '../clock-time.ts'
import type { Language } from '../language.ts'
import { readNumber, writeNumber } from './numbers.ts'
import { type FormValues, rowsAt, textAt, ticksAt } from './values.ts'

type Permission = Agreement['permissions'][number]
type Prohibition = Agreement['prohibitions'][number]
type Duty = Permission['duties'][number]

/** What a new row of each list starts with, and the field where one goes on. */
export function blankAgreementRow(list: string, key: string): { row: FormValues; first: string } | undefined {
  const id = (word: string) => `${word}-${key.slice(0, 8)}`
  const duty = { kind: 'attribute', before: '', afterDays: '' }
  if (list === 'permissions') {
    const precision = { place: PLACE_PRECISIONS[0], time: TIME_PRECISIONS[0], delayMinutes: '0' }
    return { row: { id: id('toestemming'), ...precision, duties: [] }, first: 'organisationIds' }
  }
  if (list === 'prohibitions') return { row: { id: id('verbod') }, first: 'organisationIds' }
  if (list === 'obligations') return { row: { id: id('plicht'), ...duty }, first: 'organisationIds' }
  if (/^permissions\.\d+\.duties$/.test(list))
    return { row: { id: id('voorwaarde'), ...duty }, first: 'kind' }
  return undefined
}

/** The form of the text of an agreement, filled in. */
export function fillAgreement(agreement: Agreement, language: Language): FormValues {
  const number = (value: number | null) => writeNumber(value, language)
  const fillDuty = ({ id, kind, before, afterDays }: Duty) => ({
    ...{ id, kind },
    before: writeBound(before),
    afterDays: number(afterDays),
  })
  return {
    challengeId: agreement.challengeId,
    allianceId: agreement.allianceId ?? '',
    ownerId: agreement.ownerId,
    title: agreement.title,
    why: agreement.why,
    validFrom: writeBound(agreement.validFrom),
    validThrough: writeBound(agreement.validThrough),
    permissions: agreement.permissions.map((rule) => ({
      ...fillRule(rule),
      retentionDays: number(rule.retentionDays),
      areaCodes: rule.areaCodes,
      fields: rule.fields,
      minimumGroup: number(rule.minimumGroup),
      place: rule.place,
      time: rule.time,
      delayMinutes: number(rule.delayMinutes),
      duties: rule.duties.map(fillDuty),
    })),
    prohibitions: agreement.prohibitions.map(fillRule),
    obligations: agreement.obligations.map(({ organisationIds, datasetIds, ...duty }) => ({
      ...fillDuty(duty),
      organisationIds,
      datasetIds,
    })),
  }
}

const fillRule = (rule: Prohibition) => ({
  id: rule.id,
  organisationIds: rule.organisationIds,
  roles: rule.roles,
  datasetIds: rule.datasetIds,
  properties: rule.properties,
  actions: rule.actions,
  challengeIds: rule.challengeIds,
  purposes: rule.purposes,
  from: writeBound(rule.from),
  until: writeBound(rule.until),
})

/** What the form says, in the words of the API. */
export function readAgreementForm(values: FormValues, language: Language) {
  const number = (row: FormValues, name: string) => readNumber(textAt(row, name), language)
  const readDuty = (row: FormValues) => {
    const kind = textAt(row, 'kind')
    return {
      id: textAt(row, 'id'),
      kind,
      // The form shows only the fields that belong to this kind.
      before: kind === 'attribute' ? null : readBound(textAt(row, 'before')),
      afterDays: kind === 'delete' ? number(row, 'afterDays') : null,
    }
  }
  return {
    title: textAt(values, 'title'),
    why: textAt(values, 'why'),
    validFrom: readBound(textAt(values, 'validFrom')),
    validThrough: readBound(textAt(values, 'validThrough')),
    permissions: rowsAt(values, 'permissions').map((row) => ({
      ...readRule(row),
      retentionDays: number(row, 'retentionDays'),
      areaCodes: ticksAt(row, 'areaCodes'),
      fields: ticksAt(row, 'fields'),
      minimumGroup: number(row, 'minimumGroup'),
      place: textAt(row, 'place'),
      time: textAt(row, 'time'),
      delayMinutes: number(row, 'delayMinutes'),
      duties: rowsAt(row, 'duties').map(readDuty),
    })),
    prohibitions: rowsAt(values, 'prohibitions').map(readRule),
    obligations: rowsAt(values, 'obligations').map((row) => ({
      ...readDuty(row),
      organisationIds: ticksAt(row, 'organisationIds'),
      datasetIds: ticksAt(row, 'datasetIds'),
    })),
  }
}

const readRule = (row: FormValues) => ({
  id: textAt(row, 'id'),
  organisationIds: ticksAt(row, 'organisationIds'),
  roles: ticksAt(row, 'roles'),
  datasetIds: ticksAt(row, 'datasetIds'),
  properties: ticksAt(row, 'properties'),
  actions: ticksAt(row, 'actions'),
  challengeIds: ticksAt(row, 'challengeIds'),
  purposes: ticksAt(row, 'purposes'),
  from: readBound(textAt(row, 'from')),
  until: readBound(textAt(row, 'until')),
})

/** A bound as a field has it: a day when it is the start of one, else a moment by the clock here. */
export function writeBound(moment: string | null): string {
  if (moment === null) return ''
  return toClock(new Date(moment)).replace(/T00:00:00$/, '')
}

/** The moment that a field says; what is none goes to the API as it is, which then says what is wrong with it. */
export function readBound(text: string): string | null {
  if (text === '') return null
  return fromClock(text.includes('T') ? text : `${text}T00:00:00`)?.toISOString() ?? text
}

/** A mistake in one of several that are ticked, or in one line of a field, stands at the whole field. */
export function placeInAgreement(mistake: Mistake): Mistake {
  const whole = /^(\/(?:permissions|prohibitions|obligations)\/\d+\/[a-zA-Z]+)\/\d+$/.exec(
    mistake.pointer,
  )?.[1]
  return whole === undefined || whole.endsWith('/duties') ? mistake : { ...mistake, pointer: whole }
}
