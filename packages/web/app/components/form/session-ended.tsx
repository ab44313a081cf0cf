import { Form, useLocation } from 'react-router'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Page } from '../page.tsx'
import { Actions, Do } from './buttons.tsx'

/** What someone sees who sends a form after the session ended: nothing is lost, it can be sent again. */
export function SessionEnded({ lost }: { lost: [name: string, value: string][] }) {
  const { t, language } = useLanguage()
  const { pathname, search } = useLocation()
  const words = t.workspace
  const button = lost.find(([name]) => name === 'do')
  return (
    <Page title={words.sessionEnded} lead={words.sessionEndedText}>
      <p className="sp-after-form">
        <a className="nl-link" href={pathsOf(language).signIn()} target="_blank" rel="noreferrer">
          {words.signInElsewhere}
        </a>
      </p>
      <Form method="post" action={`${pathname}${search}`} className="sp-form" reloadDocument>
        {lost
          .filter(([name]) => name !== 'do')
          .map(([name, value]) => (
            <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
          ))}
        <Actions>
          <Do what={button?.[1] ?? 'save'}>{words.sendAgain}</Do>
        </Actions>
      </Form>
    </Page>
  )
}
