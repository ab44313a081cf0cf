import {
  fail,
  isObject,
  openObject,
  type Read,
  readIri,
  readList,
  readName,
  type Spot,
} from '../json/index.ts'
import {
  type AtomicConstraint,
  type Constraint,
  type LogicalConstraint,
  ODRL,
  type Value,
  XSD,
} from './model.ts'
import { takesValues } from './operators.ts'
import { type Holder, LEFT_OPERANDS, type LeftOperandName, type LeftOperandTerm, VALUES } from './profile.ts'
import { acceptsValue } from './samenspel-vocabulary.ts'

export const LOGICAL_OPERANDS = ['and', 'or', 'xone', 'andSequence'] as const

/** So deep constraints can be nested: deeper ones nobody can read. */
const DEEPEST = 4

/** Where a constraint stands. */
export interface Standing {
  readonly holder: Holder
  /** The left operands that may stand here; all of the holder when absent. */
  readonly operands?: readonly LeftOperandName[]
  readonly inChoice?: boolean
  readonly depth?: number
}

/** Reads a constraint or refinement of Samenspel's profile from JSON-LD. */
export function readConstraint(standing: Standing): Read<Constraint> {
  return (spot) => {
    if (!isObject(spot.value)) return fail(spot, 'Dit moet een object zijn.', 'This must be an object.')
    const operand = LOGICAL_OPERANDS.find((name) => isObject(spot.value) && Object.hasOwn(spot.value, name))
    return operand ? readLogical(spot, operand, standing) : readAtomic(spot, standing)
  }
}

function readLogical(
  spot: Spot,
  operand: (typeof LOGICAL_OPERANDS)[number],
  standing: Standing,
): LogicalConstraint | undefined {
  const { depth = 0, inChoice = false } = standing
  if (depth >= DEEPEST) {
    return fail(
      spot,
      `Voorwaarden mogen hooguit ${DEEPEST} lagen diep in elkaar staan.`,
      `Conditions can be nested at most ${DEEPEST} deep.`,
    )
  }
  const at = openObject(spot, [operand], ['uid'])
  const uid = readUid(at?.('uid'))
  const list = at?.(operand)
  // A list in JSON-LD: only so the parts have an order.
  const items = list && isObject(list.value) ? openObject(list, ['@list'])?.('@list') : list
  const constraints = readList(
    items,
    readConstraint({ ...standing, depth: depth + 1, inChoice: inChoice || operand !== 'and' }),
  )
  if (items && Array.isArray(items.value) && items.value.length === 0) {
    return fail(items, 'Noem minstens één voorwaarde.', 'Name at least one condition.')
  }
  return { kind: 'logical', ...uid, operand: ODRL + operand, constraints }
}

function readAtomic(spot: Spot, { holder, operands, inChoice }: Standing): AtomicConstraint | undefined {
  const at = openObject(spot, ['leftOperand', 'operator', 'rightOperand'], ['uid', 'unit'])
  const leftSpot = at?.('leftOperand')
  const possible = operands ?? listOperands(holder)
  const name = leftSpot && readName(possible)(leftSpot)
  const uid = readUid(at?.('uid'))
  if (!at || !leftSpot || !name) return undefined
  const term: LeftOperandTerm = LEFT_OPERANDS[name]
  if (inChoice && term.role === 'shapes') {
    return fail(
      leftSpot,
      'Dit is een eis aan het antwoord. Die kan niet in een keuze staan: zet hem los bij de toestemming.',
      'This is a demand on the answer. It cannot stand in a choice: put it with the permission itself.',
    )
  }
  const operatorSpot = at('operator')
  const operator = operatorSpot && readName(term.operators)(operatorSpot)
  const rightSpot = at('rightOperand')
  const rightOperands = readList(rightSpot, readValue(term))
  const unitSpot = at('unit')
  if (unitSpot && unitSpot.value !== term.unit?.iri) {
    const unit = term.unit?.iri
    fail(
      unitSpot,
      unit ? `De eenheid moet ${unit} zijn.` : 'Hier hoort geen eenheid.',
      unit ? `The unit must be ${unit}.` : 'There is no unit here.',
    )
  }
  if (!operator || !rightSpot) return undefined
  const count = Array.isArray(rightSpot.value) ? rightSpot.value.length : 1
  if (!takesValues(ODRL + operator, count)) {
    return fail(
      rightSpot,
      count === 0 ? 'Noem minstens één waarde.' : `Bij ${operator} hoort één waarde. Gebruik anders isAnyOf.`,
      count === 0 ? 'Name at least one value.' : `${operator} takes one value. Use isAnyOf for more.`,
    )
  }
  const unit = typeof unitSpot?.value === 'string' ? { unit: unitSpot.value } : {}
  return { kind: 'atomic', ...uid, leftOperand: term.iri, operator: ODRL + operator, rightOperands, ...unit }
}

function listOperands(holder: Holder): LeftOperandName[] {
  const names = Object.keys(LEFT_OPERANDS) as LeftOperandName[]
  return names.filter((name) => LEFT_OPERANDS[name].holders.some((one) => one === holder))
}

function readUid(spot: Spot | undefined): { uid?: string } {
  const uid = spot && readIri(spot)
  return uid === undefined ? {} : { uid }
}

function readValue(term: LeftOperandTerm): Read<Value> {
  return (spot) => {
    const value = parseValue(spot, term)
    if (value && acceptsValue(term, value)) return value
    if (value?.kind === 'iri' && term.datatype === null) return fail(spot, ...IRI_ADVICE)
    const { nl, en } = describeValues(term)
    return fail(spot, `Deze waarde past niet. ${nl}`, `This value does not fit. ${en}`)
  }
}

const IRI_ADVICE = ['Schrijf {"@id": "https://…"}.', 'Write {"@id": "https://…"}.'] as const

/** `{"@id"}`, `{"@value", "@type"}`, a text for `xsd:string`, or a whole number for `xsd:integer`. */
function parseValue({ value, pointer }: Spot, term: LeftOperandTerm): Value | undefined {
  if (typeof value === 'string') return { kind: 'literal', text: value, datatype: `${XSD}string` }
  if (typeof value === 'number') {
    return Number.isSafeInteger(value)
      ? { kind: 'literal', text: String(value), datatype: `${XSD}integer` }
      : undefined
  }
  if (!isObject(value)) return undefined
  const keys = Object.keys(value).sort().join(' ')
  if (keys === '@id') {
    const iri = readIri({ value: value['@id'], pointer, mistakes: [] })
    if (iri === undefined || (term.values && !term.values.includes(iri))) return undefined
    return { kind: 'iri', iri }
  }
  const { '@value': text, '@type': type } = value
  if (keys !== '@type @value' || typeof text !== 'string' || typeof type !== 'string') return undefined
  return { kind: 'literal', text, datatype: type.replace(/^xsd:/, XSD) }
}

function describeValues({ datatype, values, range, kind }: LeftOperandTerm): { nl: string; en: string } {
  const type = datatype?.replace(XSD, 'xsd:')
  if (type === undefined) return { nl: IRI_ADVICE[0], en: IRI_ADVICE[1] }
  const form = `{"@value": "…", "@type": "${type}"}`
  if (values) {
    const known = values.map((one) => (one === VALUES.wholeArea.iri ? `{"@id": "${one}"}` : one)).join(', ')
    return { nl: `Schrijf ${form}, met een van: ${known}.`, en: `Write ${form}, with one of: ${known}.` }
  }
  if (!range) return { nl: `Schrijf ${form}.`, en: `Write ${form}.` }
  const minutes = kind === 'duration' ? { nl: ' minuten', en: ' minutes' } : { nl: '', en: '' }
  return {
    nl: `Schrijf ${form}, van ${range.minimum} tot en met ${range.maximum}${minutes.nl}.`,
    en: `Write ${form}, from ${range.minimum} to ${range.maximum}${minutes.en}.`,
  }
}
