/**
 * The slices of the server in their order: a slice may use only slices above it.
 * The boundaries gate, the SQL gate and `docs/slices.md` all read this one table.
 * A change here is a decision record in `docs/adr/`.
 */
export const slices = [
  { name: 'parties', owns: 'organisations, people, roles, mandates', mayUse: [] },
  { name: 'classes', owns: 'classes of schools, pupils without an account', mayUse: ['parties'] },
  { name: 'moderation', owns: 'house rules, reports and judgements about texts', mayUse: ['parties'] },
  { name: 'areas', owns: 'boundaries and their statistics', mayUse: [] },
  { name: 'ledger', owns: 'transparency log', mayUse: [] },
  { name: 'logbook', owns: 'processing log', mayUse: ['parties'] },
  { name: 'challenges', owns: 'challenges, sources, goals', mayUse: ['parties', 'areas'] },
  {
    name: 'catalogue',
    owns: 'datasets, registers, data questions and offers',
    mayUse: ['parties', 'challenges'],
  },
  {
    name: 'agreements',
    owns: 'alliances, agreements, policy decisions',
    mayUse: ['parties', 'challenges', 'catalogue', 'ledger'],
  },
  {
    name: 'consent',
    owns: 'notices, permissions, receipts',
    mayUse: ['parties', 'catalogue', 'agreements'],
  },
  {
    name: 'measurements',
    owns: 'SensorThings entities, observations, quality, ingest',
    mayUse: ['areas', 'catalogue', 'agreements', 'consent', 'logbook'],
  },
  {
    name: 'hosting',
    owns: 'sensors that residents host',
    mayUse: ['parties', 'areas', 'catalogue', 'consent', 'measurements'],
  },
  {
    name: 'indicators',
    owns: 'definitions, values, forecasts, signals',
    mayUse: ['parties', 'areas', 'challenges', 'catalogue', 'measurements'],
  },
  {
    name: 'notifications',
    owns: 'digests by mail, webhooks',
    mayUse: ['parties', 'areas', 'challenges', 'indicators'],
  },
  {
    name: 'remarks',
    owns: 'remarks of people on measurements, moments and areas',
    mayUse: ['parties', 'areas', 'catalogue', 'measurements', 'indicators', 'moderation'],
  },
  {
    name: 'analyses',
    owns: 'questions, methods, published analyses',
    mayUse: [
      'parties',
      'classes',
      'moderation',
      'areas',
      'catalogue',
      'indicators',
      'measurements',
      'ledger',
    ],
  },
  {
    name: 'decisions',
    owns: 'decisions, their dissent and reviews',
    mayUse: [
      'parties',
      'areas',
      'challenges',
      'agreements',
      'indicators',
      'notifications',
      'remarks',
      'analyses',
      'ledger',
    ],
  },
  {
    name: 'interventions',
    owns: 'interventions and pilots, their plans and what became of them',
    mayUse: ['parties', 'areas', 'challenges', 'indicators', 'decisions', 'ledger'],
  },
  {
    name: 'evaluations',
    owns: 'whether interventions worked: what was computed, the answer, and on what it rests',
    mayUse: [
      'parties',
      'areas',
      'challenges',
      'catalogue',
      'measurements',
      'indicators',
      'notifications',
      'decisions',
      'interventions',
      'ledger',
    ],
  },
  {
    name: 'lessons',
    owns: 'what was learned from evaluations',
    mayUse: ['parties', 'areas', 'challenges', 'interventions', 'evaluations'],
  },
  {
    name: 'outcomes',
    owns: 'who hears what came of a challenge',
    mayUse: [
      'parties',
      'challenges',
      'agreements',
      'indicators',
      'notifications',
      'remarks',
      'analyses',
      'decisions',
      'interventions',
      'evaluations',
      'lessons',
    ],
  },
  {
    name: 'participation',
    owns: 'surveys, ideas, reports, questions',
    mayUse: ['parties', 'areas', 'challenges', 'consent'],
  },
  {
    name: 'learning',
    owns: 'ethics assessments, courses, lessons for schools',
    mayUse: ['parties', 'challenges', 'agreements'],
  },
  {
    name: 'federation',
    owns: 'blueprints, comparison, witnesses',
    mayUse: ['challenges', 'catalogue', 'agreements', 'indicators', 'decisions', 'ledger'],
  },
] as const satisfies readonly Slice[]

export type Slice = { name: string; owns: string; mayUse: readonly string[] }

/** Where the slices live, seen from the root of the repository. */
export const sliceFolder = 'packages/server/src/features'
