import { useLanguage } from '../../language.ts'
import { pathsOf } from '../../paths.ts'
import { PressButton } from '../form/press-button.tsx'

/** Following a challenge with one button, and stopping it with one; for who is not signed in, the way to that. */
export function Follow({
  slug,
  isSignedIn,
  following,
}: {
  slug: string
  isSignedIn: boolean
  /** What is removed to stop following; null when it is not followed. */
  following: string | null
}) {
  const { t, language } = useLanguage()
  const paths = pathsOf(language)
  const words = t.outcomes.follow
  return (
    <div className="sp-follow">
      <p>{following === null ? words.lead : words.following}</p>
      {isSignedIn ? null : (
        <a className="nl-link sp-link-strong" href={paths.signIn(paths.challenge(slug))}>
          {words.signIn}
        </a>
      )}
      {isSignedIn && following === null ? (
        <PressButton what="follow" values={{}} label={words.button} purpose="secondary">
          {words.button}
        </PressButton>
      ) : null}
      {isSignedIn && following !== null ? (
        <PressButton what="unfollow" values={{ subject: following }} label={words.stop}>
          {words.stop}
        </PressButton>
      ) : null}
    </div>
  )
}
