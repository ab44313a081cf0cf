import type { Role } from '../../../platform/actor.ts'
import type { Bilingual } from '../../../platform/errors.ts'
import { bilingualMail, type Mail } from '../../../platform/mail.ts'

/** Roles as people call them. */
export const ROLE_NAMES = {
  administrator: { nl: 'beheerder', en: 'administrator' },
  'policy-officer': { nl: 'beleidsmedewerker', en: 'policy officer' },
  'data-expert': { nl: 'data-expert', en: 'data expert' },
  'decision-maker': { nl: 'bestuurder', en: 'decision maker' },
  clerk: { nl: 'griffier', en: 'clerk' },
  'privacy-officer': { nl: 'privacyfunctionaris', en: 'privacy officer' },
} as const satisfies Record<Role, Bilingual>

/** Asks someone to show that the address of a new account is theirs. */
export function confirmationMail(to: string, url: string): Mail {
  return bilingualMail(
    to,
    { nl: 'Bevestig uw e-mailadres', en: 'Confirm your e-mail address' },
    {
      nl: `U hebt een account gemaakt bij Samenspel. Open deze link om uw e-mailadres te bevestigen:\n\n${url}\n\nDe link werkt één uur. Hebt u geen account gemaakt? Open de link dan niet; u hoeft niets te doen.`,
      en: `You made an account at Samenspel. Open this link to confirm your e-mail address:\n\n${url}\n\nThe link works for one hour. Did you not make an account? Then do not open the link; there is nothing you need to do.`,
    },
  )
}

/** Lets someone choose a new password. */
export function resetMail(to: string, url: string): Mail {
  return bilingualMail(
    to,
    { nl: 'Kies een nieuw wachtwoord', en: 'Choose a new password' },
    {
      nl: `U wilt een nieuw wachtwoord voor Samenspel. Open deze link om het te kiezen:\n\n${url}\n\nDe link werkt één uur. Hebt u dit niet gevraagd? Dan hoeft u niets te doen; uw wachtwoord blijft hetzelfde.`,
      en: `You want a new password for Samenspel. Open this link to choose it:\n\n${url}\n\nThe link works for one hour. Did you not ask for this? Then there is nothing you need to do; your password stays the same.`,
    },
  )
}

/** Tells someone who has an account that it was tried to make a second one. */
export function existingAccountMail(to: string, publicUrl: string): Mail {
  const url = `${publicUrl}/wachtwoord-vergeten`
  return bilingualMail(
    to,
    { nl: 'U hebt al een account', en: 'You already have an account' },
    {
      nl: `Iemand wilde met dit e-mailadres een account maken bij Samenspel, maar dat is er al. Was u dat? Log dan in, of kies een nieuw wachtwoord:\n\n${url}\n\nWas u het niet? Dan hoeft u niets te doen.`,
      en: `Someone wanted to make an account at Samenspel with this e-mail address, but there already is one. Was it you? Then sign in, or choose a new password:\n\n${url}\n\nWas it not you? Then there is nothing you need to do.`,
    },
  )
}

/** Asks someone to show that it is really they who want to remove their account. */
export function deletionMail(to: string, url: string): Mail {
  return bilingualMail(
    to,
    { nl: 'Wilt u uw account verwijderen?', en: 'Do you want to delete your account?' },
    {
      nl: `U vroeg om uw account bij Samenspel te verwijderen. Open deze link en bevestig het daar:\n\n${url}\n\nDe link werkt één uur, in de browser waarin u bent ingelogd. Hebt u dit niet gevraagd? Open de link dan niet, en kies een nieuw wachtwoord: iemand anders kent het uwe.`,
      en: `You asked to delete your account at Samenspel. Open this link and confirm it there:\n\n${url}\n\nThe link works for one hour, in the browser in which you are signed in. Did you not ask for this? Then do not open the link, and choose a new password: someone else knows yours.`,
    },
  )
}

/** Tells someone that their account is gone. */
export function deletedMail(to: string): Mail {
  return bilingualMail(
    to,
    { nl: 'Uw account is verwijderd', en: 'Your account has been deleted' },
    {
      nl: 'Uw account bij Samenspel is verwijderd. Uw naam en e-mailadres staan niet meer in het register. Besluiten die u hebt ondertekend, blijven bestaan.',
      en: 'Your account at Samenspel has been deleted. Your name and e-mail address are no longer in the register. Decisions that you signed remain.',
    },
  )
}

/** Tells someone that they got a role in an organisation. */
export function invitationMail(
  { to, organisation, role }: { to: string; organisation: string; role: Role },
  publicUrl: string,
): Mail {
  const { nl, en } = ROLE_NAMES[role]
  const password = `${publicUrl}/wachtwoord-vergeten`
  return bilingualMail(
    to,
    { nl: `U bent nu ${nl} bij ${organisation}`, en: `You are now ${en} at ${organisation}` },
    {
      nl: `U hebt bij Samenspel de rol ${nl} gekregen voor ${organisation}. Log in op ${publicUrl}/inloggen.\n\nHebt u nog geen wachtwoord? Vraag er een aan met dit e-mailadres:\n\n${password}`,
      en: `At Samenspel you have been given the role of ${en} for ${organisation}. Sign in at ${publicUrl}/inloggen.\n\nDo you not have a password yet? Ask for one with this e-mail address:\n\n${password}`,
    },
  )
}
