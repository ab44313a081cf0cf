import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Actions, Do } from '../form/buttons.tsx'
import { EditForm, type ShownForm } from '../form/edit-form.tsx'
import { Page } from '../page.tsx'
import { Paragraph } from '../text.tsx'
import { type AgreementChoices, AgreementFields } from './agreement-fields.tsx'

/** Stands where the draft of an agreement was; what someone typed meanwhile is there, to make it anew. */
export function GoneAgreement({
  answer,
}: {
  answer: (ShownForm & { choices?: AgreementChoices | undefined }) | undefined
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.editing.agreement
  return (
    <Page
      title={t.editing.gone.title}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: t.nav.agreements, to: paths.ownAgreements() },
      ]}
    >
      {answer?.choices ? (
        <EditForm state={answer} fields={words.fields}>
          <AgreementFields choices={answer.choices} />
          <Actions>
            <Do what="again">{t.editing.create}</Do>
          </Actions>
        </EditForm>
      ) : (
        <Paragraph>{t.editing.gone.nothing}</Paragraph>
      )}
    </Page>
  )
}
