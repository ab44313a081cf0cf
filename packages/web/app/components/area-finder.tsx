import { Form } from 'react-router'
import { useLanguage } from '../language.ts'
import { pathsOf } from '../paths.ts'
import { SubmitButton, TextField } from './form.tsx'

/** Looks up a neighbourhood or district by name. */
export function AreaFinder({ asked }: { asked: string }) {
  const { t, language } = useLanguage()
  return (
    <Form method="get" action={pathsOf(language).areas()} role="search" className="sp-filter">
      <TextField
        key={asked}
        name="q"
        type="search"
        label={t.areas.searchLabel}
        defaultValue={asked}
        autoComplete="off"
        optional
        hideOptional
      />
      <SubmitButton>{t.site.search}</SubmitButton>
    </Form>
  )
}
