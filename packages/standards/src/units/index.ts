export { type Conversion, findConversion, isKnownUnit, type WrittenUnit } from './convert.ts'
