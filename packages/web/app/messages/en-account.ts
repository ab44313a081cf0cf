import type { nlAccount } from './nl-account.ts'

/** Texts for signing in, out and up, in English. */
export const enAccount: typeof nlAccount = {
  signIn: {
    title: 'Sign in',
    lead: 'For staff and residents with an account. Reading needs no account.',
    fields: {
      email: { label: 'E-mail address' },
      password: { label: 'Password' },
    },
    button: 'Sign in',
    forgot: 'Forgot your password?',
    none: 'No account yet?',
    register: 'Make an account',
    provider: 'Sign in with your work account',
    providerHint: 'Do you work for the municipality? Then sign in with your work account.',
    leaving: 'You are going to the sign-in page of your work',
    notLeaving: 'Does it not go by itself?',
    leave: 'Open the sign-in page',
    or: 'Or with e-mail address and password',
    providerFailed: 'Signing in with your work account failed. Try again, or ask your administrator.',
    linkFailed: 'This link has expired or was already used. Sign in; if needed you will get a new link.',
  },
  signOut: {
    title: 'Sign out',
    text: 'Do you want to sign out? What you saved stays saved.',
    button: 'Sign out',
  },
  register: {
    title: 'Make an account',
    lead: 'With an account you can take part. You will get a message to confirm your e-mail address.',
    fields: {
      name: { label: 'Your name', hint: 'As you want to be called.' },
      email: { label: 'E-mail address' },
      password: {
        label: 'Password',
        hint: 'At least 10 characters. A sentence of a few words is strong and easy to remember.',
      },
    },
    button: 'Make an account',
    doneTitle: 'Check your e-mail',
    done: (email) =>
      `We sent a message to ${email}. Open the link in that message within an hour. Then you can sign in.`,
    noMail: 'No message? Look in your spam folder, or try again.',
    have: 'Do you have an account?',
    privacy: 'We use your name and e-mail address for your account only.',
  },
  forgot: {
    title: 'Forgot your password',
    lead: 'Fill in your e-mail address. You will get a message with a link to choose a new password.',
    fields: { email: { label: 'E-mail address' } },
    button: 'Send me a link',
    doneTitle: 'Check your e-mail',
    done: (email) =>
      `Is there an account with ${email}? Then we sent a message to it. The link works for one hour.`,
  },
  reset: {
    title: 'Choose a new password',
    fields: {
      newPassword: {
        label: 'New password',
        hint: 'At least 10 characters. A sentence of a few words is strong and easy to remember.',
      },
      token: { label: 'Link' },
    },
    button: 'Keep this password',
    noToken: 'This link has expired or was already used. Ask for a new one.',
    askAgain: 'Ask for a new link',
  },
  own: {
    title: 'My account',
    name: 'Name',
    email: 'E-mail address',
    passwordTitle: 'Change password',
    passwordLead: 'After that you are signed out on other devices.',
    fields: {
      currentPassword: { label: 'Current password' },
      newPassword: {
        label: 'New password',
        hint: 'At least 10 characters. A sentence of a few words is strong and easy to remember.',
      },
    },
    passwordButton: 'Change the password',
    forgot: 'Do you not know your current password any more?',
    forgotLink: 'Ask for a new password',
    dataText: 'See what we hold about you and who used it, take it along, or erase your account.',
  },
  done: {
    uitgelogd: 'You are signed out.',
    wachtwoord: 'Your new password is kept. You can sign in now.',
    bevestigd: 'Your e-mail address is confirmed. You can sign in now.',
    'account-verwijderd': 'Your account has been deleted. You will get a message about it.',
  },
}
