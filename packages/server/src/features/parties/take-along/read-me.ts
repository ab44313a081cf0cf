import type { Bilingual } from '../../../platform/errors.ts'
import type { PersonalTable } from '../../../platform/personal-data.ts'

type Language = keyof Bilingual

/** The two files of a table in the zip. */
export function fileNames({ table, part }: Pick<PersonalTable, 'table' | 'part'>): {
  json: string
  csv: string
} {
  const name = part === undefined ? table : `${table}.${part}`
  return { json: `json/${name}.json`, csv: `csv/${name}.csv` }
}

const WORDS = {
  nl: {
    title: 'Uw gegevens bij Samenspel',
    made: (email: string, at: string) => `Gemaakt voor ${email} op ${at} (UTC).`,
    what: 'Dit is alles wat dit platform over u bewaart. Elk onderdeel staat er twee keer in: als JSON (voor programma’s) en als CSV (voor een rekenblad). Tijden zijn in UTC. Een leeg bestand betekent dat we daarvan niets over u hebben.',
    care: 'Bewaar dit bestand op een veilige plek: er staan persoonlijke gegevens in.',
    files: 'Bestanden',
    why: 'Waarvoor',
    basis: 'Waarom het mag',
    kept: 'Hoe lang',
    seenBy: 'Wie het ziet',
    stays: 'Blijft als u uw account verwijdert',
    fields: 'Kolommen',
    codes: 'Wat codes betekenen',
  },
  en: {
    title: 'Your data at Samenspel',
    made: (email: string, at: string) => `Made for ${email} at ${at} (UTC).`,
    what: 'This is everything that this platform holds about you. Each part is in it twice: as JSON (for programs) and as CSV (for a spreadsheet). Times are in UTC. An empty file means that we have nothing of that about you.',
    care: 'Keep this file in a safe place: it holds personal data.',
    files: 'Files',
    why: 'What for',
    basis: 'Why it is allowed',
    kept: 'How long',
    seenBy: 'Who sees it',
    stays: 'Stays when you delete your account',
    fields: 'Columns',
    codes: 'What codes mean',
  },
} as const satisfies Record<Language, object>

/** On which ground data is held, in words; the codes are terms of DPV. */
const BASES: Record<PersonalTable['basis'], Bilingual> = {
  Consent: { nl: 'u gaf toestemming', en: 'you gave consent' },
  Contract: { nl: 'het is nodig voor een overeenkomst met u', en: 'it is needed for a contract with you' },
  DataTransferLegalBasis: {
    nl: 'het mag volgens de regels voor doorgeven',
    en: 'it is allowed by the rules for passing on',
  },
  LegalObligation: { nl: 'de wet schrijft het voor', en: 'the law demands it' },
  LegitimateInterest: { nl: 'er is een zwaarwegend belang', en: 'there is a legitimate interest' },
  OfficialAuthorityOfController: {
    nl: 'het hoort bij de taak van de overheid',
    en: 'it is part of the task of the government',
  },
  PublicInterest: {
    nl: 'het hoort bij de publieke taak van de gemeente',
    en: 'it is part of the public task of the municipality',
  },
  VitalInterest: { nl: 'het is van levensbelang', en: 'it is of vital interest' },
}

/** What every file in the zip is, for people. */
export function writeReadMe(
  tables: readonly PersonalTable[],
  { language, email, at }: { language: Language; email: string; at: Date },
): string {
  const words = WORDS[language]
  const parts = tables.map((table) => {
    const { json, csv } = fileNames(table)
    const columns = Object.entries(table.fields).map(([name, label]) => `${name} (${label[language]})`)
    const codes = Object.entries(table.codes ?? {}).map(([code, label]) => `${code} (${label[language]})`)
    return [
      `## ${table.name[language]}`,
      table.about[language],
      `${words.files}: ${json}, ${csv}`,
      `${words.why}: ${table.why[language]}`,
      `${words.basis}: ${BASES[table.basis][language]} (${table.basis})`,
      `${words.kept}: ${table.kept[language]}`,
      `${words.seenBy}: ${table.seenBy[language]}`,
      ...(table.stays === null ? [] : [`${words.stays}: ${table.stays[language]}`]),
      `${words.fields}: ${columns.join(', ')}`,
      ...(codes.length === 0 ? [] : [`${words.codes}: ${codes.join(', ')}`]),
    ].join('\r\n')
  })
  const top = [`# ${words.title}`, words.made(email, at.toISOString()), words.what, words.care]
  return `${[...top, ...parts].join('\r\n\r\n')}\r\n`
}
