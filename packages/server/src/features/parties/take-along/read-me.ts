import type { Bilingual } from '../../../platform/errors.ts'
import type { PersonalTable } from '../../../platform/personal-data.ts'

type Language = keyof Bilingual

/** The two files of a table in the zip. */
export function fileNames({ table }: Pick<PersonalTable, 'table'>): { json: string; csv: string } {
  return { json: `json/${table}.json`, csv: `csv/${table}.csv` }
}

const WORDS = {
  nl: {
    title: 'Uw gegevens bij Samenspel',
    made: (email: string, at: string) => `Gemaakt voor ${email} op ${at} (UTC).`,
    what: 'Dit is alles wat dit platform over u bewaart. Elk onderdeel staat er twee keer in: als JSON (voor programma’s) en als CSV (voor een rekenblad). Tijden zijn in UTC. Een leeg bestand betekent dat we daarvan niets over u hebben.',
    care: 'Bewaar dit bestand op een veilige plek: er staan persoonlijke gegevens in.',
    files: 'Bestanden',
    why: 'Waarvoor',
    basis: 'Grondslag (term van DPV)',
    kept: 'Hoe lang',
    seenBy: 'Wie het ziet',
    stays: 'Blijft als u uw account verwijdert',
    fields: 'Kolommen',
  },
  en: {
    title: 'Your data at Samenspel',
    made: (email: string, at: string) => `Made for ${email} at ${at} (UTC).`,
    what: 'This is everything that this platform holds about you. Each part is in it twice: as JSON (for programs) and as CSV (for a spreadsheet). Times are in UTC. An empty file means that we have nothing of that about you.',
    care: 'Keep this file in a safe place: it holds personal data.',
    files: 'Files',
    why: 'What for',
    basis: 'Legal basis (term of DPV)',
    kept: 'How long',
    seenBy: 'Who sees it',
    stays: 'Stays when you delete your account',
    fields: 'Columns',
  },
} as const satisfies Record<Language, object>

/** What every file in the zip is, for people. */
export function writeReadMe(
  tables: readonly PersonalTable[],
  { language, email, at }: { language: Language; email: string; at: Date },
): string {
  const words = WORDS[language]
  const parts = tables.map((table) => {
    const { json, csv } = fileNames(table)
    const columns = Object.entries(table.fields).map(([name, label]) => `${name} (${label[language]})`)
    return [
      `## ${table.name[language]}`,
      table.about[language],
      `${words.files}: ${json}, ${csv}`,
      `${words.why}: ${table.why[language]}`,
      `${words.basis}: ${table.basis}`,
      `${words.kept}: ${table.kept[language]}`,
      `${words.seenBy}: ${table.seenBy[language]}`,
      ...(table.stays === null ? [] : [`${words.stays}: ${table.stays[language]}`]),
      `${words.fields}: ${columns.join(', ')}`,
    ].join('\r\n')
  })
  const top = [`# ${words.title}`, words.made(email, at.toISOString()), words.what, words.care]
  return `${[...top, ...parts].join('\r\n\r\n')}\r\n`
}
