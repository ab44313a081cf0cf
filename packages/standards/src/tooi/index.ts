export {
  formatTooiUri,
  isOfExample,
  isTooiMunicipality,
  type ParsedTooi,
  parseTooiMunicipality,
  type TooiMunicipality,
  toTooiMunicipality,
} from './tooi.ts'
