import type { nlStatLine } from './nl-statline.ts'

/** The English of `nl-statline.ts`. */
export const enStatLine: typeof nlStatLine = {
  title: 'Figures of Statistics Netherlands',
  text: 'Tables at StatLine from which we fetch figures about your municipality, districts and neighbourhoods.',
  none: 'No figures are fetched yet.',
  add: 'New table',
  newTitle: 'New table of StatLine',
  newLead:
    'Choose a table at StatLine with figures per municipality, district or neighbourhood. We fetch them and keep them up to date.',
  create: 'Fetch this table',
  columns: { name: 'Name', table: 'Table', health: 'State', last: 'Last success' },
  services: {
    'cbs-v4': 'Statistics Netherlands (newest version)',
    'cbs-v3': 'Statistics Netherlands (older version)',
    'others-v3': 'of somebody else, such as the police',
  },
  facts: {
    table: 'Table',
    service: 'Whose',
    municipalities: 'Municipalities',
    year: 'Year',
    measures: 'Measures',
    categories: 'Only',
    every: 'How often',
    lastRun: 'Last try',
    lastSuccess: 'Last success',
    next: 'Next time',
  },
  everyYear: 'all years of the table',
  keyFigures: 'the key figures that we know',
  every: (days: number) => (days === 1 ? 'every day' : `every ${days} days`),
  resultTitle: 'What came in the last time',
  result: (created: string, changed: string, unchanged: string) =>
    `${created} new figures, ${changed} changed and ${unchanged} the same.`,
  withoutValue: (count: string) => `${count} figures are not there: they are kept secret, or do not exist.`,
  refused: (count: string, title: string) => `${count} × ${title.toLowerCase()}`,
  noResult: 'Nothing came in yet.',
  removeText: 'The figures that are here stay. We only fetch nothing new.',
  remove: 'Remove this table',
  fields: {
    ownerId: { label: 'For which organisation?' },
    name: { label: 'Name', hint: 'For example: Key figures 2024.' },
    service: { label: 'Whose table is it?' },
    table: {
      label: 'Code of the table',
      hint: 'For example: 85984NED. The code stands with the table at StatLine.',
    },
    municipalities: { label: 'Codes of the municipalities', hint: 'For example: GM0193. One on each line.' },
    year: { label: 'Year', hint: 'Leave empty for all years, when the table has more.' },
    measures: {
      label: 'Which measures?',
      hint: 'Leave empty for the key figures that we know. Else on each line: the code, a short name and a title, such as: D000045 park-en-plantsoen Park en plantsoen.',
    },
    categories: {
      label: 'Only about what?',
      hint: 'Only needed when the table is also divided by something else. On each line, such as: SoortMisdrijf = 0.0.0.',
    },
    everyDays: { label: 'How many days between two times?' },
  },
}
