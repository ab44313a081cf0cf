import { useLanguage } from '../../language.ts'
import { PressButton } from '../form/press-button.tsx'
import { Section } from '../page.tsx'
import { Paragraph } from '../text.tsx'

/** Removing what a page is about, in two steps: opening the question, and saying yes. */
export function RemoveSection({ title, text, remove }: { title: string; text: string; remove: string }) {
  const { t } = useLanguage()
  const yes = t.editing.removeYes(remove)
  return (
    <Section title={title}>
      <Paragraph>{text}</Paragraph>
      <details className="sp-confirm">
        <summary>{remove}</summary>
        <Paragraph>{t.editing.removeSure}</Paragraph>
        <PressButton what="remove" values={{}} label={yes} danger>
          {yes}
        </PressButton>
      </details>
    </Section>
  )
}
