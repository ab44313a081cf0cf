import type { Mail } from '../../../platform/mail.ts'
import type { Signal } from '../../indicators/index.ts'
import { LANGUAGES, type Language, type Rhythm } from '../lists.ts'
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
  /** The organisation that writes it. */
  from: string
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
    intro: {
      day: (from: string) =>
        `Dit is een overzicht van ${from}. U krijgt het ’s ochtends, als er nieuws is over iets wat u volgt of waaraan u meedoet.`,
      week: (from: string) =>
        `Dit is een overzicht van ${from}. U krijgt het op maandag, als er nieuws is over iets wat u volgt of waaraan u meedoet.`,
    },
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
    gone: 'Dit signaal is er niet meer, of is niet meer openbaar.',
    more: (count: number, address: string) => `En nog ${count}. Bekijk ze op de site: ${address}`,
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
    intro: {
      day: (from: string) =>
        `This is a digest of ${from}. You get it in the morning, when there is news of something that you follow or take part in.`,
      week: (from: string) =>
        `This is a digest of ${from}. You get it on Monday, when there is news of something that you follow or take part in.`,
    },
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
    gone: 'This signal is not there any more, or not public any more.',
    more: (count: number, address: string) => `And ${count} more. See them on the site: ${address}`,
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
  from,
  publicUrl,
  key,
}: Digest): Pick<Mail, 'subject' | 'text'> {
  const words = TEXTS[language]
  const site = `${publicUrl}${words.prefix}`
  const sections = PARTS.flatMap((part) => {
    const signals = parts.get(part) ?? []
    if (signals.length === 0) return []
    const named = signals
      .slice(0, MOST_NAMED[part])
      .map((signal) => `${sayIt(signal, language)}\n  ${site}${PAGE}${signal.id}`)
    const rest = signals.length - named.length
    return [
      [words.parts[part], ...named, ...(rest > 0 ? [words.more(rest, `${site}/signalen`)] : [])].join('\n\n'),
    ]
  })
  const told = notes.map(({ sentence, path }) => `- ${sentence[language]}\n  ${site}${path}`)
  const asked = told.length === 0 ? [] : [[words.notes, ...told].join('\n\n')]
  const came = writeOutcomes(outcomes, { language, site, key })
  const count = [...parts.values()].reduce((total, { length }) => total + length, 0)
  const end = `${words.choose}: ${site}/mijn/berichten\n${words.stop}: ${site}/berichten/afmelden?key=${key}`
  return {
    subject: subjectOf(words, { signals: count, notes: notes.length, outcomes: outcomes.length }),
    text: `${[words.intro[rhythm](from), ...asked, ...came, ...(count === 0 ? [] : [words.lead[rhythm]]), ...sections].join('\n\n\n')}\n\n-- \n${end}\n`,
  }
}

const PAGE = '/signalen/'
const NAMED = new RegExp(`^- (.*)(\\n {2}\\S+${PAGE}([0-9a-f-]{36}))$`, 'gm')

function sayIt({ sentence, owner }: Signal, language: Language): string {
  return `- ${sentence[language]}${owner.isMine ? ` ${TEXTS[language].mine}` : ''}`
}

/** The signals that a letter names. */
export const listNamed = (text: string): string[] => [...text.matchAll(NAMED)].map(([, , , id = '']) => id)

/**
 * A letter that was written before, in which signals say what they say now where their figures became others: who takes their consent back is no
 * more in what was still waiting. That a signal is over meanwhile is news for the next letter.
 * @param signals as its reader sees them now
 */
export function withFiguresOfNow(text: string, signals: readonly Signal[], language: Language): string {
  const known = new Map(signals.map((signal) => [signal.id, signal]))
  return text.replaceAll(NAMED, (whole: string, said: string, address: string, id: string) => {
    const signal = known.get(id)
    if (!signal) return `- ${TEXTS[language].gone}${address}`
    return saysTheSame(said, signal) ? whole : `${sayIt(signal, language)}${address}`
  })
}

/** Whether what was said of a signal has the figures of now, in either language; when it is over, that comes behind them. */
function saysTheSame(said: string, { sentence }: Signal): boolean {
  return LANGUAGES.some((language) => {
    const [before, now] = [said.replace(` ${TEXTS[language].mine}`, ''), sentence[language]].map((text) =>
      text.replace(/\.$/, ''),
    ) as [string, string]
    return before.startsWith(now) || now.startsWith(before)
  })
}

/** Where one click stops the digests (RFC 8058). */
export const stopAddress = (publicUrl: string, key: string) => `${publicUrl}/api/v1/messages/stop?key=${key}`

function subjectOf(
  words: (typeof TEXTS)[Language],
  { signals, notes, outcomes }: { signals: number; notes: number; outcomes: number },
): string {
  const told = [
    ...(notes > 0 ? [words.subjectOfNotes(notes)] : []),
    ...(outcomes > 0 ? [words.subjectOfOutcomes(outcomes)] : []),
    ...(signals > 0 ? [words.subject(signals)] : []),
  ]
  const [first = '', ...others] = told
  return [first, ...others.map((each) => each[0]?.toLowerCase() + each.slice(1))].join(', ')
}
