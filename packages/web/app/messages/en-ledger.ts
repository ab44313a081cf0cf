import { count } from './count.ts'

const entries = (number: number) => count(number, 'entry', 'entries')

/** Names of fields, as the page calls them. */
const fields: Readonly<Record<string, string>> = {
  title: 'the title',
  question: 'the question',
  reasons: 'the reasons',
  options: 'the options',
  amount: 'the amount',
  signature: 'the signature',
  dissent: 'the dissent',
  evidence: 'the evidence',
  reviewDate: 'the day on which we look back',
  conclusion: 'the conclusion',
  charts: 'the charts',
  permissions: 'what is allowed',
  prohibitions: 'what is not allowed',
  obligations: 'the duties',
  chosenOptionId: 'the choice',
  sha256: 'the check number of the text',
  evidenceSha256: 'the check number of the evidence',
  study: 'the data that were computed with',
  outcome: 'the outcome',
  plan: 'the plan made beforehand',
  planDeviations: 'the deviations from the plan',
  interventionDeviations: 'what went otherwise than planned',
  earlier: 'what was computed before',
  hypothesis: 'the expectation',
  design: 'the design of the measurement',
  areaCodes: 'the areas',
}

/** Texts about the public register. */
export const enLedger = {
  title: 'Public register',
  lead: 'What is here, nobody can change without it being seen. Not even the municipality, as long as somebody else kept or cosigned an earlier checkpoint.',
  explanation: {
    text: [
      'When the municipality publishes a decision, an agreement or an analysis, this register gets another entry with a check number of the text. Change one letter, and the number does not fit any more.',
      'All entries together give one number again. The municipality signs that number: this is called a checkpoint. Who keeps a checkpoint can check later whether all entries of then are still there, unchanged and in the same order.',
      'The register itself has no personal data. Must a text go, because somebody has the right to that? Then only the check number is left. Must only a name go? Then that is blacked out, and a new entry says when, why and what is left.',
    ],
  },
  list: 'What is in it?',
  empty: 'Nothing is in it yet: nothing has been published.',
  columns: { number: 'Number', what: 'What', entered: 'Since', proof: 'Proof' },
  numbered: (index: number) => `no. ${index}`,
  proofOf: (index: number) => `Proof of number ${index}`,
  version: (version: number) => `version ${version}`,
  kinds: {
    decision: 'Decision',
    agreement: 'Agreement',
    registration: 'Plan made beforehand',
    analysis: 'Analysis',
    evaluation: 'Evaluation',
    withdrawal: 'Withdrawal',
    happening: 'What became of a decision or an intervention',
    redaction: 'Blacked out',
    keys: 'Key of this register',
  },
  /** What became of something, as the entry about it names that. */
  whats: {
    withdrawn: 'Withdrawn',
    replaced: 'Replaced by another decision',
    hidden: 'Hidden by moderators',
    shown: 'Shown again by moderators',
    ended: 'Ended',
    begun: 'Begun',
    deviated: 'Deviated from the plan',
    reviewed: 'Reviewed',
    reopened: 'Reopened',
    suspended: 'Suspended',
    resumed: 'Resumed',
    'blacked-out': 'Blacked out beside the register',
  } satisfies Record<string, string> as Record<string, string>,
  states: {
    shown: 'The text can be read.',
    hidden: 'The text is not public.',
    erased: 'The text was erased. Only its check number is left.',
    redacted: 'Something is blacked out in this text. A later entry has the text that is left.',
    lost: 'What was published is no longer there, and nobody erased it. Ask the municipality what happened.',
  },
  redaction: {
    title: 'Black out personal data',
    lead: 'What you black out goes everywhere it is about the same thing: from all versions, drafts and what became of it. It cannot be taken back. The day, the ground and the reason are public.',
    ask: 'Is there personal data here that must go? A privacy officer of the organisation can do that:',
    since: (passages: number, moment: string) =>
      `${passages === 1 ? '1 passage is' : `${passages} passages are`} blacked out here, since ${moment}.`,
    much: (characters: number, percentage: number) =>
      `Together ${characters === 1 ? '1 character' : `${characters} characters`}: ${percentage}% of the text.`,
    by: { 'privacy-officer': 'By a privacy officer of the organisation.' } satisfies Record<
      string,
      string
    > as Record<string, string>,
    because: (reason: string) => `Reason: ${reason}`,
    grounds: {
      'gdpr-17': 'Somebody has the right to be erased (GDPR, article 17).',
      'gdpr-21': 'Somebody objected (GDPR, article 21).',
      'woo-5-1-2-e': 'For somebody’s private life (Dutch Woo, article 5.1, second paragraph, e).',
    },
    fields: {
      passages: {
        label: 'What must go',
        hint: 'Only a name, an address or something else by which somebody can be recognised. Each passage on a line of its own, as it stands in the text. Of a single word capitals count.',
      },
      ground: { label: 'Ground' },
      reason: {
        label: 'Reason',
        hint: 'Anyone can read this. Do not name what you black out.',
      },
    },
    look: 'Look first what goes',
    button: 'Black out',
    looked: 'Nothing is blacked out yet. This would go:',
    done: 'Blacked out. It is in the register within seconds.',
    replaced: (kind: string, version: number, passages: number, percentage: number) =>
      `${kind}, version ${version}: after that ${passages === 1 ? '1 passage' : `${passages} passages`} blacked out, ${percentage}% of the text`,
    rows: (rows: number) =>
      `In the database ${rows === 1 ? '1 row changes' : `${rows} rows change`}: versions, drafts, lessons and messages that still wait.`,
    beside:
      'A part does not stand in the register, but only in what belongs to it, such as a lesson. That gets an entry in the register too: that something was blacked out, why, and by whom.',
    address:
      'Does it stand in the title? Then the page gets another address. The old address no longer works after that.',
    alike: 'This looks like it and stays. Must it go too? Then add it:',
    alikeTimes: (text: string, times: number) => `${text} (${times} times)`,
    lost: 'Of these entries the published text is gone. The register still has their text, with what you black out. Find out how that came, with samenspel verify:',
    elsewhere: 'It stands in other entries of the register too. Look whether it must go there as well:',
    stays: 'This stays, also after blacking out:',
    staysWhere: [
      'what others have downloaded, saved or were mailed;',
      'backups of the database, until they are replaced;',
      'challenges, indicators, datasets and remarks: their owners change those;',
      'photos, and names of stations in charts.',
    ],
  },
  keep: {
    title: 'Keep the checkpoint of now',
    text: 'A checkpoint is a few lines of text. Keep it on your own computer, or mail it to somebody. Keep the key too, at the bottom of this page. Next year you check with them that nothing has changed.',
    file: 'checkpoint-of-the-register.txt',
    checkpoint: 'The checkpoint of now (text)',
    whole: 'The whole register (a line of JSON for each entry), to check it yourself',
  },
  history: {
    title: 'Is the register still right?',
    lead: 'Paste a checkpoint that you kept. We then compute whether the register of now begins with it.',
    fields: { checkpoint: { label: 'Your checkpoint', hint: 'All lines, also the one with the dash.' } },
    button: 'Check',
    noCheckpoint:
      'This is no checkpoint. Paste all lines: the name of the register, the size, the number, an empty line and the line with the dash.',
    outcomes: {
      holds: (from: number, to: number) =>
        `It is right. The check numbers of the ${entries(from)} of your checkpoint are unchanged. Now there are ${to}. Whether the texts on this site still belong to them you check on each page, or of all texts at once with the command below.`,
      'rolled-back': (from: number, to: number) =>
        `It is not right. Your checkpoint has ${entries(from)}, and now there are ${to}. Those from number ${to} on are gone. Keep your checkpoint well: it is the proof.`,
      'other-history': (from: number) =>
        `It is not right. One of the ${entries(from)} of your checkpoint was changed. Keep your checkpoint well: it is the proof.`,
      'not-signed': () => 'This checkpoint was not signed by this register, or something in it was changed.',
      'other-log': () => 'This checkpoint is of another register. Its first line says which.',
    },
    self: 'Rather on your own computer?',
    selfText:
      'Here the site of the municipality does the sums. Would you rather not have to believe it? Then do them yourself, with the file with your checkpoint:',
    selfKey:
      'The key above is the first of this register. Did you keep the key of then? Then give that. Was the register rolled back or rewritten? Then the outcome says that it does not hold. Which of the two it is, and which entries it is about, cannot be seen from a checkpoint.',
  },
  keys: {
    title: 'Keys and witnesses',
    lead: 'With these keys you check the signatures. Keep them with your checkpoint.',
    origin: 'Name of the register',
    size: 'Number of entries',
    since: (day: string) => `Key since ${day}`,
    coming: 'Key that still has to begin',
    own: 'Key with which we are a witness',
    noWitnesses:
      'There are no witnesses yet: other municipalities that sign each checkpoint too, so that nobody can show two registers.',
    witnesses: 'These witnesses sign each checkpoint too, so that nobody can show two registers:',
    notYet: 'not yet',
    cosigned: (size: number, moment: string) => `${entries(size)}, on ${moment}`,
    witnessed: 'Of these registers we are a witness:',
    asJson: 'The keys as data',
  },
  verify: {
    title: 'Verify',
    lead: 'This text is in the public register. This is how you see whether anything changed since it was published.',
    more: 'What is that register?',
    none: 'This version is not in the public register yet.',
    number: 'Number in the register',
    waiting: 'Comes within seconds',
    entered: 'Entered on',
    hash: 'Check number',
    download: 'The proof, to keep',
    how: 'Do the sums yourself',
    howText:
      'The proof has the text, the check number, the place in the register and the signature. Keep it with the key of the register. Then you check it later without this site, by the key that you knew then:',
    button: 'Verify in this browser',
    busy: 'Doing the sums.',
    failed: 'The proof could not be fetched or read. Try again later.',
    unable: 'This browser cannot do the sums here. Get the proof and do them yourself.',
    good: 'It is right.',
    partly: 'Not all of this can be checked: the text was erased or is not public.',
    bad: 'It is not right. Get the proof and ask the municipality what happened.',
    checks: {
      text: {
        good: 'The check number is of the text that was published.',
        bad: 'The check number is not of the text.',
        unknown: 'The text was erased or is not public, so it cannot be checked.',
      },
      place: {
        good: (index: number, size: number) =>
          `It is at number ${index} in the register of ${entries(size)}.`,
        bad: (index: number, size: number) =>
          `It is not at number ${index} in the register of ${entries(size)}.`,
        unknown: (_index: number, _size: number) => 'The place cannot be checked.',
      },
      signature: {
        good: (name: string) => `The checkpoint was signed by ${name}.`,
        bad: (name: string) => `The checkpoint was not signed with a key of ${name}.`,
        unknown: (_name: string) => 'The signature cannot be checked.',
      },
      redaction: {
        good: (index: number) =>
          `Number ${index} had the whole text. That was erased, and this entry says why.`,
        bad: (index: number) => `Number ${index} was erased, but this entry is not about that.`,
        unknown: (_index: number) => 'What was erased cannot be checked.',
      },
      page: {
        good: (_fields: string) => 'This page shows the same text.',
        bad: (differing: string) => `This page shows something else than was published: ${differing}.`,
        unknown: (_fields: string) => 'The page cannot be compared.',
      },
    },
    keysOfSite:
      'The keys come from this site. Would you rather not have to believe it? Compare them with the key that you kept before.',
    cosignedBy: (names: string) =>
      `According to this site ${names} signed it too. Compare the key with that on the site of the witness itself.`,
    fields,
  },
}
