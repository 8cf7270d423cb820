oidc-sign-in = Sign in with the organisation's account
oidc-return = Signing in
oidc-waiting = One moment: your organisation's answer is being checked …
oidc-again = Back to sign-in
oidc-cancelled = The sign-in was not completed at your organisation.
oidc-lost = This browser began no sign-in that this answer belongs to. Sign in again.
