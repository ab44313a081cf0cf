export { type Conversion, findConversion, isKnownUnit, type WrittenUnit } from './convert.ts'
export { hasNaturalZero } from './natural-zero.ts'
