import type { nlStation } from './nl-station.ts'

/** Texts about how a station is, what stands near it, and the norms its values are held against. */
export const enStation: typeof nlStation = {
  stationMessages: {
    aanzetten: {
      title: 'Messages about a station',
      lead: 'Do you want an e-mail when something is wrong with this station? You get one a day at most.',
      button: 'Yes, send me messages',
      doneTitle: 'It is arranged',
      done: 'From now on you get a message when something is wrong with this station.',
    },
    stoppen: {
      title: 'Stop messages',
      lead: 'Do you want no more e-mails about this station? Then we remove your address.',
      button: 'Stop the messages',
      doneTitle: 'The messages have stopped',
      done: 'You get no more messages about this station. We have removed your address.',
    },
  },
  stationHealth: {
    title: 'How is this station?',
    well: 'All well',
    states: {
      stopped: 'Sends no measurements any more',
      constant: 'Stays at the same value',
      implausible: 'Gives values that are probably wrong',
      battery: 'Battery is nearly empty',
    },
    unchecked: 'This station has not been checked yet. That happens by itself every ten minutes.',
    checked: (age) => `Checked: ${age}`,
    allWell: 'Measurements come in, and they seem right.',
    explained: 'Something is wrong with this station. Below you see at which measurement.',
    captureTitle: 'How many measurements came in?',
    measures: 'Measurement',
    captureWeek: 'Last 7 days',
    captureMonth: 'Last 30 days',
    state: 'State',
    captureText: '100% means: all measurements that we expect are there. We count whole days.',
    firstSeen: 'Measures since',
    lastSeen: 'Last measurement',
    history: 'How was it before?',
    messages: {
      title: 'Do you look after this station?',
      text: 'Then we send you an e-mail when something is wrong with it, at most one a day. First you get a message to confirm your address. You can always stop, with the link in every e-mail.',
      button: 'Send me messages',
      fields: { email: { label: 'E-mail address', hint: 'We use it only for this.' } },
      done: {
        gevraagd: 'Check your e-mail. Open the link in the message; from then on you get messages.',
      },
    },
  },
  neighbours: {
    title: 'Stations nearby',
    text: 'Compare the latest values. Is one very different? Then something may be wrong, or something else really is going on there.',
    caption: 'Latest values of this station and of the stations nearby',
    distance: 'Distance',
    this: (name) => `${name} (this station)`,
    reference: (name) => `${name} (reference)`,
    metres: (metres) => `${metres} m`,
    kilometres: (kilometres) => `${kilometres} km`,
    none: 'There are no other stations nearby.',
    noReference:
      'There is no reference station within 30 kilometres. That is an official station that measures very precisely.',
    aboutReference: (name, distance, age) =>
      `The nearest reference station is ${name}, at ${distance}. Such an official station measures very precisely. Latest value: ${age}.`,
  },
  norms: {
    note: (title, value, period) =>
      `The line ‘${title}’ is at ${value}. It is about ${period}: a single value may be above it.`,
    periods: {
      hour: 'an hour in an area',
      day: 'a whole day in an area',
      month: 'a whole month in an area',
      year: 'a whole year in an area',
    },
    more: 'See the indicator',
  },
  judging: {
    title: 'Judge measurements',
    lead: 'Are you sure that measurements are wrong, or right after all? Say so here, with the reason. Everyone can read the reason. No measurement disappears.',
    fields: {
      from: { label: 'From', hint: 'The first measurement that it is about.' },
      to: { label: 'Up to and including', hint: 'The last measurement that it is about.' },
      verdict: { label: 'What is your judgement?' },
      reason: { label: 'Reason', hint: 'For example: the sensor stood next to a barbecue that day.' },
    },
    verdicts: {
      bad: { label: 'Not good', hint: 'The measurements get the flag ‘Rejected’.' },
      good: { label: 'Good', hint: 'All flags are taken away.' },
    },
    button: 'Keep this judgement',
    listTitle: 'Earlier judgements',
    none: 'There are no judgements about this series yet.',
    columns: {
      period: 'Measurements',
      verdict: 'Judgement',
      reason: 'Reason',
      by: 'By',
      action: 'Action',
    },
    period: (from, to) => (from === to ? from : `${from} up to ${to}`),
    withdraw: 'Withdraw',
    withdrawLabel: (from, to) => `Withdraw: judgement about ${from} up to ${to}`,
    withdrawn: (when) => `Withdrawn on ${when}`,
  },
}
