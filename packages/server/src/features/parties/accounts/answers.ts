import { type Bilingual, Problem, type ProblemCode } from '../../../platform/errors.ts'

type Answer = Bilingual & { code: ProblemCode; pointer?: string }

/** Whether the input was in the body or in the address. */
type Place = 'body' | 'query'

const OLD_LINK = {
  code: 'invalid-request',
  pointer: '/token',
  nl: 'Deze link is verlopen of al gebruikt. Vraag een nieuwe aan.',
  en: 'This link has expired or was already used. Ask for a new one.',
} as const
const WRONG_PASSWORD = {
  code: 'not-allowed',
  nl: 'Uw huidige wachtwoord klopt niet. Probeer het opnieuw.',
  en: 'Your current password is not right. Try again.',
} as const
const FOREIGN_ADDRESS = {
  nl: 'Na het inloggen kunt u alleen terug naar een pagina van deze site. Geef een adres dat met / begint.',
  en: 'After signing in you can only return to a page of this site. Give an address that begins with /.',
} as const

const UNFORESEEN = {
  nl: 'Dit kan zo niet. Ga terug naar de inlogpagina en begin opnieuw.',
  en: 'This is not possible in this way. Go back to the sign-in page and start again.',
}

/** What better-auth can refuse, in our words. */
const ANSWERS: Readonly<Record<string, Answer>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    code: 'not-signed-in',
    nl: 'Het e-mailadres of het wachtwoord klopt niet. Probeer het opnieuw, of vraag een nieuw wachtwoord aan.',
    en: 'The e-mail address or the password is not right. Try again, or ask for a new password.',
  },
  EMAIL_NOT_VERIFIED: {
    code: 'not-allowed',
    nl: 'Bevestig eerst uw e-mailadres met de link in het bericht dat we net opnieuw stuurden.',
    en: 'First confirm your e-mail address with the link in the message that we have just sent again.',
  },
  INVALID_PASSWORD: WRONG_PASSWORD,
  CREDENTIAL_ACCOUNT_NOT_FOUND: {
    code: 'conflict',
    nl: 'Uw account heeft geen wachtwoord: u logt in met het account van uw organisatie. Verander uw wachtwoord daar.',
    en: 'Your account has no password: you sign in with the account of your organisation. Change your password there.',
  },
  LAST_ADMINISTRATOR: {
    code: 'conflict',
    nl: 'U bent de enige beheerder van uw organisatie. Maak eerst iemand anders beheerder.',
    en: 'You are the only administrator of your organisation. Make someone else administrator first.',
  },
  PASSWORD_TOO_SHORT: {
    code: 'invalid-request',
    nl: 'Dit wachtwoord is te kort. Kies er een van minstens 10 tekens.',
    en: 'This password is too short. Choose one of at least 10 characters.',
  },
  INVALID_TOKEN: OLD_LINK,
  TOKEN_EXPIRED: OLD_LINK,
  USER_NOT_FOUND: OLD_LINK,
  PROVIDER_NOT_FOUND: {
    code: 'not-found',
    nl: 'Inloggen met het account van uw organisatie is hier niet ingesteld. Log in met e-mailadres en wachtwoord.',
    en: 'Signing in with the account of your organisation is not set up here. Sign in with e-mail address and password.',
  },
}

/** The refusal of parameters with a page to return to that is not of this site. */
export function refuseReturns(names: readonly string[], place: Place): Problem {
  const { nl, en } = FOREIGN_ADDRESS
  const mistakes = names.map((name) => ({ in: place, pointer: `/${name}`, detail: { nl, en } }))
  return new Problem('invalid-request', { nl, en }, mistakes)
}

/** Turns a refusal by better-auth into a problem. */
export function explainRefusal(status: number, body: unknown, place: Place): Error {
  const { code, message } = (body ?? {}) as { code?: string; message?: string }
  const answer = code === undefined ? undefined : ANSWERS[code]
  if (!answer) {
    return status < 500
      ? new Problem('invalid-request', UNFORESEEN)
      : new Error(`Accounts answered ${status} ${code ?? ''} ${message ?? ''}`.trim())
  }
  const { nl, en, pointer } = answer
  const mistakes = pointer === undefined ? [] : [{ in: place, pointer, detail: { nl, en } }]
  return new Problem(answer.code, { nl, en }, mistakes)
}
