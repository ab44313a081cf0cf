export { type Conversion, findConversion, type WrittenUnit } from './convert.ts'
