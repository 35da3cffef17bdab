import type { zhAccount } from '../zh/account'
import type { WithOne } from '../plural'

export const enAccount: WithOne<typeof zhAccount> = {
  account: {
    title: 'Account and security', factors: 'Second factors', factorsHelp: 'A log-in then asks for it beside the password, so that the password alone lets nobody in.', needed: 'Your role needs a second factor; the last one cannot be removed.',
    add: 'Add a factor', totp: 'Authenticator app', passkey: 'Passkey', addTotp: 'With an authenticator app on a phone', addPasskey: 'With a passkey (fingerprint, face or security key)',
    scan: 'Scan this code with an authenticator app, then enter the 6 digits that it shows.', qr: 'Code for an authenticator app', byHand: 'Cannot scan? Enter the key by hand:', confirm: 'Confirm and add', added: 'Second factor added',
    codes: 'Recovery codes', codesWhy: 'If the phone or key is lost, each recovery code serves once in place of a code. They are shown only now: write them down or print them, and keep them safe.', codesLeft: '{{n}} recovery codes left', renew: 'New recovery codes', renewWhy: 'All recovery codes of before stop working.',
    remove: 'Remove', removeTitle: 'Remove “{{name}}”', removeWhy: 'A log-in no longer asks for it.', since: 'added {{at}}', used: 'last used {{at}}', neverUsed: 'never used',
    changed: 'Password changed; other sessions have ended', sessions: 'Devices logged in', here: 'This session', opened: 'logged in {{at}}', unknownDevice: 'Unknown device', end: 'End session', endOthers: 'End other sessions', ended: 'The session has ended', endedOthers: 'All other sessions have ended',
    nameOthers: 'Name the other two administrators: they keep a check on each other and on you, and are other people.', name_security: 'Name the security administrator', name_auditor: 'Name the auditor',
    tokens: 'API tokens', tokensHelp: 'For programs, with no more rights than your own and within a scope. They end by date, with a password reset, or when the user is disabled.', makeToken: 'Create API token', tokenName: 'What it is for', tokenDays: 'Days until it ends', tokenObjects: 'Only for these objects', allObjects: 'all objects', readOnly: 'read only',
    tokenMade: 'API token created', tokenOnce: 'The token is shown only now: store it at once in the program that uses it.', until: 'ends {{at}}', revoke: 'Revoke', revokeTitle: 'Revoke “{{name}}”', revokeWhy: 'The program that uses it loses access at once and for good.',
  },
}
