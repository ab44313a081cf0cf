import { bilingualMail, type Mail } from '../../platform/mail.ts'
import { HOUSE_RULES, type RuleKey } from './house-rules.ts'
import { ASK_DAYS, type TargetKind, type Verdict } from './lists.ts'

const KIND = {
  remark: { nl: 'opmerking', en: 'remark' },
  analysis: { nl: 'analyse', en: 'analysis' },
} as const satisfies Record<TargetKind, object>

/** Tells who wrote something what was judged about it. The text is not in it: it may be read by others on the way. */
export function judgementMail(
  to: string,
  judgement: { kind: TargetKind; verdict: Verdict; rule: RuleKey; reason: string; isAnswer: boolean },
  page: string,
): Mail {
  const { kind, verdict, rule, reason, isAnswer } = judgement
  const { nl, en } = HOUSE_RULES[rule].title
  if (verdict === 'shown') {
    return bilingualMail(
      to,
      { nl: `Uw ${KIND[kind].nl} blijft te zien`, en: `Your ${KIND[kind].en} stays visible` },
      {
        nl: `Een moderator keek naar uw ${KIND[kind].nl} en liet die staan, of maakte die weer zichtbaar.\n\nHuisregel: ${nl}\nReden: ${reason}\n\nHet oordeel is openbaar:\n\n${page}`,
        en: `A moderator looked at your ${KIND[kind].en} and let it stand, or made it visible again.\n\nHouse rule: ${en}\nReason: ${reason}\n\nThe judgement is public:\n\n${page}`,
      },
    )
  }
  const again = isAnswer
    ? {
        nl: 'Dit is het antwoord op uw vraag om nog een blik. Bent u het er niet mee eens? Neem dan contact op met de gemeente.',
        en: 'This answers your request for another look. Do you not agree? Then contact the municipality.',
      }
    : {
        nl: 'Bent u het er niet mee eens? Log in en open de link. Daar kunt u één keer om nog een blik vragen.',
        en: 'Do you not agree? Sign in and open the link. There you can ask once for another look.',
      }
  // Asked in time it waits for the answer.
  const erased =
    rule === 'privacy'
      ? {
          nl: ` Na ${ASK_DAYS} dagen wissen we de tekst, omdat andere mensen eraan te herkennen zijn.`,
          en: ` After ${ASK_DAYS} days we erase the text, because other people can be recognised by it.`,
        }
      : { nl: '', en: '' }
  return bilingualMail(
    to,
    { nl: `Uw ${KIND[kind].nl} is verborgen`, en: `Your ${KIND[kind].en} is hidden` },
    {
      nl: `Een moderator verborg uw ${KIND[kind].nl}. Alleen u en de moderatoren zien die nog.\n\nHuisregel: ${nl}\nReden: ${reason}\n\n${again.nl}${erased.nl}\n\n${page}`,
      en: `A moderator hid your ${KIND[kind].en}. Only you and the moderators still see it.\n\nHouse rule: ${en}\nReason: ${reason}\n\n${again.en}${erased.en}\n\n${page}`,
    },
  )
}
