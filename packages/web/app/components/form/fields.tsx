import type { ReactNode } from 'react'
import { useLanguage } from '../../language.ts'
import { textAt, ticksAt } from '../../workspace/values.ts'
import { SelectField, TextArea, TextField } from '../form.tsx'
import { placeOf, useField, useForm } from './form-context.ts'

type Own = {
  name: string
  optional?: boolean
  /** Not needed to save, but needed to publish. */
  later?: boolean
  /** When it is needed, in words, for a field that may else be empty. */
  neededFor?: string
  /** For a form in which any field may be empty: leaves out the words that this one is optional. */
  hideOptional?: boolean
  /** An explanation in place of the one in the catalogue. */
  hint?: ReactNode
}

/** The label says in words what is needed when. */
function useTexts({ name, optional, later, neededFor, hideOptional, hint }: Own) {
  const { t } = useLanguage()
  const { text, value, mistake, attention } = useField(name)
  const shown = hint ?? text.hint
  return {
    frame: {
      name,
      label: text.label,
      mistake,
      ...(shown ? { hint: shown } : {}),
      ...(optional || later || neededFor ? { optional: true } : {}),
      ...(hideOptional ? { hideOptional } : {}),
      ...(later ? { note: t.editing.later } : {}),
      ...(neededFor ? { note: neededFor } : {}),
      ...attention,
    },
    value,
  }
}

type LineProps = Own & {
  type?: 'text' | 'email' | 'url' | 'password'
  autoComplete?: string
  spellCheck?: boolean
}

/** One line of text. */
export function Line({ type = 'text', autoComplete = 'off', spellCheck, ...own }: LineProps) {
  const { frame, value } = useTexts(own)
  const input = { type, autoComplete, ...(spellCheck === undefined ? {} : { spellCheck }) }
  return <TextField {...frame} {...input} {...(type === 'password' ? {} : { defaultValue: value })} />
}

/** A file of one of these media types. A browser forgets it when the form comes back. */
export function FileLine({ accept, ...own }: Own & { accept: string }) {
  const { frame } = useTexts(own)
  return <TextField {...frame} type="file" accept={accept} />
}

/** A number, written as people write it: with a comma in Dutch. */
export function NumberLine(own: Own) {
  const { frame, value } = useTexts(own)
  return <TextField {...frame} inputMode="decimal" autoComplete="off" defaultValue={value} />
}

/** A day of the calendar. */
export function DayLine(own: Own) {
  const { frame, value } = useTexts(own)
  return <TextField {...frame} type="date" defaultValue={value} />
}

/** A moment to the second, in the time of the clock here. */
export function MomentLine(own: Own) {
  const { frame, value } = useTexts(own)
  return <TextField {...frame} type="datetime-local" step="1" defaultValue={value} />
}

/** Text of several lines. */
export function Lines({ rows = 4, ...own }: Own & { rows?: number }) {
  const { frame, value } = useTexts(own)
  return <TextArea {...frame} rows={rows} defaultValue={value} />
}

export type Choice = { value: string; label: string }

/** One out of a list; with `empty` the words for no choice. */
export function Select({ options, empty, ...own }: Own & { options: Choice[]; empty?: string }) {
  const { frame, value } = useTexts(own)
  const all = empty === undefined ? options : [{ value: '', label: empty }, ...options]
  return <SelectField {...frame} options={all} defaultValue={value} />
}

function Group({ own, children }: { own: Own; children: ReactNode }) {
  const { t } = useLanguage()
  const { text, mistake } = useField(own.name)
  const place = placeOf(own.name)
  const hint = own.hint ?? text.hint
  const described = [hint ? `${place}-uitleg` : '', mistake ? `${place}-fout` : ''].filter(Boolean).join(' ')
  const suffix = own.later ? t.editing.later : own.optional ? t.forms.optional : undefined
  return (
    <fieldset
      id={place}
      tabIndex={-1}
      className={`sp-group${mistake ? ' sp-group-wrong' : ''}`}
      {...(described ? { 'aria-describedby': described } : {})}
    >
      <legend className="sp-legend">
        {text.label}
        {suffix ? <span className="sp-optional"> ({suffix})</span> : null}
      </legend>
      {hint ? (
        <div className="utrecht-form-field-description" id={`${place}-uitleg`}>
          {hint}
        </div>
      ) : null}
      {mistake ? (
        <div className="utrecht-form-field-error-message" id={`${place}-fout`}>
          {mistake}
        </div>
      ) : null}
      {children}
    </fieldset>
  )
}

/** One out of a few, all in sight. `onChoose` hears which, so that a part of the form can show that it is asked now. */
export function Radios({
  options,
  onChoose,
  ...own
}: Own & { options: (Choice & { hint?: string })[]; onChoose?: (value: string) => void }) {
  const { value } = useField(own.name)
  return (
    <Group own={own}>
      {options.map(({ value: each, label, hint }) => (
        <label className="sp-choice" key={each}>
          <input
            {...(onChoose && {
              // Also what was chosen before the page was live, or put back when it was loaded anew.
              ref: (input: HTMLInputElement | null) => {
                if (input?.checked) onChoose(each)
              },
              onChange: () => onChoose(each),
            })}
            type="radio"
            name={own.name}
            value={each}
            defaultChecked={value === each}
            className="utrecht-radio-button utrecht-radio-button--html-input"
          />
          <span>
            {label}
            {hint ? <span className="sp-choice-hint">{hint}</span> : null}
          </span>
        </label>
      ))}
    </Group>
  )
}

type TickOptions = {
  options: Choice[]
  /** For long labels: one on a line. */
  wide?: boolean
}

/** Some out of a list. */
export function Ticks({
  options,
  wide = false,
  children,
  ...own
}: Own & TickOptions & { children?: ReactNode }) {
  return (
    <Group own={own}>
      <TickList name={own.name} options={options} wide={wide} />
      {children}
    </Group>
  )
}

/** The boxes of a list alone, for a part of it. */
export function TickList({ name, options, wide }: TickOptions & { name: string }) {
  const { values } = useForm()
  const ticked = new Set(ticksAt(values, name))
  return (
    <div className={wide ? 'sp-ticks sp-ticks-wide' : 'sp-ticks'}>
      {options.map(({ value, label }) => (
        <label className="sp-choice" key={value}>
          <input
            type="checkbox"
            name={`${name}[]`}
            value={value}
            defaultChecked={ticked.has(value)}
            className="utrecht-checkbox utrecht-checkbox--html-input"
          />
          <span>{label}</span>
        </label>
      ))}
    </div>
  )
}

/** Yes or no: one box. */
export function Tick({ name }: { name: string }) {
  const { text, value, mistake } = useField(name)
  const place = placeOf(name)
  return (
    <div className={`sp-group${mistake ? ' sp-group-wrong' : ''}`}>
      {mistake ? (
        <div className="utrecht-form-field-error-message" id={`${place}-fout`}>
          {mistake}
        </div>
      ) : null}
      <label className="sp-choice">
        <input
          type="checkbox"
          id={place}
          name={name}
          value="yes"
          defaultChecked={value === 'yes'}
          className="utrecht-checkbox utrecht-checkbox--html-input"
          {...(mistake ? { 'aria-describedby': `${place}-fout`, 'aria-invalid': true } : {})}
        />
        <span>
          {text.label}
          {text.hint ? <span className="sp-choice-hint">{text.hint}</span> : null}
        </span>
      </label>
    </div>
  )
}

/** A value that goes along unseen. */
export function Hidden({ name }: { name: string }) {
  const { values } = useForm()
  return <input type="hidden" name={name} value={textAt(values, name)} />
}
