import type { DataSubject, PersonalTable } from '../../platform/personal-data.ts'
import { EMAIL_CODE, PERSON_CODE } from '../../platform/processing.ts'
import type { Logbook } from './logbook.ts'

/** Records that are read at once. */
const PIECE = 1000

/** What this slice holds about people: only under pseudonyms, so it asks the log. */
export function listPersonalData(logbook: Pick<Logbook, 'listRecordsOf'>): readonly PersonalTable[] {
  return [
    {
      table: 'logbook.record',
      columns: ['subject'],
      name: { nl: 'Het logboek', en: 'The processing log' },
      about: {
        nl: 'Wie uw gegevens wanneer waarvoor gebruikte. U staat erin onder een schuilnaam.',
        en: 'Who used your data when and for what. You are in it under a pseudonym.',
      },
      why: {
        nl: 'Zo kunt u, en kan een toezichthouder, nagaan wat er met uw gegevens gebeurde.',
        en: 'So you, and a supervisor, can see what happened to your data.',
      },
      basis: 'LegalObligation',
      kept: {
        nl: 'Zo lang als het register van verwerkingen zegt, meestal drie jaar.',
        en: 'As long as the register of processing activities says, mostly three years.',
      },
      seenBy: {
        nl: 'De privacyfunctionaris van de verantwoordelijke organisatie.',
        en: 'The privacy officer of the organisation that is responsible.',
      },
      fields: {
        startedAt: { nl: 'Wanneer', en: 'When' },
        name: { nl: 'Wat', en: 'What' },
        activity: { nl: 'Verwerking', en: 'Activity' },
      },
      stays: {
        nl: 'Alles blijft zo lang als het register van verwerkingen zegt: anders is niet na te gaan wie gegevens gebruikte.',
        en: 'All of it stays as long as the register of processing activities says: else nobody can see who used data.',
      },
      export: (_, subject) => listAll(logbook, subject),
      erase: 'nothing',
    },
  ]
}

/** Every record about someone, in pieces: there can be millions. */
async function* listAll(
  logbook: Pick<Logbook, 'listRecordsOf'>,
  { personId, email }: DataSubject,
): AsyncGenerator<object[], void, undefined> {
  const subjects = [
    { type: PERSON_CODE, id: personId },
    { type: EMAIL_CODE, id: email.toLowerCase() },
  ]
  for (let cursor: string | undefined, more = true; more; ) {
    const page = await logbook.listRecordsOf(subjects, { cursor, pageSize: PIECE })
    yield page.items.map(({ startTime, name, attributes, ...record }) => ({
      startedAt: new Date(startTime).toISOString(),
      name,
      activity: attributes['dpl.core.processing_activity_id'],
      usedBy: attributes['dpl.core.foreign_operation.processor'] ?? null,
      datasets: attributes['dpl.objects.dataset'] ?? [],
      traceId: record.traceId,
      spanId: record.spanId,
    }))
    cursor = page.next ?? undefined
    more = page.next !== null
  }
}
