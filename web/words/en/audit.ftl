## The auditor's page

audit-title = Audit
audit-lead = Who asked what about whom, when and why. Whatever you look at here is noted as well.
audit-purpose = Purpose
audit-purpose-hint = Why you look: a complaint's number, or a few words that say something.
audit-days = From the last
audit-days-1 = 24 hours
audit-days-7 = 7 days
audit-days-30 = 30 days
audit-days-365 = year
audit-narrow = Narrow it down
audit-account = Account
audit-kind = What was done
audit-kind-all = Everything
audit-kind-questions = Questions
audit-kind-files = Answers taken as files
audit-kind-sign_ins = Sign-ins
audit-kind-orders = Orders and administration
audit-kind-cases = Changes of cases
audit-kind-explanations = Notes of auditors
audit-document-kind = Document of the person asked about
audit-document-cccd = Citizen card (CCCD)
audit-document-cmnd = Identity card (CMND)
audit-document-passport = Passport
audit-number = Document number
audit-number-hint = Turned into a pseudonym at once; the number is kept nowhere.
audit-case = Case number, or words of the purpose
audit-look-now = Look
audit-save = Save entries as CSV
audit-not-asked = Nothing has been looked at yet: say for what purpose, and look.
audit-needs-purpose = Say for what purpose you look.

## What is unusual

audit-unusual = Unusual use
audit-unusual-hint = A mark is a reason to look, not proof. What is usual is the account's own median day of the 28 days before, and that of accounts with its role.
audit-marks-none = Nothing unusual in this time.
audit-marks-found = { $count ->
    [one] 1 mark
   *[other] { $count } marks
  }
audit-why-relative = { $account } asked { $count } times about a flagged relative, or was told of them.
audit-why-many = { $account } asked { $count } questions about persons in one day; usual are { $own } for this account and { $role } for its role.
audit-why-elsewhere = { $account } asked about { $count } people who live outside its units, of { $of } whose home is known.
audit-why-night = { $account } asked { $count } questions about persons between 22:00 and 5:00.
audit-why-shared = { $count } accounts asked about the same person: { $words }
audit-why-files = { $account } took { $count } files in one day, with { $persons } entries about people in all.
audit-why-repeated = { $account } gave the same purpose { $count } times, and it is no case's number: “{ $words }”
audit-why-wordless = { $account } gave a purpose that says nothing, { $count } times: “{ $words }”
audit-explain = Looked at: what explains it
audit-explain-now = Note it
audit-explained = Explained by { $account } on { $when }: { $words }
audit-person = Person { $id }

## Entries

audit-entries = What was done
audit-entries-none = Nothing was done in this time that fits.
audit-entries-found = { $count ->
    [one] 1 entry
   *[other] { $count } entries
  }, the last first
audit-more = Show more
audit-when = When
audit-what = What
audit-about = About whom
audit-persons = { $first } and { $more } more
audit-nobody = –
audit-as-file = { $what }, as file ({ $format })
audit-again = { $what }, asked again by a case
audit-did-SignedIn = Signed in
audit-did-SignInFailed = Failed to sign in
audit-did-RegistryChanged = Order: { $record }
audit-did-CaseChanged = Case: { $change }
audit-did-UseExplained = Explained a mark
audit-did-DataErased = Erased personal data
audit-asked-timeline = Timeline
audit-asked-vehicle = Vehicle
audit-asked-contacts = Contacts
audit-asked-spread = Spread
audit-asked-milestones = Milestones
audit-asked-presence = Presence
audit-asked-alerts = Alerts
audit-asked-overdue = Overdue
audit-asked-departures = Departures
audit-asked-flows = Flows
audit-asked-repeats = Repeats
audit-asked-review = Review
audit-asked-case = Case
audit-asked-follow_up = Follow-up
audit-asked-pass-by-document = Pass by document
audit-asked-sheet = Sheet
audit-asked-citizen-id = Citizen id
audit-asked-export = Export
audit-asked-audit = Audit

## Relatives

audit-relatives = Relatives
audit-relatives-hint = Questions of an account about its holder's relatives are marked. Staff can declare relatives themselves.
audit-no-relatives = Nobody has been flagged as a relative.
audit-relative-account = Account of the relative
audit-relative-number = Citizen card number (CCCD) of the relative
audit-flag = Flag as relative
audit-relative = { $account }: person { $id }, flagged by { $by } on { $when }
audit-unflag = Take back
