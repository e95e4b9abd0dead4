import type { words as id } from './words.id.ts';

export const words: typeof id = {
  signIn: {
    title: 'Sign in to the desk',
    lead: 'For finance staff, verifiers, publishers, leadership and auditors. Citizens need not sign in: everything published is on the public site.',
    email: 'E-mail address',
    password: 'Password',
    submit: 'Sign in',
    busy: 'Checking…',
    noPassword: 'No password yet? Ask the administrator for a one-time sign-in link.',
    mailed: 'You came by the link in a mail. It works once: press this button only on the device that you will use.',
    wrong: 'E-mail and password do not match.',
    tooMany: 'Too many attempts. Wait a minute and try again.',
    linkUsed: 'This link was used already, is past its time, or was replaced by a newer one. Ask the administrator for a new one.',
    byLink: 'Checking the link…',
    or: 'or',
    service: 'Sign in with your government account',
    refused: {
      'begin-again': 'This sign-in has expired, was used already, or was begun in another browser. Begin again here.',
      service: 'The government’s sign-in service did not answer or refused. Try again, or use a password or a link.',
      unverified:
        'The government’s sign-in service has not confirmed your e-mail address, so your account here cannot be recognised. Confirm it there first, or ask the administrator.',
      'other-account':
        'Here your e-mail address belongs to another government account. Ask the administrator of your government for an account of your own.',
      'no-role': 'Your government account has no role here yet. Ask the administrator of your government for one.',
      disabled: 'This account is disabled. Ask the administrator of your government.',
    },
    left: 'You have signed out of SIP KADIN.',
    leftService: 'Is this computer shared?',
    leaveService: 'Sign out of the government’s sign-in service too',
    ended: 'Your session has ended. Sign in again to go on; your work is kept.',
  },
  signInCode: {
    title: 'Verification code',
    lead: 'Open the authenticator app on your phone and type the six digits it shows for SIP KADIN.',
    code: 'Six-digit code',
    submit: 'Continue',
    useRecovery: 'No phone at hand? Use a recovery code',
    recoveryLead: 'Type one of the recovery codes you kept when you set up verification. Each works once.',
    recovery: 'Recovery code',
    useApp: 'Use the code from the app',
    wrong: 'The code does not match or has expired. Wait for the next one, and check the clock of your phone.',
    wrongRecovery: 'This recovery code does not match, or has been used before.',
    expired: 'The time to enter the code is over, or it was wrong too often. Sign in again from the beginning.',
    back: 'Back to the beginning',
  },
};
