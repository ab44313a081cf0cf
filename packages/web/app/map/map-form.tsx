import { HEXAGON_WIDTHS } from '@samenspel/standards/geo'
import type { ReactNode } from 'react'
import { Form } from 'react-router'
import { SelectField, SubmitButton, TextField } from '../components/form.tsx'
import { formatNumber } from '../format.ts'
import { type Language, useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { stepsOf } from './frames.ts'
import type { MapData } from './load-map.server.ts'
import { MAP_KINDS, WITHOUT_REMARKS } from './view.ts'

/** A width in metres or kilometres. */
export const nameWidth = (metres: number, language: Language) =>
  metres < 1000 ? `${metres} m` : `${formatNumber(metres / 1000, language)} km`

/** What the visitor can choose: how, what and when. Without JavaScript each choice that depends on another comes after `Toon`. */
export function MapForm({
  data,
  remarks,
  setRemarks,
  children,
}: {
  data: MapData
  /** Whether remarks are shown; undefined when there are none. */
  remarks: boolean | undefined
  setRemarks(shown: boolean): void
  children?: ReactNode
}) {
  const { t, language } = useLanguage()
  const { view, properties, property, indicators, shown } = data
  const isOfStations = view.kind === 'punten' || view.kind === 'vakken'
  const steps = shown.kind === 'areas' ? stepsOf(shown.indicator.period) : undefined
  return (
    <Form method="get" action={pathsOf(language).map()} className="sp-filter sp-map-form">
      <SelectField
        key={`soort ${view.kind}`}
        name="soort"
        label={t.maps.kind}
        defaultValue={view.kind}
        options={MAP_KINDS.map((kind) => ({ value: kind, label: t.maps.kinds[kind] }))}
      />
      {isOfStations ? (
        <SelectField
          key={property?.name}
          name="grootheid"
          label={t.map.property}
          defaultValue={property?.name}
          options={properties.map(({ name, title }) => ({ value: name, label: title }))}
        />
      ) : (
        <SelectField
          key={shown.kind === 'areas' ? shown.indicator.slug : ''}
          name="indicator"
          label={t.maps.indicator}
          defaultValue={shown.kind === 'areas' ? shown.indicator.slug : undefined}
          options={indicators.map(({ slug, title }) => ({ value: slug, label: title }))}
        />
      )}
      {view.kind === 'vakken' ? (
        <SelectField
          key={view.width}
          name="breedte"
          label={t.maps.width}
          defaultValue={String(view.width)}
          options={HEXAGON_WIDTHS.map((width) => ({
            value: String(width),
            label: t.maps.widths(nameWidth(width, language)),
          }))}
        />
      ) : null}
      {view.kind === 'twee' && shown.kind === 'areas' && shown.other ? (
        <SelectField
          key={shown.other.slug}
          name="met"
          label={t.maps.other}
          defaultValue={shown.other.slug}
          options={shown.others.map(({ slug, title }) => ({ value: slug, label: title }))}
        />
      ) : null}
      {isOfStations || steps?.span === 'day' ? (
        <TextField
          key={`dag ${view.day}`}
          name="dag"
          type="date"
          label={t.maps.day}
          hint={t.maps.whenHint}
          optional
          hideOptional
          defaultValue={view.day}
        />
      ) : null}
      {isOfStations || steps?.span === 'year' ? (
        <TextField
          key={`jaar ${view.year}`}
          name="jaar"
          type="number"
          min={1900}
          max={2200}
          label={t.maps.year}
          hint={t.maps.whenHint}
          optional
          hideOptional
          defaultValue={view.year}
        />
      ) : null}
      <p className="sp-map-background">
        <label>
          <input
            key={String(view.background)}
            type="checkbox"
            name="ondergrond"
            value="pdok"
            defaultChecked={view.background}
            aria-describedby="ondergrond-uitleg"
          />{' '}
          {t.maps.background}
        </label>
        <span id="ondergrond-uitleg" className="sp-small sp-quiet">
          {t.maps.backgroundHint}
        </span>
      </p>
      {remarks === undefined ? null : (
        <p className="sp-map-background">
          <label>
            <input
              type="checkbox"
              name={WITHOUT_REMARKS}
              value="weg"
              key={String(remarks)}
              defaultChecked={!remarks}
              onChange={(event) => setRemarks(!event.target.checked)}
            />{' '}
            {t.maps.withoutRemarks}
          </label>
        </p>
      )}
      <SubmitButton>{t.site.show}</SubmitButton>
      {children}
    </Form>
  )
}
