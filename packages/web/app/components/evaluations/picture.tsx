import { LOW_SIZES } from '../../charts/sizes.ts'
import type { Evaluation, Outcome, Study } from '../../evaluations/api.ts'
import {
  countLarger,
  differenceColumn,
  hasDifference,
  nameStep,
  pointsOf,
  stepOf,
  valueColumn,
} from '../../evaluations/view.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { ChartFigure } from '../chart.tsx'
import { Table } from '../table.tsx'
import { Heading, Paragraph } from '../text.tsx'

type Of = { item: Evaluation; outcome: Outcome; study: Study }

/** What was measured and what was to be expected, as a picture, a sentence and a table. */
export function EffectPicture({ item, outcome, study }: Of) {
  const { t, language } = useLanguage()
  const words = t.evaluations.picture
  const points = pointsOf(outcome, study)
  const write = valueColumn(
    points.flatMap((point) => [point.measured, point.expected, point.low, point.high]),
    study.unit,
    language,
    outcome.effect,
  )
  const start = study.periods[study.start] ?? ''
  const began = nameStep(start, stepOf(study), language)
  const { expected } = outcome.effect ?? { expected: null }
  const measured = outcome.measured.after
  const hasExpected = points.some((point) => point.expected !== null)
  const hasBand = points.some(({ low, high }) => low !== null && high !== null)
  const name = words.name(item.indicator?.title ?? '')
  return (
    <ChartFigure
      src={pathsOf(language).effectChart(item.slug, item.computation?.number)}
      title={name}
      sentence={[
        measured === null || expected === null || !hasExpected
          ? words.only(began)
          : words.sentence(began, write(measured), write(expected)),
        ...(hasBand ? [words.band] : []),
      ].join(' ')}
    >
      <Table
        caption={name}
        columns={[
          { title: words.when },
          { title: words.measured, numeric: true },
          ...(hasExpected ? [{ title: words.expected, numeric: true }] : []),
          ...(hasBand
            ? [
                { title: words.low, numeric: true },
                { title: words.high, numeric: true },
              ]
            : []),
        ]}
        rows={points.map(({ time, low, high, ...point }, index) => ({
          key: time,
          cells: [
            `${nameStep(time, stepOf(study), language)}${index === study.start ? ` (${words.start})` : ''}`,
            write(point.measured),
            ...(hasExpected ? [write(point.expected)] : []),
            ...(hasBand ? [write(low), write(high)] : []),
          ],
        }))}
      />
    </ChartFigure>
  )
}

/** How much what was measured differs from what was to be expected, as a picture and a sentence; the table above has the figures. */
export function DifferencePicture({ item, outcome, study }: Of) {
  const { t, language } = useLanguage()
  const words = t.evaluations.picture.difference
  if (!hasDifference(outcome)) return null
  const after = pointsOf(outcome, study).slice(study.start)
  const banded = after.flatMap(({ measured, low, high }) =>
    measured === null || low === null || high === null ? [] : [{ measured, low, high }],
  )
  const outside = banded.filter(({ measured, low, high }) => measured < low || measured > high)
  const began = nameStep(study.periods[study.start] ?? '', stepOf(study), language)
  return (
    <>
      <Heading level={3}>{words.title}</Heading>
      <ChartFigure
        src={pathsOf(language).differenceChart(item.slug, item.computation?.number)}
        title={words.name}
        sentence={
          banded.length > 0
            ? `${words.zero} ${words.outside(began, outside.length, banded.length)}`
            : words.zeroOnly
        }
      />
    </>
  )
}

/** The real effect among what is found where or when there was nothing. */
export function Placebos({ item, outcome: { effect, placebos }, study }: Of) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.evaluations.placebos
  if (effect === null || effect.estimate === null) return null
  const real = effect.estimate
  const names = new Map(study.areas.map(({ code, name }) => [code, name]))
  const estimates = [real, ...placebos.flatMap(({ estimate }) => estimate.estimate ?? [])]
  const show = differenceColumn(effect, estimates, study.unit, language)
  const lists = [
    { kind: 'space', part: 'ruimte', title: words.space, text: words.spaceText },
    { kind: 'time', part: 'tijd', title: words.time, text: words.timeText },
  ] as const
  return lists.map(({ kind, part, title, text }) => {
    const rows = placebos
      .filter((each) => each.kind === kind)
      .map(({ area, period, estimate }) => ({
        name:
          kind === 'space'
            ? (names.get(area ?? '') ?? area ?? '')
            : nameStep(period ?? '', stepOf(study), language),
        estimate: estimate.estimate,
      }))
    if (rows.length === 0) return null
    const larger = countLarger(
      real,
      rows.flatMap(({ estimate }) => estimate ?? []),
    )
    return (
      <div key={kind} className="sp-evaluation-part sp-placebos">
        <Heading level={3}>{title}</Heading>
        <Paragraph>{text}</Paragraph>
        <ChartFigure
          src={paths.placeboChart(item.slug, part, item.computation?.number)}
          title={`${words.name}: ${title.toLowerCase()}`}
          sentence={words.sentence(larger, rows.length)}
          sizes={LOW_SIZES}
        >
          <Table
            caption={title}
            columns={[{ title: words.where }, { title: words.value, numeric: true }]}
            rows={[
              { key: 'real', cells: [words.real, show(real)] },
              ...rows.map(({ name, estimate }) => ({ key: name, cells: [name, show(estimate)] })),
            ]}
          />
        </ChartFigure>
      </div>
    )
  })
}
