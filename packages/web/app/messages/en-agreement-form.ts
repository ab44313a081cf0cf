import type { nlAgreementForm } from './nl-agreement-form.ts'

/** Texts of the workspace about agreements, in English. */

const who = {
  label: 'Who?',
  hint: 'Is an organisation missing? An administrator can add it.',
}
const roles = { label: 'Only who has this role there', hint: 'Without a choice it is about everyone there.' }
const data = { label: 'Which data?', hint: 'Choose one or more datasets.' }
const properties = {
  label: 'Only what is measured here',
  hint: 'Without a choice it is about all that is in the datasets.',
}
const challengeIds = { label: 'For which challenges?' }
const purposes = {
  label: 'For which other purposes?',
  hint: 'This list is from a vocabulary for privacy that is used all over Europe.',
}
const from = { label: 'From', hint: 'Empty: as soon as the agreement starts.' }
const until = { label: 'Until', hint: 'Not on this day any more. Empty: as long as the agreement holds.' }
const kind = { label: 'What must be done?' }
const before = { label: 'Before which day?' }
const afterDays = {
  label: 'Within how many days after the end of the agreement?',
  hint: 'Fill in this, or a day, or both.',
}

export const enAgreementForm: typeof nlAgreementForm = {
  agreement: {
    newTitle: 'New agreement',
    newLead:
      'What is the agreement about, and to which challenge does it belong? Then you write the rules. Nothing holds until all parties have accepted.',
    aboutTitle: 'What is it about?',
    permissionsTitle: 'What is allowed?',
    permissionsText:
      'Write for each permission who may do what with which data. What is not here is not allowed.',
    prohibitionsTitle: 'What is expressly not allowed?',
    prohibitionsText: 'Only needed to make an exception to a permission. A prohibition always comes first.',
    obligationsTitle: 'What must parties do?',
    obligationsText: 'What is here comes on the task list of that party once the agreement holds.',
    addPermission: 'Add a permission',
    addProhibition: 'Add a prohibition',
    addObligation: 'Add an obligation',
    addDuty: 'Add a condition',
    neededToOffer: 'needed to offer',
    neededToReport: 'needed to report back',
    moreLimits: 'Set more limits',
    moreRuleLimitsText: 'Roles, what is measured and period.',
    otherPurposes: 'Other purposes than a challenge',
    otherPurposesText: 'For example research or making policy.',
    moreLimitsText: 'Roles, what is measured, areas, fields, period and retention.',
    fieldNames: {
      result: 'Measured values, with time, unit and quality',
      location: 'The place',
      details: 'Descriptions; they only come with the exact place',
    },
    places: {
      exact: 'The exact place',
      '100m': 'Rounded to 100 metres',
      '500m': 'Rounded to 500 metres',
      area: 'Only the area',
    },
    times: { raw: 'Each measurement', hour: 'Only figures per hour', day: 'Only figures per day' },
    actions: {
      use: 'All that is listed below',
      read: 'Read: look at it or fetch it',
      aggregate: 'Combine into figures about groups',
      derive: 'Make new data with it',
      distribute: 'Pass it on to others',
    },
    deeds: {
      use: 'use',
      read: 'read',
      aggregate: 'combine',
      derive: 'make new data',
      distribute: 'pass on',
    },
    datasetOf: (title, owner, access) => `${title} (${owner}, ${access})`,
    access: { open: 'open', restricted: 'restricted', personal: 'personal' },
    draftOf: (title) => `${title} (draft)`,
    noAlliance: 'No alliance',
    allianceOf: (title, challenge) => `${title} (${challenge})`,
    plainTitle: 'In plain words',
    plainText:
      'These sentences are made from the rules that were saved last. They will also be on the public page.',
    plainBehind: 'You filled in something that is not saved yet. After saving it is here too.',
    show: 'Show',
    plainShown: 'This is what it says with what you filled in now. It is not saved yet.',
    print: 'View and print',
    remove: 'Remove this draft',
    removeTitle: 'Remove the draft',
    removeText: 'This draft was never offered. You can throw it away.',
    rowAbout: (subject, deeds, about) => [subject, deeds, about].filter(Boolean).join(' · '),
    fields: {
      title: { label: 'Title', hint: 'For example: Groundwater levels for the water board.' },
      ownerId: { label: 'Which organisation drafts the agreement?' },
      challengeId: { label: 'To which challenge does it belong?' },
      allianceId: { label: 'To which alliance does it belong?' },
      why: { label: 'Why?', hint: 'Write it down for who reads this later.' },
      validFrom: { label: 'Holds from', hint: 'Empty: as soon as all parties have accepted.' },
      validThrough: { label: 'Holds until', hint: 'Not on this day any more. Empty: until a party ends it.' },
      permissions: { label: 'Permissions', row: 'Permission' },
      'permissions.*.organisationIds': { ...who, label: 'Who may do it?' },
      'permissions.*.roles': roles,
      'permissions.*.datasetIds': data,
      'permissions.*.properties': properties,
      'permissions.*.actions': { label: 'What may they do?' },
      'permissions.*.challengeIds': {
        ...challengeIds,
        hint: 'Choose at least one challenge or one other purpose.',
      },
      'permissions.*.purposes': purposes,
      'permissions.*.from': from,
      'permissions.*.until': until,
      'permissions.*.retentionDays': {
        label: 'For how many days may they keep the data?',
        hint: 'Empty: nothing is agreed about this.',
      },
      'permissions.*.areaCodes': {
        label: 'Only data of these areas',
        hint: 'Without a choice it is about all areas.',
      },
      'permissions.*.areaSearch': { label: 'Find a district or neighbourhood' },
      'permissions.*.fields': {
        label: 'Only these fields',
        hint: 'When you choose none, it is all fields.',
      },
      'permissions.*.minimumGroup': {
        label: 'Smallest group in a figure',
        hint: 'For example 10. Empty: single values too.',
      },
      'permissions.*.place': { label: 'Place' },
      'permissions.*.time': { label: 'Time' },
      'permissions.*.delayMinutes': {
        label: 'How many minutes old is the data at least?',
        hint: '0 is at once; 1440 is a day.',
      },
      'permissions.*.duties': {
        label: 'Conditions',
        hint: 'What must be done by who uses this permission? Who does not meet a condition with a day in time may not use the data until it is done.',
        row: 'Condition',
      },
      'permissions.*.duties.*.kind': kind,
      'permissions.*.duties.*.before': before,
      'permissions.*.duties.*.afterDays': afterDays,
      prohibitions: { label: 'Prohibitions', row: 'Prohibition' },
      'prohibitions.*.organisationIds': { ...who, label: 'Who may not do it?' },
      'prohibitions.*.roles': roles,
      'prohibitions.*.datasetIds': data,
      'prohibitions.*.properties': properties,
      'prohibitions.*.actions': { label: 'What may they not do?' },
      'prohibitions.*.challengeIds': {
        ...challengeIds,
        hint: 'Without a choice the prohibition always holds.',
      },
      'prohibitions.*.purposes': purposes,
      'prohibitions.*.from': from,
      'prohibitions.*.until': until,
      obligations: { label: 'Obligations', row: 'Obligation' },
      'obligations.*.organisationIds': { ...who, label: 'Who must do this?' },
      'obligations.*.kind': kind,
      'obligations.*.datasetIds': { ...data, hint: 'Without a choice it is about all data.' },
      'obligations.*.before': before,
      'obligations.*.afterDays': afterDays,
    },
  },
  agreementList: {
    lead: 'The agreements about data to which your organisation is a party, or that it is drafting.',
    attention: 'Agreements that wait for you',
    all: 'All agreements of your organisation',
    waiting: 'Waiting for your organisation',
    waitingNone: 'There is no proposal that your organisation still has to answer.',
    waitingAbout: (proposer) => `${proposer} proposed this. Your organisation has not answered yet.`,
    tasks: 'Tasks from agreements',
    tasksNone: 'Your organisation has no tasks now.',
    groups: {
      draft: 'Drafts',
      offered: 'Offered',
      active: 'In force',
      suspended: 'Suspended',
      accepted: 'Starts later',
      declined: 'Not agreed',
      ended: 'Ended',
    },
    draftWaits: (version) => `there is a draft of version ${version}`,
    offerWaits: (version) => `version ${version} is on offer`,
  },
  agreementDesk: {
    todo: 'What can you do?',
    notSigner: 'A decision maker or clerk of your organisation can offer it. Ask a colleague with that role.',
    notAnswerer: (names) =>
      `A decision maker or clerk can answer for ${names}. Ask a colleague with that role.`,
    nothingToDo: 'You need not do anything now.',
    noEditor: 'Only the organisation that drafts the agreement changes the text.',
    waitingFor: (names) => `The answer of ${names} is not there yet.`,
    partiesOfDraft: (names) => `Once offered, these parties must accept: ${names}.`,
    tasks: 'Tasks from this agreement',
    versions: 'Versions, and what changed',
    sameText: 'The rules stayed the same.',
    changed: (n) => (n === 1 ? 'One sentence differs' : `${n} sentences differ`),
    added: 'Added',
    removed: 'Gone',
    whyChanged: 'The explanation at “Why?” differs too.',
    titleChanged: (title) => `The title was: ${title}.`,
    steps: 'Who signed when?',
    step: (day, what, organisation, version) => `${day}: ${what} by ${organisation} (version ${version})`,
    onMandate: (holder, title, basis) => `On the mandate of ${holder}, ${title}. Basis: ${basis}.`,
  },
  agreementPreview: {
    title: 'What would a party see?',
    lead: 'This is computed with the data of now, by the same way as later, as if everybody had accepted this text, its time had come and every condition was met. When a rule names a role, you see what somebody with that role sees. What another agreement forbids stays forbidden. Only you see this example.',
    party: 'As which party?',
    dataset: 'Of which dataset?',
    purpose: 'For what?',
    noPurpose: 'Without saying for what',
    show: 'Look',
    noRule: 'This text has no rule about reading this dataset by this party.',
    failed: 'The example could not be computed now. Try again in a minute.',
    nothing: 'By this, this party sees nothing of this dataset.',
    nobodyConsents:
      'This party sees nothing of this dataset now: there are no residents who consent to this purpose.',
    isOpen:
      'Please note: this dataset is open. Everybody sees it like this already, so this agreement makes nothing less precise. If it should, first make the dataset restricted or less precise.',
    counted: (n) => (n === 1 ? 'This party sees 1 station.' : `This party sees ${n} stations.`),
    precision: (place, time, delay, consent, bare) =>
      `${place}. ${time}.${bare ? ' Without descriptions.' : ''}${delay > 0 ? ` Data is at least ${delay} minutes old.` : ''}${consent ? ' Only of residents who consent, and never more precisely than they want.' : ''}`,
    caption: (n) =>
      n === 1 ? 'The station as this party sees it' : `The first ${n} stations as this party sees them`,
    place: 'Place (longitude and latitude)',
    noPlace: 'No place',
  },
  agreementSteps: {
    missingTitle: 'This is missing in the text',
    notReady: 'The text is not ready to be offered. Below this form you see what is missing.',
    reads: 'This is what you sign',
    about: 'This is the agreement it is about',
    mandateNone:
      'Your organisation has no mandate in the register that is about data now. Ask an administrator or clerk to add it.',
    chooseMandate: 'Choose the mandate on which you sign.',
    mandate: (title, holder) => `${title}: ${holder}`,
    mandateHint: (organisation, basis) => `${organisation}. Basis: ${basis}.`,
    cannotNow: 'This step is not possible now. See where the agreement stands.',
    steps: {
      aanbieden: {
        title: 'Offer',
        lead: 'You offer this draft to the other parties. Its text is frozen from then on. Your organisation has then accepted it.',
        button: 'Sign and offer',
      },
      aanvaarden: {
        title: 'Accept',
        lead: 'You accept this proposal for your organisation. The agreement holds once all parties have accepted.',
        button: 'Sign and accept',
      },
      afwijzen: {
        title: 'Decline',
        lead: 'You decline this proposal. It does not go ahead. A version that holds stays so.',
        button: 'Sign and decline',
      },
      stilzetten: {
        title: 'Suspend',
        lead: 'Nobody may use the data under this agreement then, until your organisation resumes it.',
        button: 'Sign and suspend',
      },
      hervatten: {
        title: 'Resume',
        lead: 'The agreement then holds again, unless another party has suspended it.',
        button: 'Sign and resume',
      },
      beeindigen: {
        title: 'End',
        lead: 'The agreement stops at once and for good. Who wants to go on makes a new agreement.',
        button: 'Sign and end',
      },
    },
    version: {
      title: 'New version',
      lead: 'You start a draft with the text of now. The version that holds stays so until all parties have accepted the new one.',
      withdraws: 'This withdraws the proposal that is on offer now.',
      button: 'Start the new version',
      fields: {
        reason: {
          label: 'Why must the text change?',
          hint: 'Whoever may read the agreement can read this. At least 10 characters.',
        },
      },
    },
    fields: {
      mandateId: {
        label: 'On which mandate?',
        hint: 'The mandate is kept with your signature, for everyone who may read the agreement.',
      },
      reason: {
        label: 'Why?',
        hint: 'Whoever may read the agreement can read this. At least 10 characters.',
      },
      remark: { label: 'Remark', hint: 'Whoever may read the agreement can read this.' },
    },
  },
  agreementTask: {
    title: 'Complete a task',
    lead: (promiser, agreement) => `${promiser} promised this in the agreement “${agreement}”.`,
    states: { open: 'to do', overdue: 'overdue', done: 'done', lapsed: 'not needed any more' },
    due: (day) => `before ${day}`,
    always: 'as long as the agreement holds',
    doneBy: (day, person) => `done on ${day}${person ? ` by ${person}` : ''}`,
    finish: 'Complete',
    done: 'This task is done.',
    lapsed: 'This task belongs to a version that does not hold any more. You need not do anything.',
    notYours: 'This task is of another organisation. Only who works there can complete it.',
    button: 'The task is done',
    fields: {
      note: {
        label: 'What was done?',
        hint: 'For example where the source is named, what was reported or what was deleted. At least 10 characters.',
      },
    },
  },
}
