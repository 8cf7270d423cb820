## Code at sign-in

accounts-code = Code
accounts-code-hint = The six digits that your authenticator app shows now, or one of your recovery codes.

## One's own account

accounts-own = My account
accounts-name = Account
accounts-roles = Roles
accounts-units = Area
accounts-everywhere = whole country
accounts-must-enrol = Your role needs a second factor. Set it up below; the other pages open afterwards.
accounts-role-officer = officer
accounts-role-epidemiologist = epidemiologist
accounts-role-official = official
accounts-role-administrator = administrator
accounts-role-auditor = auditor
accounts-role-partner = partner system
accounts-password = Password
accounts-password-first = The password is the one that was made for you.
accounts-password-since = Changed { $when }.
accounts-password-now = Password now
accounts-password-new = New password
accounts-password-rule = At least 12 characters. Several words are easier to remember than signs and digits.
accounts-password-change = Change password
accounts-password-changed = The password was changed. All your other sessions are over.
accounts-factor = Second factor
accounts-factor-why = With a code from your phone at each sign-in, a password that leaked opens nothing.
accounts-factor-none = There is no second factor.
accounts-factor-since = On since { $when }. Recovery codes left: { $left }.
accounts-factor-set-up = Set up
accounts-factor-again = Set up anew
accounts-factor-off = Switch off
accounts-factor-off-done = The second factor is off. All your other sessions are over.
accounts-factor-scan = Scan this with an authenticator app on your phone:
accounts-factor-picture = QR code with the secret for your authenticator app
accounts-factor-text = Or type this secret into the app
accounts-factor-confirm = Then type the code that the app shows:
accounts-factor-keep = Switch on
accounts-recovery = Recovery codes
accounts-recovery-lead = Write these down and keep them away from your phone. Each works once in place of a code. They are not shown again.
accounts-recovery-noted = I have written them down
accounts-sessions = Where you are signed in
accounts-session-now = this session
accounts-session-opened = since { $when }
accounts-session-used = last used { $when }
accounts-session-how-password = with the password
accounts-session-how-password_and_code = with password and code
accounts-session-how-oidc = by the sign-in of your authority
accounts-session-unknown = a program
accounts-session-end = End
accounts-sessions-end-all = End all, also this one

## Accounts, for administrators

accounts-people = Accounts
accounts-people-lead = Who may sign in, as what, and where.
accounts-new = New account
accounts-new-hint = Small letters, digits, dots and hyphens, 2 to 40 of them.
accounts-area-hint = Type a district or province and add it. Without any: the whole country.
accounts-area-add = Add
accounts-area-remove = Remove { $unit }
accounts-make = Make the account
accounts-save = Save
accounts-cancel = Cancel
accounts-change = Change
accounts-changing = Change { $account }
accounts-saved = { $account } was saved.
accounts-password-told = Password of { $account }: write it down now, it is not shown again.
accounts-reset = New password
accounts-reset-sure = Give { $account } a new password? Its sessions end.
accounts-factor-take = Take second factor away
accounts-factor-take-sure = Take the second factor of { $account } away? Make sure that it is really they who ask. Their sessions end.
accounts-factor-taken = { $account } has no second factor any more.
accounts-end-sessions = End sessions
accounts-end-sessions-sure = End all sessions of { $account }?
accounts-sessions-ended = All sessions of { $account } are over.
accounts-switch-off = Switch off
accounts-switch-off-sure = Switch { $account } off? Its sessions end, and it can't sign in.
accounts-switch-on = Switch on
accounts-is-off = switched off
accounts-has-factor = second factor
accounts-no-factor = password only
accounts-you = you
accounts-find = Find
