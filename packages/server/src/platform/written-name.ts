import type { Bilingual } from './errors.ts'

/** Characters that nobody sees, or that turn the direction of reading; and more than one line. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u

const LATIN = /\p{Script=Latin}/u
/** Alphabets of which some letters look as those of ours. */
const LOOKALIKE = /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u

/** What is wrong with a name that stands with what somebody writes: nobody may be misled by how it looks. */
export function findNameMistakes(pointer: string, name: string): ({ pointer: string } & Bilingual)[] {
  if (UNSEEN.test(name)) {
    return [
      {
        pointer,
        nl: 'Hier staat een teken in dat niemand ziet, of dat de leesrichting omdraait. Typ de naam opnieuw.',
        en: 'There is a character in it that nobody sees, or that turns the direction of reading. Type the name again.',
      },
    ]
  }
  if (LATIN.test(name) && LOOKALIKE.test(name)) {
    return [
      {
        pointer,
        nl: 'Hier staan letters van twee alfabetten door elkaar, die op elkaar lijken. Typ de naam in één alfabet.',
        en: 'There are letters of two alphabets in it, which look alike. Type the name in one alphabet.',
      },
    ]
  }
  return []
}
