import { readQuestion, textOfQuery } from '@samenspel/standards/explorations'
import { CLAIM_KINDS, MEASURES, VALUE_CHOICES } from '@samenspel/standards/steering'
import { questionIn } from '../../analyses/form.ts'
import { CHART_SIZES } from '../../charts/sizes.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { usePupil } from '../../pupil.ts'
import { rowsAt, textAt } from '../../workspace/values.ts'
import { type Choice, Hidden, Line, Lines, NumberLine, Select } from '../form/fields.tsx'
import { useForm } from '../form/form-context.ts'
import { Rows } from '../form/rows.tsx'
import { Section } from '../page.tsx'
import { Paragraph, TextLink } from '../text.tsx'

/** All fields of an analysis; the page puts them in a form. */
export function AnalysisFields({ places, version }: { places: Choice[]; version: number }) {
  const { t, language } = useLanguage()
  const words = t.analyses.my.edit
  const isPupil = usePupil()
  return (
    <>
      <Section title={words.why}>
        <Line name="title" />
        <Lines name="question" later rows={2} />
        <Lines name="why" optional rows={3} />
      </Section>
      <Section title={words.charts} id="grafieken">
        <Paragraph>
          {words.chartsText} <TextLink to={pathsOf(language).explore()}>{t.analyses.my.toExplore}</TextLink>
        </Paragraph>
        <Rows hideLabel name="charts" add={words.addChart}>
          {(row, _index, values) => (
            <>
              <Line name={`${row}.question`} spellCheck={false} />
              <ChartPicture pasted={textAt(values, 'question')} />
              <Lines name={`${row}.caption`} optional rows={2} />
            </>
          )}
        </Rows>
        <Lines name="method" later rows={4} />
      </Section>
      <Section title={words.findings}>
        <Lines name="conclusion" later rows={4} />
        <Lines name="doubts" later rows={3} />
      </Section>
      {isPupil ? null : <ClaimFields places={places} />}
      {isPupil ? (
        <Hidden name="byline" />
      ) : (
        <Section title={words.name}>
          <Line name="byline" optional autoComplete="name" />
        </Section>
      )}
      {version > 1 ? (
        <Section title={words.changes}>
          <Lines name="changes" later rows={2} />
        </Section>
      ) : null}
    </>
  )
}

/** What a pasted question shows, small; nothing as long as it is no question. */
function ChartPicture({ pasted }: { pasted: string }) {
  const { t, language } = useLanguage()
  const text = questionIn(pasted)
  const { question } = readQuestion(textOfQuery(new URLSearchParams(text)))
  if (!question) return null
  return (
    <img
      className="sp-chart-preview"
      src={`${pathsOf(language).exploreChart(text)}&maat=midden`}
      alt={t.analyses.my.newChart}
      {...CHART_SIZES.midden}
    />
  )
}

function ClaimFields({ places }: { places: Choice[] }) {
  const { t } = useLanguage()
  const { values } = useForm()
  const { edit, claimKinds, measures, values: valueWords } = t.analyses.my
  const charts = rowsAt(values, 'charts').map((row, index) => ({
    value: textAt(row, 'key'),
    label: t.analyses.chart(index + 1),
  }))
  const first = { value: '', label: t.analyses.chart(1) }
  return (
    <Section title={edit.claim}>
      <Paragraph>{edit.claimText}</Paragraph>
      <Select
        name="claim.kind"
        optional
        empty={edit.noClaim}
        options={CLAIM_KINDS.map((value) => ({ value, label: claimKinds[value] }))}
      />
      <Select name="claim.chart" options={charts.length > 0 ? charts : [first]} />
      <Select name="claim.place" optional empty={t.forms.choose} options={places} />
      <NumberLine name="claim.line" optional />
      <Select name="claim.measure" options={MEASURES.map((value) => ({ value, label: measures[value] }))} />
      <Select
        name="claim.values"
        options={VALUE_CHOICES.map((value) => ({ value, label: valueWords[value] }))}
      />
      <NumberLine name="claim.tried" optional />
    </Section>
  )
}
