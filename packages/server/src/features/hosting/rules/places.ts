/** Where a sensor is said to be, decided from values alone. */
import type { Bilingual } from '../../../platform/errors.ts'
import type { PlaceQuery } from '../schema.ts'

export type Mistake = { pointer: string } & Bilingual

/** A place as it was given: a point, an area, or nothing. */
export type GivenPlace = { position: [number, number] } | { areaCode: string } | undefined

/** @returns the place, undefined when none was given, or every mistake at once */
export function readPlace({ longitude, latitude, areaCode }: PlaceQuery): GivenPlace | Mistake[] {
  if (areaCode !== undefined) {
    return longitude === undefined && latitude === undefined
      ? { areaCode }
      : [{ pointer: '/areaCode', ...TWICE }]
  }
  if (longitude === undefined && latitude === undefined) return undefined
  if (longitude === undefined) return [{ pointer: '/longitude', ...HALF }]
  if (latitude === undefined) return [{ pointer: '/latitude', ...HALF }]
  return { position: [longitude, latitude] }
}

const TWICE = {
  nl: 'Geef een punt of een buurt, niet allebei.',
  en: 'Give a point or a neighbourhood, not both.',
}
const HALF = {
  nl: 'Een plaats heeft een lengtegraad en een breedtegraad. Vul ze allebei in.',
  en: 'A place has a longitude and a latitude. Give both.',
}

export const NO_PLACE: Mistake = {
  pointer: '/longitude',
  nl: 'De plaats ontbreekt. Geef een punt (longitude en latitude) of een buurt (areaCode).',
  en: 'The place is missing. Give a point (longitude and latitude) or a neighbourhood (areaCode).',
}

export const UNKNOWN_AREA: Mistake = {
  pointer: '/areaCode',
  nl: 'Dit gebied is hier niet bekend. Kies een buurt uit de lijst.',
  en: 'This area is not known here. Choose a neighbourhood from the list.',
}

export const OUTSIDE: Mistake = {
  pointer: '/longitude',
  nl: 'Dit punt ligt buiten alle gebieden die wij kennen. Staan lengtegraad en breedtegraad in de goede volgorde?',
  en: 'This point is outside all areas that we know. Are longitude and latitude in the right order?',
}
