export {
  formatTooiUri,
  isTooiMunicipality,
  type ParsedTooi,
  parseTooiMunicipality,
  type TooiMunicipality,
  toTooiMunicipality,
} from './tooi.ts'
