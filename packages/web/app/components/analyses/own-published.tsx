import type { Analysis } from '../../analyses/api.ts'
import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { usePupil } from '../../pupil.ts'
import { Actions, Do } from '../form/buttons.tsx'
import { EditForm } from '../form/edit-form.tsx'
import { Line } from '../form/fields.tsx'
import { PressButton } from '../form/press-button.tsx'
import { Section } from '../page.tsx'
import { Paragraph, TextLink } from '../text.tsx'

/** What its author can do with an analysis that is published. */
export function OwnPublished({ analysis }: { analysis: Analysis }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.analyses.my.published
  const { slug, state, byline } = analysis
  const isPupil = usePupil()
  return (
    <>
      <Section title={words.title}>
        <Paragraph>
          {state === 'withdrawn' ? words.withdrawnText : words.text}{' '}
          <TextLink to={paths.analysis(slug)}>{t.workspace.view}</TextLink>
        </Paragraph>
        {state === 'withdrawn' ? null : (
          <PressButton what="version" values={{}} label={words.newVersion} purpose="secondary">
            {words.newVersion}
          </PressButton>
        )}
      </Section>
      {isPupil ? null : (
        <Section title={words.nameTitle}>
          <EditForm key={byline} state={{ values: { byline }, mistakes: [] }} fields={t.analyses.my.fields}>
            <Line name="byline" optional autoComplete="name" />
            <Actions>
              <Do what="name" purpose="secondary">
                {words.nameSave}
              </Do>
            </Actions>
          </EditForm>
        </Section>
      )}
      {isPupil || state === 'withdrawn' ? null : (
        <Section title={t.analyses.my.withdrawPage.title}>
          <Paragraph>
            {words.withdrawText} <TextLink to={paths.withdrawAnalysis(slug)}>{words.withdraw}</TextLink>
          </Paragraph>
        </Section>
      )}
    </>
  )
}
