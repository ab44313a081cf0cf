import type { Evaluation, Outcome, Study } from '../app/evaluations/api.ts'
import type { Lesson, MissingLesson } from '../app/lessons/api.ts'

const id = (n: number) => `00000000-0000-4000-8000-0000000009${String(n).padStart(2, '0')}`
const [BEFORE, AFTER] = [24, 12]
const periods = Array.from({ length: BEFORE + AFTER }, (_, at) =>
  new Date(Date.UTC(2023, 7 + at, 1)).toISOString().slice(0, 10),
)
const warmth = (at: number) => 14 + 8 * Math.sin(((at + 4) / 12) * 2 * Math.PI)
/** Looks like chance, and is the same every time. */
const jitter = (at: number, of: number) => Math.sin(at * 12.9898 + of * 78.233) * 0.6
const valuesOf = (of: number, effect: number) =>
  periods.map((_, at) => {
    if (at === 5 && of === 1) return null
    return Math.round(10 * (warmth(at) + jitter(at, of) + (at >= BEFORE ? effect : 0))) / 10
  })
const AREAS = [
  { code: 'BU99010101', name: 'Oude Haven' },
  { code: 'BU99010102', name: 'Vestingkwartier' },
  { code: 'BU99010103', name: 'Weverskwartier' },
]

function studyOf(effect: number): Study {
  return {
    design: 'difference-series',
    shape: 'level',
    season: 12,
    unit: '°C',
    hoped: 'down',
    periods,
    start: BEFORE,
    from: periods[0] ?? '',
    until: '2026-08-01',
    areas: AREAS.map((area, of) => ({
      ...area,
      startedAt: of === 0 ? BEFORE : null,
      neighbours: [],
      values: valuesOf(of, of === 0 ? effect : 0),
    })),
    incidents: [{ at: 9, kind: 'sensor-replaced', area: 'BU99010103' }],
  }
}

const plain = (estimate: number) => ({
  scale: 'difference' as const,
  estimate,
  low: null,
  high: null,
  p: null,
})

function outcomeOf(study: Study, estimate: number, answer: Outcome['answer']): Outcome {
  const [low, high] = [estimate - 0.7, estimate + 0.7]
  return {
    answer,
    reasons: answer === 'indication' ? ['data-quality'] : [],
    sentence:
      answer === 'indication'
        ? {
            nl: 'Er is een aanwijzing voor een effect: gemiddeld 1,2 °C lager dan zonder de maatregel was te verwachten.',
            en: 'There is an indication of an effect: on average 1.2 °C lower than was to be expected.',
          }
        : {
            nl: 'Er is geen bewijs voor een effect. Het verschil kan toeval zijn.',
            en: 'There is no evidence of an effect. The difference can be chance.',
          },
    effect: {
      ...{ method: 'difference-series', scale: 'difference', estimate, low, high },
      ...{ p: answer === 'indication' ? 0.004 : 0.62, standardError: 0.3, count: 36, expected: 15.2 },
    },
    checks: [
      {
        ...{
          kind: 'data-quality',
          outcome: 'doubtful',
          reason: 'sensor-replaced',
          figures: { incidents: 1 },
        },
        sentence: { nl: 'Een sensor is vervangen.', en: 'A sensor was replaced.' },
      },
      { kind: 'placebo-time', outcome: 'sound', figures: { tried: 8 }, sentence: { nl: '', en: '' } },
      { kind: 'placebo-space', outcome: 'untried', figures: {}, sentence: { nl: '', en: '' } },
    ],
    measured: { before: 14.1, after: 15.2 + estimate },
    size: { treated: 1, compared: 2, before: BEFORE, after: AFTER },
    leftOut: [],
    alternatives: [
      { choice: 'shorter-before', area: null, estimate: plain(estimate + 0.1) },
      { choice: 'without-area', area: 'BU99010102', estimate: plain(estimate - 0.2) },
    ],
    placebos: [
      ...[0.1, -0.2, 0.3, -0.1, 0.2, -0.4, 0.05, 0.15].map((found, at) => ({
        ...{ kind: 'time' as const, period: periods[6 + at] ?? null, area: null, estimate: plain(found) },
      })),
      { kind: 'space', period: null, area: 'BU99010102', estimate: plain(0.3) },
    ],
    picture: {
      measured: study.areas[0]?.values ?? [],
      compared: null,
      expected: periods.map((_, at) => Math.round(10 * warmth(at)) / 10),
      low: periods.map((_, at) => (at < BEFORE ? null : Math.round(10 * (warmth(at) - 1.1)) / 10)),
      high: periods.map((_, at) => (at < BEFORE ? null : Math.round(10 * (warmth(at) + 1.1)) / 10)),
    },
  }
}

function evaluationOf(
  n: number,
  about: { slug: string; title: string; estimate: number; answer: Outcome['answer'] },
  more: Partial<Evaluation> = {},
): Evaluation {
  const study = studyOf(about.estimate)
  const outcome = outcomeOf(study, about.estimate, about.answer)
  const [treated, ...comparisons] = AREAS
  return {
    id: id(n),
    slug: about.slug,
    number: n,
    state: 'published',
    interventionId: id(50),
    challengeId: id(51),
    ownerId: 'org-1',
    title: about.title,
    answer: about.answer,
    sentence: outcome.sentence,
    intervention: { id: id(50), slug: 'bomen', title: 'Bomen in Oude Haven' },
    areas: treated ? [treated] : [],
    publishedAt: '2026-08-12T10:00:00Z',
    withdrawnAt: null,
    updatedAt: '2026-08-12T10:00:00Z',
    indicatorId: id(52),
    areaCodes: ['BU99010101'],
    comparisonCodes: ['BU99010102', 'BU99010103'],
    ...{ otherInterventionIds: [], design: null, step: 'month', shape: 'level', from: null, until: null },
    deviation: 'De sensor in Weverskwartier is vervangen, daarom telt dat gebied ook mee.',
    spillOver: 'Koele lucht trekt hoogstens een straat ver.',
    remarks: '',
    ownerName: 'Gemeente Waterrijk',
    challenge: { id: id(51), slug: 'koele-buurten', title: 'Koele buurten' },
    decision: { id: id(53), slug: 'schaduw-oude-haven', title: 'Schaduw in Oude Haven' },
    indicator: { id: id(52), slug: 'hete-nachten', title: 'Warmte per maand', unit: '°C', version: 1 },
    comparisons,
    startedOn: '2025-08-01',
    hoped: 'down',
    expectedChange: 1,
    plan: { number: 1, sha256: 'a'.repeat(64), registeredAt: '2025-07-01T10:00:00Z', beforehand: true },
    planDeviations: [
      {
        field: 'comparisonCodes',
        nl: 'Vergeleken is ook met Weverskwartier.',
        en: 'It was compared with Weverskwartier as well.',
      },
    ],
    interventionDeviations: [
      { what: 'Elf bomen in plaats van twaalf', why: 'Er ligt een kabel.', since: '2025-09-01' },
    ],
    computation: {
      ...{ number: 2, state: 'done', progress: 1, isOfNow: true },
      ...{ askedAt: '2026-08-11T10:00:00Z', finishedAt: '2026-08-11T10:00:05Z' },
      ...{ study, studySha256: 'b'.repeat(64), outcome, outcomeSha256: 'c'.repeat(64) },
    },
    earlier: [
      {
        ...{ number: 1, askedAt: '2026-08-10T10:00:00Z', studySha256: 'd'.repeat(64) },
        ...{ changed: ['comparisonCodes'], answer: 'indication', estimate: -1.4 },
      },
    ],
    beside: [
      {
        ...{ evaluation: 2, number: 1, askedAt: '2026-08-09T10:00:00Z', studySha256: 'f'.repeat(64) },
        ...{ changed: ['indicatorId'], answer: 'no-evidence', estimate: null },
      },
    ],
    sha256: 'e'.repeat(64),
    withdrawal: null,
    steering: {
      at: '2026-08-12T10:00:00Z',
      version: 1,
      findings: [],
      areas: [
        {
          code: 'BU99010101',
          name: 'Oude Haven',
          claims: [
            {
              conclusion: {
                nl: 'Warmte is in Oude Haven hoger dan gemiddeld in de andere gebieden.',
                en: 'Warmth is higher in Oude Haven than the average of the other areas.',
              },
              sentence: {
                nl: 'Alle 3 redelijke keuzes steunen de conclusie.',
                en: 'All 3 reasonable choices support the conclusion.',
              },
              ...{ supporting: 3, contradicting: 0, total: 3 },
              findings: [{ nl: 'Er zijn te weinig gegevens.', en: 'There are too few data.' }],
            },
          ],
        },
      ],
      notChecked: 0,
    },
    mayWrite: false,
    revision: 'r1',
    ...more,
  }
}

export const evaluations: Evaluation[] = [
  evaluationOf(1, {
    slug: 'koeler-door-bomen',
    title: 'Werd het koeler door de bomen in Oude Haven?',
    estimate: -1.2,
    answer: 'indication',
  }),
  evaluationOf(
    2,
    {
      slug: 'koeler-door-lichte-daken',
      title: 'Werd het koeler door lichte daken?',
      estimate: 0.1,
      answer: 'no-evidence',
    },
    {
      state: 'withdrawn',
      withdrawnAt: '2026-08-15T10:00:00Z',
      withdrawal: { reason: 'De sensoren hingen in de zon.', at: '2026-08-15T10:00:00Z' },
      plan: null,
      planDeviations: [],
      earlier: [],
      beside: [],
    },
  ),
]

export const lessons: Lesson[] = [
  {
    id: id(70),
    number: 2,
    verdict: 'scale',
    surprised: 'De onderkant van de gevels bleef warm.',
    forWhom: 'Gemeenten met smalle straten en weinig groen.',
    text: 'Plant bomen waar de stoep breed genoeg is, en meet een jaar voor u begint.',
    drawnAt: '2026-08-14T10:00:00Z',
    evaluation: {
      ...{ id: id(1), slug: 'koeler-door-bomen', title: 'Werd het koeler door de bomen in Oude Haven?' },
      ...{ state: 'published', answer: 'indication', publishedAt: '2026-08-12T10:00:00Z' },
      sentence: { nl: 'Er is een aanwijzing.', en: 'There is an indication.' },
      areaCodes: ['BU99010101'],
    },
    challengeId: id(51),
    interventionId: id(50),
    ownerId: 'org-1',
    nextChallenge: null,
    nextIntervention: { id: id(54), slug: 'meer-bomen', title: 'Bomen in Vestingkwartier' },
    mayWrite: false,
    history: [
      {
        ...{
          number: 2,
          verdict: 'scale',
          surprised: '',
          forWhom: '',
          reason: 'Na de tweede zomer weten we meer.',
        },
        ...{ text: 'Plant bomen waar de stoep breed genoeg is.', drawnAt: '2026-08-14T10:00:00Z' },
      },
      {
        ...{ number: 1, verdict: 'continue', surprised: '', forWhom: 'Iedereen.', reason: '' },
        ...{ text: 'Nog een zomer meten voordat we verder gaan.', drawnAt: '2026-08-13T10:00:00Z' },
      },
    ],
  },
]

export const missingLessons: MissingLesson[] = [
  {
    evaluation: {
      ...{ id: id(3), slug: 'stiller-door-asfalt', title: 'Werd het stiller door nieuw asfalt?' },
      ...{ state: 'published', answer: 'no-evidence', publishedAt: '2026-05-12T10:00:00Z' },
      sentence: {
        nl: 'Er is geen bewijs dat het stiller werd.',
        en: 'There is no evidence that it became quieter.',
      },
      areaCodes: ['BU99010101'],
    },
    ...{ challengeId: id(51), interventionId: id(50), ownerId: 'org-1', dueAt: '2026-07-11T10:00:00Z' },
  },
]
