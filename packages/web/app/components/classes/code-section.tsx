import { useLanguage } from '../../language.ts'
import { PressButton } from '../form/press-button.tsx'
import { Section } from '../page.tsx'
import { Nothing, Paragraph } from '../text.tsx'

/** The code of a class, large enough for the board. */
export function CodeSection({ code, address }: { code: string | null; address: string }) {
  const words = useLanguage().t.classes.teacher
  return (
    <Section title={words.codeTitle}>
      {code === null ? (
        <Nothing>{words.codeNone}</Nothing>
      ) : (
        <>
          <Paragraph>{words.codeText(address)}</Paragraph>
          <p className="sp-class-code">{code}</p>
        </>
      )}
      <div className="sp-actions">
        <PressButton what="code" values={{}} label={words.codeNew} purpose="secondary">
          {words.codeNew}
        </PressButton>
        {code === null ? null : (
          <PressButton what="no-code" values={{}} label={words.codeRemove}>
            {words.codeRemove}
          </PressButton>
        )}
      </div>
    </Section>
  )
}
