import type { PersonalTable } from '../../platform/personal-data.ts'
import { EMAIL_CODE, PERSON_CODE } from '../../platform/processing.ts'
import type { Logbook } from './logbook.ts'

/** What this slice holds about people: only under pseudonyms, so it asks the log. */
export function listPersonalData(logbook: Pick<Logbook, 'listRecordsOf'>): readonly PersonalTable[] {
  return [
    {
      table: 'logbook.record',
      columns: ['subject'],
      about: {
        nl: 'Het logboek: wie uw gegevens wanneer waarvoor gebruikte. U staat erin onder een schuilnaam.',
        en: 'The processing log: who used your data when and for what. You are in it under a pseudonym.',
      },
      stays: {
        nl: 'Alles blijft zo lang als het register van verwerkingen zegt: anders is niet na te gaan wie gegevens gebruikte.',
        en: 'All of it stays as long as the register of processing activities says: else nobody can see who used data.',
      },
      async export(_, { personId, email }) {
        const subjects = [
          { type: PERSON_CODE, id: personId },
          { type: EMAIL_CODE, id: email.toLowerCase() },
        ]
        const rows: object[] = []
        for (let cursor: string | undefined, more = true; more; ) {
          const page = await logbook.listRecordsOf(subjects, { cursor, pageSize: 1000 })
          rows.push(...page.items)
          cursor = page.next ?? undefined
          more = page.next !== null
        }
        return rows
      },
      erase: 'nothing',
    },
  ]
}
