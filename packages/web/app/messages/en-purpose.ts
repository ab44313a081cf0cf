import type { nlPurpose } from './nl-purpose.ts'

/** Texts about for what somebody looks at data, in English. */
export const enPurpose: typeof nlPurpose = {
  title: 'For what do you look at data?',
  lead: 'An agreement about data is for a purpose. Residents consent per purpose too. Choose for what you look at data now: you then see what is allowed for it. Your choice holds until you sign out.',
  fields: { purpose: { label: 'Purpose' } },
  none: 'No purpose',
  noneHint: 'You see what everybody sees, and the data of your own organisation.',
  byAgreements: (titles) => `Agreement: ${titles}.`,
  byConsent: (titles) => `With consent of residents: ${titles}.`,
  noChoices:
    'Your organisation has no agreement in force now, and asks residents no consent. So there is no purpose to choose.',
  save: 'Choose this purpose',
  current: 'You look at data for:',
  nothingChosen: 'no purpose',
  change: 'Choose a purpose',
  ended: 'a purpose that no longer holds',
  endedText:
    'The purpose that you chose is in no agreement in force any more. Choose another purpose, or none.',
  forPurpose: (name) => `You look at these data for this purpose: ${name}.`,
}
