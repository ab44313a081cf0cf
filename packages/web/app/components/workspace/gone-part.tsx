import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { Page } from '../page.tsx'
import { Paragraph } from '../text.tsx'

/** Stands where a part of a challenge was, with the way to what there is. */
export function GonePart({ challenge }: { challenge: { slug: string; title: string } }) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  return (
    <Page
      title={t.editing.gone.title}
      above={[
        { name: t.workspace.title, to: paths.workspace() },
        { name: challenge.title, to: paths.editChallenge(challenge.slug) },
      ]}
    >
      <Paragraph>{t.editing.gone.nothing}</Paragraph>
    </Page>
  )
}
