## What a verdict says on the screen

verdict-ok = Pass is good
verdict-symptoms_declared = Symptoms were declared
verdict-contact_declared = Contact with a case was declared
verdict-from_epidemic_area = Comes from an epidemic area
verdict-left_epidemic_area_since_issue = The place of departure has become an epidemic area
verdict-traced_contact = Traced as a contact of a case
verdict-declared_on_paper = Declared on paper
verdict-waved_through = Waved through without a check
verdict-compare_identity = Compare with the identity card
verdict-fields_missing = The pass lacks name, birth year or document: check the papers
verdict-no_live_pass = No valid pass under this document: declare first
verdict-not_our_code = This is not a pass
verdict-malformed = The code is damaged or incomplete
verdict-unknown_key = No key of ours made this pass
verdict-bad_signature = Forged: the signature is wrong
verdict-not_yet_valid = The pass is not valid yet
verdict-expired = The pass has expired
verdict-revoked = The pass was revoked
verdict-superseded = A newer pass replaces this one
verdict-identity_mismatch = The pass belongs to somebody else
verdict-wrong_route = The pass is for another route
verdict-quarantine_order = Under quarantine order

## What is wrong with a request, by field

fault-same_as_scan = The scan of a sheet has the id of the sheet
fault-required = This field is required
fault-wrong_type = This field has the wrong kind of value
fault-unknown_field = There is no such field
fault-not_json = This is not valid JSON
fault-empty = Nothing was sent
fault-too_many = Too many at once: { $limit } at the most
fault-too_large = Too large: { $limit } at the most
fault-too_long = Too long: { $limit } characters at the most
fault-id_form = An id has 8 to 64 letters, digits, dots, hyphens or underscores
fault-unknown_place = This place is not known
fault-unknown_unit = This administrative unit is not known
fault-a_ward = A district or province is needed here, not a ward
fault-not_a_ward = A ward is needed here, not a district or province
fault-in_the_future = This time lies in the future: check the clock
fault-too_long_ago = This time lies too far back
fault-time_without_zone = A time needs its zone, as in 2021-08-24T07:30:00+07:00
fault-bad_time = This is not a time, as in 2021-08-24T07:30:00+07:00
fault-bad_date = This is not a date (2021-08-24) or a year (2021)
fault-bad_document = This is not a document number
fault-bad_phone = This is not a phone number
fault-plate_required = The plate or service number is required for this means of transport
fault-not_truthful = You must confirm that what you declare is true
fault-not_allowed_here = You may not set this field
fault-outside_jurisdiction = This lies outside your jurisdiction
fault-purpose = Say for what purpose you ask: a case number, or a few words that say something
fault-window = The end must come after the beginning
fault-pass_id = A pass id is 20 hexadecimal digits
fault-not_a_pass = This is not a pass of this system
fault-another_document = This document number does not belong to this pass
fault-another_holder = The old pass is for another document number: withdraw it and declare anew
fault-pass_over = The old pass is no longer valid: declare anew
fault-pass_withdrawn = The old pass was withdrawn: declare anew
fault-same_declaration = The new declaration needs an id of its own
fault-person = Name a person by citizen_id or by document
fault-unknown_account = There is no such account
fault-taken = This name is taken
fault-captcha_required = Copy the code from the picture or the recording
fault-captcha_wrong = This is not the code of the picture: copy the new one
fault-captcha_over = This code has been used or is too old: copy the new one
fault-too_short = Too short: { $limit } characters at the least
fault-password_guessed = This would be guessed: leave out the account's name, and use more than one character
fault-proposal_over = This set-up is over: begin it again
fault-wrong_code = This is not the code of now: check the phone's clock, and type the newest one
fault-choose = Choose one of the values
fault-choice = This is not one of the allowed values

## Paper sheets

fault-no_code = No QR code was found: go nearer, keep still, and mind light and shadow
fault-not_a_picture = Not a JPEG or PNG picture
fault-not_multipart = The parts of this upload can't be told apart
fault-sheet_done = This sheet was dealt with already
fault-sheet_held = Another officer has opened this sheet
fault-sheet_not_open = Open the sheet again: your time with it is over
fault-decided_meanwhile = Somebody else has decided meanwhile: read the review again

## What is wrong with a file to be imported, or with its mapping

fault-bad_quotes = The quotation marks of this row do not close
fault-bad_zone = A zone is written +07:00 or Z
fault-cell_count = The row has more or fewer cells than the header
fault-column_twice = The file has more than one column of this name
fault-file_ending = The name of the file must end in one of: { $limit }
fault-id_reused = An earlier row has the same id and says something else
fault-mapping_form = This is not a mapping file
fault-no_column = The file has no column of this name
fault-no_header = The file has no header
fault-not_utf8 = The row is not in UTF-8
fault-only_one = Only one of these can be given
fault-pair = Write it as name=value
fault-source_form = A source's name has 2 to 24 small letters, digits or hyphens
fault-time_format = This is no format for a date with hour and minute
fault-key_unproven = The key of this device was not proven

## What looks wrong in a declaration and is accepted all the same

warning-document_form = This does not look like a number of that document
warning-birth_year_differs = The document number stands for another year of birth
warning-mixed_alphabets = A word has letters of two alphabets that look alike: type it again
warning-plate_form = This does not look like a Vietnamese plate
warning-phone_form = This does not look like a Vietnamese phone number

## Why a door stays shut

denied-sign_in = Sign in first
denied-bad_credentials = Name, password or code is wrong
denied-expired = The session is over: sign in again
denied-ended = The session was ended: sign in again
denied-code_needed = A code from the authenticator app is needed as well
denied-second_factor = Set up a second factor first: your role needs one
denied-role = Your role does not allow this
denied-outside_jurisdiction = This lies outside your jurisdiction
denied-oidc_unknown = No account here belongs to this person: ask an administrator
denied-oidc_refused = The provider did not accept this sign-in: sign in again
denied-oidc_token = What the provider sent could not be verified: sign in again
denied-oidc_attempt = This sign-in was not begun here, or too long ago: sign in again
denied-device = This device is not enrolled, or no longer
denied-device_key = This device has no key of its own: enrol it again
denied-device_revoked = This device was revoked by an administrator
denied-signature = The signature of this request is not right
denied-signature_form = This request is signed in a way that is not understood
denied-signature_time = The moment of signing is too far from ours: set the clock and sign again
denied-signature_used = This signed request was taken before: sign again
denied-code_unknown = This is not an enrolment code of ours
denied-code_used = This enrolment code was used already
denied-code_expired = This enrolment code has expired

## Titles of problems

problem-fix = The request can't be accepted as it is
problem-again = Not available right now: nothing was accepted, send it again
problem-often = You tried too often
problem-wait = Wait { $minutes } min and try again.
problem-denied = Not allowed
problem-missing = Not found
problem-method = This address does not take that method
problem-late = The request did not come in full
problem-failed = Something went wrong on our side
