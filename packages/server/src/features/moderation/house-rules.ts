import type { Bilingual } from '../../platform/errors.ts'

/** A rule for what people write here, as it is published. */
type HouseRule = { title: Bilingual; text: Bilingual }

/** The house rules: a closed list. A judgement names one of them; a key is never used again for something else. */
export const HOUSE_RULES = {
  respect: {
    title: { nl: 'Blijf vriendelijk', en: 'Be kind' },
    text: {
      nl: 'Wees het gerust oneens, maar scheld niet, dreig niet en zet niemand weg om wie hij of zij is.',
      en: 'Disagree freely, but do not insult, threaten, or put anyone down for who they are.',
    },
  },
  privacy: {
    title: { nl: 'Noem geen andere mensen', en: 'Leave other people out' },
    text: {
      nl: 'Schrijf niets waaraan iemand anders te herkennen is: geen namen, adressen, kentekens of telefoonnummers.',
      en: 'Write nothing by which somebody else can be recognised: no names, addresses, number plates or telephone numbers.',
    },
  },
  subject: {
    title: { nl: 'Blijf bij het onderwerp', en: 'Stay with the subject' },
    text: {
      nl: 'Schrijf over de meting, de plek of de vraag waar u het bij zet. Een melding over iets anders hoort bij de gemeente.',
      en: 'Write about the measurement, place or question that you add it to. Something else you report to the municipality.',
    },
  },
  honest: {
    title: { nl: 'Schrijf wat u zelf weet', en: 'Write what you know' },
    text: {
      nl: 'Verzin niets, en doe u niet voor als iemand anders. Een vergissing mag: daarvoor kunnen anderen het betwisten.',
      en: 'Make nothing up, and do not pose as somebody else. A mistake is no harm: others can dispute it.',
    },
  },
  advertising: {
    title: { nl: 'Maak geen reclame', en: 'No advertising' },
    text: {
      nl: 'Geen verkoop, geen campagne en niet steeds dezelfde tekst.',
      en: 'No sales, no campaigns, and not the same text again and again.',
    },
  },
  law: {
    title: { nl: 'Houd u aan de wet', en: 'Keep to the law' },
    text: {
      nl: 'Niets wat strafbaar is, en niets wat u zonder toestemming van een ander overneemt.',
      en: 'Nothing that is an offence, and nothing taken from others without their permission.',
    },
  },
} as const satisfies Record<string, HouseRule>

export type RuleKey = keyof typeof HOUSE_RULES

export const RULE_KEYS = Object.keys(HOUSE_RULES) as RuleKey[]
