/** Texts for signing in, out and up. */
export const nlAccount = {
  signIn: {
    title: 'Inloggen',
    lead: 'Voor medewerkers en bewoners met een account. Lezen kan zonder account.',
    fields: {
      email: { label: 'E-mailadres' },
      password: { label: 'Wachtwoord' },
    },
    button: 'Inloggen',
    forgot: 'Wachtwoord vergeten?',
    none: 'Nog geen account?',
    register: 'Maak een account',
    provider: 'Inloggen met uw werkaccount',
    providerHint: 'Werkt u bij de gemeente? Dan logt u in met het account van uw werk.',
    leaving: 'U gaat naar de inlogpagina van uw werk',
    notLeaving: 'Gaat het niet vanzelf?',
    leave: 'Open de inlogpagina',
    or: 'Of met e-mailadres en wachtwoord',
    providerFailed: 'Inloggen met uw werkaccount is niet gelukt. Probeer het opnieuw, of vraag uw beheerder.',
    linkFailed: 'Deze link is verlopen of al gebruikt. Log in; u krijgt dan zo nodig een nieuwe link.',
  },
  signOut: {
    title: 'Uitloggen',
    text: 'Wilt u uitloggen? Wat u hebt opgeslagen, blijft bewaard.',
    button: 'Uitloggen',
  },
  register: {
    title: 'Account maken',
    lead: 'Met een account kunt u meedoen. U krijgt een bericht om uw e-mailadres te bevestigen.',
    fields: {
      name: { label: 'Uw naam', hint: 'Zoals u genoemd wilt worden.' },
      email: { label: 'E-mailadres' },
      password: {
        label: 'Wachtwoord',
        hint: 'Minstens 10 tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden.',
      },
    },
    button: 'Account maken',
    doneTitle: 'Kijk in uw e-mail',
    done: (email: string) =>
      `We stuurden een bericht naar ${email}. Open de link in dat bericht binnen een uur. Daarna kunt u inloggen.`,
    noMail: 'Geen bericht gekregen? Kijk bij ongewenste e-mail, of probeer het opnieuw.',
    have: 'Hebt u al een account?',
    privacy: 'We gebruiken uw naam en e-mailadres alleen voor uw account.',
  },
  forgot: {
    title: 'Wachtwoord vergeten',
    lead: 'Vul uw e-mailadres in. U krijgt een bericht met een link waarmee u een nieuw wachtwoord kiest.',
    fields: { email: { label: 'E-mailadres' } },
    button: 'Stuur mij een link',
    doneTitle: 'Kijk in uw e-mail',
    done: (email: string) =>
      `Is er een account met ${email}? Dan stuurden we daar een bericht naartoe. De link werkt één uur.`,
  },
  reset: {
    title: 'Nieuw wachtwoord kiezen',
    fields: {
      newPassword: {
        label: 'Nieuw wachtwoord',
        hint: 'Minstens 10 tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden.',
      },
      token: { label: 'Link' },
    },
    button: 'Bewaar het wachtwoord',
    noToken: 'Deze link is verlopen of al gebruikt. Vraag een nieuwe aan.',
    askAgain: 'Vraag een nieuwe link aan',
  },
  own: {
    title: 'Mijn account',
    name: 'Naam',
    email: 'E-mailadres',
    passwordTitle: 'Wachtwoord wijzigen',
    passwordLead: 'Daarna bent u op andere apparaten uitgelogd.',
    fields: {
      currentPassword: { label: 'Huidig wachtwoord' },
      newPassword: {
        label: 'Nieuw wachtwoord',
        hint: 'Minstens 10 tekens. Een zin van een paar woorden is sterk en makkelijk te onthouden.',
      },
    },
    passwordButton: 'Wijzig het wachtwoord',
    forgot: 'Weet u uw huidige wachtwoord niet meer?',
    forgotLink: 'Vraag een nieuw wachtwoord aan',
    dataText: 'Zie wat we over u bewaren en wie het gebruikte, neem het mee, of wis uw account.',
  },
  done: {
    uitgelogd: 'U bent uitgelogd.',
    wachtwoord: 'Uw nieuwe wachtwoord is bewaard. U kunt nu inloggen.',
    bevestigd: 'Uw e-mailadres is bevestigd. U kunt nu inloggen.',
    'account-verwijderd': 'Uw account is verwijderd. U krijgt daarvan nog een bericht.',
  } as Record<string, string>,
}
