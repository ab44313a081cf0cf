import type { nlAllianceForm } from './nl-alliance-form.ts'

/** Texts of the forms for alliances and their members, in English. */
export const enAllianceForm: typeof nlAllianceForm = {
  alliance: {
    newTitle: 'New alliance',
    newLead: 'Who work together on this challenge? Give the alliance a name. Then you add the members.',
    sectionTitle: 'Alliances',
    sectionText: 'Who work together, what does each bring in, and who decides what?',
    add: 'Add an alliance',
    members: 'Members',
    membersNone: 'There are no members yet.',
    addMember: 'Add a member',
    memberSince: (role, day) => `${role}, since ${day}`,
    memberLeft: (role, day) => `${role}, left after ${day}`,
    parts: (contributions, effects, mandates) =>
      `Brings in: ${contributions} · effects on others: ${effects} · decides on: ${mandates}`,
    agreements: 'Agreements',
    saveNew: 'Make the alliance',
    remove: 'Remove this alliance',
    removeTitle: 'Remove the alliance',
    removeText: 'This is only possible as long as no agreements belong to it.',
    fields: {
      title: { label: 'Name', hint: 'For example: Cool Waterrijk.' },
      purpose: { label: 'What do the parties want together?' },
    },
  },
  allianceMember: {
    newTitle: 'Add a member',
    editTitle: 'Member',
    saveNew: 'Add the member',
    remove: 'Remove this member',
    removeTitle: 'Added by mistake?',
    removeText:
      'You do not remove a member that leaves: fill in the last day and the reason above. Then one can still see who took part.',
    basicsTitle: 'Who, and since when?',
    contributionsTitle: 'What does this member bring in?',
    effectsTitle: 'What does that mean for the others?',
    effectsText:
      'What this member does has effects on other members. Write down which, also when they are awkward.',
    effectsNone: 'There are no other members yet. Add them first.',
    mandatesTitle: 'What does this member decide?',
    exitTitle: 'Leaving',
    addContribution: 'Add what it brings in',
    addEffect: 'Add an effect',
    addMandate: 'Add a subject',
    chooseMember: 'Choose a member.',
    fields: {
      organisationId: {
        label: 'Organisation',
        hint: 'Is the organisation missing? An administrator can add it.',
      },
      role: { label: 'Role' },
      enteredOn: { label: 'Takes part since' },
      contributions: { label: 'Brings in', row: 'Contribution' },
      'contributions.*.kind': { label: 'Kind' },
      'contributions.*.text': {
        label: 'What?',
        hint: 'For example: measures groundwater in twelve streets.',
      },
      effects: { label: 'Effects', row: 'Effect' },
      'effects.*.organisationId': { label: 'For whom?' },
      'effects.*.text': { label: 'What does it notice?' },
      mandates: { label: 'Subjects', row: 'Subject' },
      'mandates.*.subject': { label: 'On what?', hint: 'For example: which streets become green.' },
      'mandates.*.reference': { label: 'On what basis?', hint: 'A decision, a law or a web address.' },
      leftOn: { label: 'Last day', hint: 'Empty: the member still takes part.' },
      leaveReason: { label: 'Why did this member leave?' },
    },
  },
}
