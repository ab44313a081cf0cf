import type { Bilingual } from '../../platform/errors.ts'
import { DAYS_AHEAD, EDIT_MINUTES, MOST_LINES } from './lists.ts'

/** A mistake in what was sent: where, and what to do about it. */
export type Mistake = { pointer: string } & Bilingual

const DAY = 86_400_000
/** Before then nothing was measured that is here. */
const EARLIEST = Date.UTC(1900, 0, 1)

/**
 * Characters that nobody sees and that turn, hide or reorder others: controls but the line feed, and formats such as marks of direction. The
 * joiners of emoji and of some scripts may stay.
 */
const INVISIBLE = /[[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]--[\n\u200c\u200d]]/v

/** What is wrong with a text, or with its name. */
export function findTextMistakes({ text, name }: { text?: string; name?: string | null }): Mistake[] {
  const mistakes: Mistake[] = []
  if (text !== undefined) {
    if (text.trim().length < 3) {
      mistakes.push({
        pointer: '/text',
        nl: 'Schrijf wat er was of is: minstens 3 tekens.',
        en: 'Write what was or is the case: at least 3 characters.',
      })
    }
    if (text.split('\n').length > MOST_LINES) {
      mistakes.push({
        pointer: '/text',
        nl: `Gebruik hoogstens ${MOST_LINES} regels.`,
        en: `Use at most ${MOST_LINES} lines.`,
      })
    }
    if (INVISIBLE.test(text)) mistakes.push({ pointer: '/text', ...NO_INVISIBLE })
  }
  if (name !== undefined && name !== null) {
    if (name.trim() === '') {
      mistakes.push({
        pointer: '/name',
        nl: 'Vul een naam in, of laat dit leeg.',
        en: 'Give a name, or leave this empty.',
      })
    }
    if (INVISIBLE.test(name) || name.includes('\n')) mistakes.push({ pointer: '/name', ...NO_INVISIBLE })
  }
  return mistakes
}

const NO_INVISIBLE = {
  nl: 'Hier staat een teken in dat niemand ziet, of dat de leesrichting omdraait. Typ de tekst opnieuw.',
  en: 'There is a character in it that nobody sees, or that turns the direction of reading. Type the text again.',
}

/** What is wrong with the time that a remark is about. */
export function findTimeMistakes({ from, to }: { from: Date | null; to: Date | null }, now: Date): Mistake[] {
  const mistakes: Mistake[] = []
  if (from === null && to !== null) {
    mistakes.push({
      pointer: '/from',
      nl: 'U geeft een einde zonder begin. Geef ook het begin, of laat het einde weg.',
      en: 'You give an end without a beginning. Give the beginning too, or leave the end out.',
    })
  }
  if (from !== null && to !== null && to <= from) {
    mistakes.push({
      pointer: '/to',
      nl: 'Het einde ligt niet na het begin.',
      en: 'The end does not lie after the beginning.',
    })
  }
  const latest = now.getTime() + DAYS_AHEAD * DAY
  for (const [pointer, moment] of [
    ['/from', from],
    ['/to', to],
  ] as const) {
    if (moment !== null && (moment.getTime() > latest || moment.getTime() < EARLIEST)) {
      mistakes.push({
        pointer,
        nl: 'Geef een tijd na 1900 en hoogstens een jaar vooruit.',
        en: 'Give a time after 1900 and at most a year ahead.',
      })
    }
  }
  return mistakes
}

/** Whether a remark is about exactly one thing. */
export function findPlaceMistakes(place: { thing?: number; datastream?: number; area?: string }): Mistake[] {
  const given = [place.thing, place.datastream, place.area].filter((each) => each !== undefined)
  if (given.length === 1) return []
  return [
    {
      pointer: given.length === 0 ? '/thing' : place.area === undefined ? '/datastream' : '/area',
      nl: 'Zet een opmerking bij één ding: een meetpunt (thing), een meetreeks (datastream) of een gebied (area).',
      en: 'Put a remark on one thing: a station (thing), a series (datastream) or an area (area).',
    },
  ]
}

/** Whether the writer may still change a remark: others may have read it as it is. */
export function mayChange(
  { writtenAt, voices, isHidden }: { writtenAt: Date; voices: number; isHidden: boolean },
  now: Date,
): boolean {
  return voices === 0 && !isHidden && now.getTime() - writtenAt.getTime() < EDIT_MINUTES * 60_000
}
