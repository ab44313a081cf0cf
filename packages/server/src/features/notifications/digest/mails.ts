import type { Mail } from '../../../platform/mail.ts'
import type { Signal } from '../../indicators/index.ts'
import type { Language, Rhythm } from '../lists.ts'
import { type OutcomesOf, writeOutcomes } from '../outcomes/mail.ts'
import type { Note } from './notes.ts'
import { MOST_NAMED, PARTS, type Part } from './rules.ts'

/** What a digest tells of. */
export type Digest = {
  language: Language
  rhythm: Rhythm
  parts: ReadonlyMap<Part, readonly Signal[]>
  /** What is asked of who gets it, beside signals. */
  notes: readonly Note[]
  /** What came of challenges. */
  outcomes: readonly OutcomesOf[]
  publicUrl: string
  /** Stops the digests without signing in. */
  key: string
}

const TEXTS = {
  nl: {
    subject: (count: number) => (count === 1 ? '1 signaal met nieuws' : `${count} signalen met nieuws`),
    subjectOfNotes: (count: number) =>
      count === 1 ? '1 besluit vraagt aandacht' : `${count} besluiten vragen aandacht`,
    subjectOfOutcomes: (count: number) =>
      count === 1 ? 'Nieuws over een opgave' : `Nieuws over ${count} opgaven`,
    notes: 'Besluiten die aandacht vragen',
    lead: {
      day: 'Dit gebeurde er met signalen sinds het vorige overzicht.',
      week: 'Dit gebeurde er vorige week met signalen.',
    },
    parts: {
      new: 'Nieuw',
      over: 'Voorbij',
      decided: 'Besluit genomen',
      'handed-over': 'Overgedragen',
      withdrawn: 'Ingetrokken, omdat de cijfers zijn verbeterd',
    },
    mine: 'U gaat hierover.',
    more: (count: number) => `En nog ${count}. Bekijk ze op de site.`,
    choose: 'Kies zelf waarover u bericht krijgt',
    stop: 'Geen overzicht meer',
    prefix: '',
  },
  en: {
    subject: (count: number) => (count === 1 ? '1 signal with news' : `${count} signals with news`),
    subjectOfNotes: (count: number) =>
      count === 1 ? '1 decision asks for attention' : `${count} decisions ask for attention`,
    subjectOfOutcomes: (count: number) =>
      count === 1 ? 'News of a challenge' : `News of ${count} challenges`,
    notes: 'Decisions that ask for attention',
    lead: {
      day: 'This is what became of signals since the digest before.',
      week: 'This is what became of signals last week.',
    },
    parts: {
      new: 'New',
      over: 'Over',
      decided: 'Decided',
      'handed-over': 'Handed over',
      withdrawn: 'Withdrawn, because the figures were corrected',
    },
    mine: 'You are responsible for this.',
    more: (count: number) => `And ${count} more. See them on the site.`,
    choose: 'Choose what you hear of',
    stop: 'No more digests',
    prefix: '/en',
  },
} as const

/** Writes the digest of a period. */
export function writeDigest({
  language,
  rhythm,
  parts,
  notes,
  outcomes,
  publicUrl,
  key,
}: Digest): Pick<Mail, 'subject' | 'text'> {
  const words = TEXTS[language]
  const site = `${publicUrl}${words.prefix}`
  const sections = PARTS.flatMap((part) => {
    const signals = parts.get(part) ?? []
    if (signals.length === 0) return []
    const named = signals.slice(0, MOST_NAMED).map(({ id: signalId, sentence, owner }) => {
      const mine = owner.isMine ? ` ${words.mine}` : ''
      return `- ${sentence[language]}${mine}\n  ${site}/signalen/${signalId}`
    })
    const rest = signals.length - named.length
    return [[words.parts[part], ...named, ...(rest > 0 ? [words.more(rest)] : [])].join('\n\n')]
  })
  const told = notes.map(({ sentence, path }) => `- ${sentence[language]}\n  ${site}${path}`)
  const asked = told.length === 0 ? [] : [[words.notes, ...told].join('\n\n')]
  const came = writeOutcomes(outcomes, { language, site, key })
  const count = [...parts.values()].reduce((total, { length }) => total + length, 0)
  const end = `${words.choose}: ${site}/mijn/berichten\n${words.stop}: ${site}/berichten/afmelden?key=${key}`
  return {
    subject: subjectOf(words, { signals: count, notes: notes.length, outcomes: outcomes.length }),
    text: `${[...asked, ...came, ...(count === 0 ? [] : [words.lead[rhythm]]), ...sections].join('\n\n\n')}\n\n-- \n${end}\n`,
  }
}

/** Where one click stops the digests (RFC 8058). */
export const stopAddress = (publicUrl: string, key: string) => `${publicUrl}/api/v1/messages/stop?key=${key}`

function subjectOf(
  words: (typeof TEXTS)[Language],
  { signals, notes, outcomes }: { signals: number; notes: number; outcomes: number },
): string {
  if (signals > 0) return words.subject(signals)
  return notes > 0 ? words.subjectOfNotes(notes) : words.subjectOfOutcomes(outcomes)
}
