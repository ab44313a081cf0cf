import { sql } from 'kysely'
import type { Bilingual } from '../../platform/errors.ts'
import type { PersonalTable } from '../../platform/personal-data.ts'
import type { DisputeReason, RemarkKind, Stance } from './lists.ts'

const KINDS = {
  works: { nl: 'werkzaamheden', en: 'works' },
  traffic: { nl: 'verkeer', en: 'traffic' },
  event: { nl: 'evenement', en: 'event' },
  weather: { nl: 'weer', en: 'weather' },
  placement: { nl: 'hoe de meter hangt', en: 'how the sensor is placed' },
  fault: { nl: 'storing', en: 'fault' },
  other: { nl: 'iets anders', en: 'something else' },
} as const satisfies Record<RemarkKind, Bilingual>
const SAID = {
  support: { nl: 'het klopt', en: 'it is right' },
  dispute: { nl: 'het klopt niet', en: 'it is not right' },
  'not-so': { nl: 'het was niet zo', en: 'it was not so' },
  'not-here': { nl: 'het was niet hier', en: 'it was not here' },
  'not-then': { nl: 'het was niet toen', en: 'it was not then' },
  over: { nl: 'het is voorbij', en: 'it is over' },
} as const satisfies Record<Stance | DisputeReason, Bilingual>

/** What this slice holds about people. */
export const PERSONAL_DATA: readonly PersonalTable[] = [
  {
    table: 'remarks.remark',
    columns: ['person_id', 'writer_name', 'text'],
    name: { nl: 'Uw opmerkingen', en: 'Your remarks' },
    about: {
      nl: 'Wat u bij metingen, momenten en gebieden schreef, en de naam die u daarbij koos.',
      en: 'What you wrote on measurements, moments and areas, and the name that you chose with it.',
    },
    why: {
      nl: 'Nodig om anderen te laten zien wat er bij een meting aan de hand was.',
      en: 'Needed to show others what was going on at a measurement.',
    },
    basis: 'PublicInterest',
    kept: {
      nl: 'Tot u de opmerking intrekt. Verwijdert u uw account, dan blijft zij staan zonder naam.',
      en: 'Until you withdraw the remark. When you delete your account, it stays without a name.',
    },
    seenBy: {
      nl: 'Iedereen leest de tekst en de naam die u koos. Een tekst die is verborgen, lezen alleen u en de moderatoren.',
      en: 'Everyone reads the text and the name that you chose. A text that is hidden only you and the moderators read.',
    },
    fields: {
      text: { nl: 'Opmerking', en: 'Remark' },
      kind: { nl: 'Soort', en: 'Kind' },
      writerName: { nl: 'Naam', en: 'Name' },
      from: { nl: 'Vanaf', en: 'From' },
      to: { nl: 'Tot', en: 'To' },
      writtenAt: { nl: 'Geschreven', en: 'Written' },
    },
    codes: KINDS,
    stays: {
      nl: 'De tekst blijft staan, zonder uw naam en zonder dat iemand nog weet dat u hem schreef: anderen baseren er conclusies op. Trek eerst in wat weg moet.',
      en: 'The text stays, without your name and without anyone knowing any more that you wrote it: others base conclusions on it. First withdraw what must go.',
    },
    async export(db, { personId }) {
      const { rows } =
        await sql<object>`select id, text, kind, writer_name as "writerName", since as from, until as to,
          datastream_id as datastream, thing_id as thing, area_code as area, property, written_at as "writtenAt", changed_at as "changedAt"
        from remarks.remark where person_id = ${personId} order by written_at, id`.execute(db)
      return rows
    },
    async erase(transaction, { personId }) {
      await sql`update remarks.remark set person_id = null, writer_name = null where person_id = ${personId}`.execute(
        transaction,
      )
    },
  },
  {
    table: 'remarks.voice',
    columns: ['person_id', 'stance', 'reason'],
    name: { nl: 'Wat u steunt en betwist', en: 'What you support and dispute' },
    about: {
      nl: 'Bij welke opmerkingen van anderen u zei dat het klopt, of niet.',
      en: 'Of which remarks of others you said that they are right, or not.',
    },
    why: {
      nl: 'Nodig om te tellen hoeveel mensen een opmerking steunen of betwisten.',
      en: 'Needed to count how many people support or dispute a remark.',
    },
    basis: 'PublicInterest',
    kept: {
      nl: 'Tot u het terugneemt, of de opmerking of uw account weggaat.',
      en: 'Until you take it back, or the remark or your account goes.',
    },
    seenBy: {
      nl: 'Iedereen ziet de aantallen, niemand uw naam.',
      en: 'Everyone sees the numbers, nobody your name.',
    },
    fields: {
      stance: { nl: 'Wat u zei', en: 'What you said' },
      reason: { nl: 'Reden', en: 'Reason' },
      givenAt: { nl: 'Gezegd', en: 'Said' },
    },
    codes: SAID,
    stays: null,
    async export(db, { personId }) {
      const { rows } = await sql<object>`select remark_id as "remarkId", stance, reason, given_at as "givenAt"
        from remarks.voice where person_id = ${personId} order by given_at, remark_id`.execute(db)
      return rows
    },
    async erase(transaction, { personId }) {
      await sql`delete from remarks.voice where person_id = ${personId}`.execute(transaction)
    },
  },
]
