import { PROPERTIES } from '@samenspel/standards/tabular'
import { type Language, messagesOf } from './language.ts'

/** What can be written in several ways is one key: `relative-humidity`, `Relative humidity`, `relative_humidity`. */
const keyOf = (text: string) => text.toLowerCase().replaceAll(/[^a-z0-9]+/g, '')

/** The well-known properties by each way to write them; of those with one definition the first counts. */
const KNOWN = new Map(
  Object.entries(PROPERTIES)
    .flatMap(([key, known]) => [key, known.nl, known.en, known.definition].map((text) => ({ text, known })))
    .reverse()
    .map(({ text, known }) => [keyOf(text), known]),
)

/**
 * What is measured, in the language of the page. A well-known property goes by its name in the catalogue; what someone named
 * otherwise keeps that name, which can say more (`Watertemperatuur`).
 * @param given name, title or definition; after a comma can follow which of several it is
 */
export function nameProperty(given: string, language: Language): string {
  const known = KNOWN.get(keyOf(given))
  if (known) return known[language]
  const comma = given.lastIndexOf(', ')
  return comma > 0 ? `${nameProperty(given.slice(0, comma), language)}${given.slice(comma)}` : given
}

/** A station that names what it measures in the language of the page, and says what is calibrated. */
export function inLanguage<Of extends { latest: { title: string; calibrated: boolean }[] }>(
  station: Of,
  language: Language,
): Of {
  const { calibratedName } = messagesOf(language).stations
  const latest = station.latest.map((one) => {
    const title = nameProperty(one.title, language)
    return { ...one, title: one.calibrated ? calibratedName(title) : title }
  })
  return { ...station, latest }
}
