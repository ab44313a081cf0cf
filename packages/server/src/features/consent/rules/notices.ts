/** What may happen to a notice, decided from values alone. */
import { isListedPurpose } from '@samenspel/standards/consent'
import type { Bilingual } from '../../../platform/errors.ts'
import { PART_NAMES, PARTS } from '../lists.ts'
import type { Content, NewNotice, Offer } from '../schema/notices.ts'

/** Something that stands in the way, and where it is. */
export type Mistake = { pointer: string } & Bilingual

/** A new notice asks as little as possible until somebody writes otherwise. */
const LEAST: Offer = {
  place: 'area',
  time: 'day',
  inGroups: true,
  longestDays: 365,
  keptDays: 365,
  recipientIds: [],
}

const EMPTY = Object.fromEntries(PART_NAMES.map((part) => [part, { nl: '', en: '' }]))

/** The text of a new draft: what was given, and the rest empty. */
export function startContent({ datasetId: _, purpose: _p, ...given }: NewNotice): Content {
  return { ...EMPTY, contact: '', offer: LEAST, asksAgain: true, ...given } as Content
}

/**
 * A purpose is one of the listed terms of DPV, or a challenge of this platform.
 * @param challenges address below which challenges are
 */
export function checkPurpose(purpose: string, challenges: string): Mistake[] {
  const id = purpose.startsWith(challenges) ? purpose.slice(challenges.length) : ''
  if (isListedPurpose(purpose) || /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id)) return []
  return [
    {
      pointer: '/purpose',
      nl: `Dit doel is onbekend. Geef het adres van een opgave, zoals ${challenges}…, of een doel van DPV, zoals https://w3id.org/dpv#PublicPolicyMaking.`,
      en: `This purpose is not known. Give the address of a challenge, such as ${challenges}…, or a purpose of DPV, such as https://w3id.org/dpv#PublicPolicyMaking.`,
    },
  ]
}

/**
 * Everything that is still missing before a notice may be published; empty when nothing is.
 * @param inForce the version that is published now, if any
 */
export function obstaclesToPublication(
  content: Content,
  { isPersonal, inForce }: { isPersonal: boolean; inForce: Content | undefined },
): Mistake[] {
  return [
    ...(isPersonal ? [] : [NOT_PERSONAL]),
    ...checkTexts(content),
    ...(content.contact.trim() === '' ? [NO_CONTACT] : []),
    ...(inForce && !content.asksAgain && !isSameOffer(inForce.offer, content.offer) ? [MUST_ASK] : []),
  ]
}

function checkTexts(content: Content): Mistake[] {
  const parts = { title: { nl: 'de titel', en: 'the title' }, ...PARTS }
  return Object.entries(parts).flatMap(([part, about]) => {
    const text = content[part as keyof typeof parts]
    return (['nl', 'en'] as const)
      .filter((language) => text[language].trim() === '')
      .map((language) => ({
        pointer: `/${part}/${language}`,
        nl: `Nog leeg ${language === 'nl' ? 'in het Nederlands' : 'in het Engels'}: ${about.nl}. Schrijf het op in korte zinnen.`,
        en: `Still empty in ${language === 'nl' ? 'Dutch' : 'English'}: ${about.en}. Write it down in short sentences.`,
      }))
  })
}

/** Whether a new notice asks the same as the one before it. The order of recipients does not matter. */
export function isSameOffer(one: Offer, other: Offer): boolean {
  const said = ({ place, time, inGroups, longestDays, keptDays, recipientIds }: Offer) =>
    JSON.stringify([place, time, inGroups, longestDays, keptDays, [...recipientIds].sort()])
  return said(one) === said(other)
}

const NOT_PERSONAL: Mistake = {
  pointer: '/datasetId',
  nl: 'Deze dataset heeft geen persoonsgegevens, dus is er geen toestemming nodig. Zet de toegang van de dataset eerst op “personal”.',
  en: 'This dataset has no personal data, so no consent is needed. Set the access of the dataset to “personal” first.',
}

const NO_CONTACT: Mistake = {
  pointer: '/contact',
  nl: 'Het adres voor vragen ontbreekt. Geef een e-mailadres of webadres.',
  en: 'The address for questions is missing. Give an e-mail or web address.',
}

const MUST_ASK: Mistake = {
  pointer: '/asksAgain',
  nl: 'Deze versie vraagt iets anders dan de vorige: vraag mensen opnieuw om hun keuze (true), of zet terug wat er gevraagd wordt.',
  en: 'This version asks something else than the one before: have people choose again (true), or put back what is asked.',
}
