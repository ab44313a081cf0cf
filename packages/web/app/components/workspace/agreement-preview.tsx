import { Form, useSearchParams } from 'react-router'
import { formatMoment, formatNumber, formatValue } from '../../format.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import type { loadPreview } from '../../workspace/agreement-preview.server.ts'
import { SelectField, SubmitButton } from '../form.tsx'
import { Section } from '../page.tsx'
import { Table } from '../table.tsx'
import { Nothing, Paragraph } from '../text.tsx'

type Loaded = NonNullable<Awaited<ReturnType<typeof loadPreview>>>

/** What a party would see by the newest text, with the data as it is now. */
export function AgreementPreviewSection({ slug, preview }: { slug: string; preview: Loaded }) {
  const { t, language } = useLanguage()
  const [search] = useSearchParams()
  const words = t.editing.agreementPreview
  const { choices, seen, isOpen } = preview
  const asked = (field: string) => search.get(field) ?? ''
  return (
    <Section title={words.title} id="voorbeeld">
      <Paragraph>{words.lead}</Paragraph>
      <Form
        method="get"
        action={`${pathsOf(language).editAgreement(slug)}#voorbeeld`}
        className="sp-filter"
        preventScrollReset
      >
        <SelectField
          name="partij"
          label={words.party}
          options={choices.organisations}
          defaultValue={asked('partij')}
        />
        <SelectField
          name="dataset"
          label={words.dataset}
          options={choices.datasets}
          defaultValue={asked('dataset')}
        />
        <SelectField
          name="doel"
          label={words.purpose}
          options={[...choices.purposes, { value: '', label: words.noPurpose }]}
          defaultValue={search.get('doel') ?? choices.purposes[0]?.value ?? ''}
        />
        <SubmitButton>{words.show}</SubmitButton>
      </Form>
      {seen === null ? null : <Seen seen={seen} isOpen={isOpen} />}
    </Section>
  )
}

function Seen({ seen, isOpen }: { seen: NonNullable<Loaded['seen']>; isOpen: boolean }) {
  const { t, language } = useLanguage()
  const words = t.editing.agreementPreview
  if (seen === 'none') return <Nothing>{words.noRule}</Nothing>
  if (seen === 'failed') return <Paragraph role="alert">{words.failed}</Paragraph>
  const { stations, stationCount, precisions } = seen
  if (stationCount === 0) {
    const isForResidents = precisions.some(({ onlyWithConsent }) => onlyWithConsent)
    return <Nothing>{isForResidents ? words.nobodyConsents : words.nothing}</Nothing>
  }
  return (
    <>
      <Paragraph>
        {words.counted(stationCount)}{' '}
        {precisions
          .map(({ place, time, delayMinutes, onlyWithConsent, withDescriptions }) =>
            words.precision(
              place === 'none' ? words.noPlace : t.my.places[place],
              t.my.times[time],
              delayMinutes,
              onlyWithConsent,
              place === 'exact' && !withDescriptions,
            ),
          )
          .join(' ')}
      </Paragraph>
      {isOpen ? <Paragraph>{words.isOpen}</Paragraph> : null}
      <Table
        caption={words.caption(stations.length)}
        stacks
        columns={[
          { title: t.map.station },
          { title: words.place },
          { title: t.site.value },
          { title: t.map.measured },
        ]}
        rows={stations.map(({ thingId, name, location, areaCode, latest }) => ({
          key: thingId,
          cells: [
            name,
            location
              ? location.map((degrees) => formatNumber(degrees, language, 4)).join(' / ')
              : (areaCode ?? t.site.unknown),
            latest
              .map(({ title, value, unit }) =>
                value === null ? `${title}: –` : `${title}: ${formatValue(value, unit, language)}`,
              )
              .join(', '),
            latest[0]?.time ? formatMoment(latest[0].time, language) : '–',
          ],
        }))}
      />
    </>
  )
}
