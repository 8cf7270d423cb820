## Why somebody is on a list now, or no longer

cases-because-first_answer = First answer.
cases-because-new_scan = Because of a scan at { $place } at { $happened }.
cases-because-late_scan = Because of a scan at { $place } at { $happened } that was received late, at { $known }.
cases-because-paper_entered = Because of a paper sheet from { $place }, filled in at { $happened } and entered at { $known }.
cases-because-imported = Because of an imported scan at { $place } at { $happened }, received at { $known }.
cases-because-scan_annulled = Because the scan at { $place } at { $happened } was taken back at { $known }.
cases-because-index_person_added = Because { $person } was added as an index person.
cases-because-index_person_removed = Because { $person } is no longer an index person.
cases-because-is_index_person = Because { $person } is an index person now.
cases-because-contact_lost = Because { $person }, through whom it came, is no longer a contact.
cases-because-window_moved = Because the span of time asked about has moved.
cases-because-question_changed = Because the question was changed.
cases-because-no_single_fact = No single scan explains it.

## News, on every page of whoever looks after cases

cases-news = Changed answers
cases-news-gained = { $number }: your list of { $before } gained { $gained ->
    [one] { $gained } person
   *[other] { $gained } people
}.
cases-news-lost = { $number }: your list of { $before } lost { $lost ->
    [one] { $lost } person
   *[other] { $lost } people
}.
cases-news-both = { $number }: your list of { $before } gained { $gained } and lost { $lost } people.
cases-news-open = Look

## The list of cases

cases-title = Cases
cases-lead = Index persons, their contacts, and the follow-up. Saved questions are asked again when late data arrives.
cases-none = There is no case yet. Open the first one above.
cases-new = Open a case
cases-number = Case number
cases-number-hint = As your unit counts cases, for example BN-2021-0117.
cases-name = Title
cases-name-hint = In a few words. It is kept sealed.
cases-unit = Responsible unit
cases-unit-hint = Type the name of a district or province and choose it.
cases-open-button = Open the case
cases-state = State
cases-open = Open
cases-closed = Closed
cases-index-count = Index persons
cases-unread = Changes
cases-unread-count = { $count } new
cases-following = Under follow-up
cases-overdue = Overdue
cases-loading = Loading…
cases-failed = It could not be loaded: { $why }
cases-to-follow-ups = Daily follow-up lists
cases-back = All cases

## One case

cases-case = Case
cases-opened-by = Opened by { $account }, { $at }
cases-close = Close the case
cases-reopen = Open it again
cases-closed-note = This case is closed. Its questions are not asked again.
cases-changed = What has changed
cases-gained = { $count } more, asked at { $at }
cases-lost = { $count } fewer, asked at { $at }
cases-otherwise = { $count } in another way, asked at { $at }
cases-noted = Noted

cases-index = Index persons (F0)
cases-index-none = Nobody yet. Add the first index person by their identity document.
cases-index-add = Add an index person
cases-document-kind = Document
cases-document-cccd = Citizen card (CCCD)
cases-document-cmnd = Old identity card (CMND)
cases-document-passport = Passport
cases-document-other = Other
cases-document-number = Document number
cases-document-hint = It is turned into an anonymous id at once and kept nowhere.
cases-onset = Onset of symptoms
cases-confirmed = Confirmed on
cases-infectious-from = Infectious from
cases-infectious-from-hint = Left empty: two days before onset, or before confirmation.
cases-infectious-until = Until
cases-add = Add
cases-remove = Remove
cases-correct = Correct
cases-correcting = Correct what is known of { $person }.
cases-remove-sure = Remove this index person from the case?
cases-unknown-person = No declaration is known of this person. Check the number.
cases-person = Person
cases-days = Onset / confirmed
cases-infectious = Infectious

cases-questions = Saved questions
cases-questions-none = No question yet. Save one: it is asked now, and again whenever late data arrives.
cases-question-save = Save a question
cases-question-kind = Question
cases-kind-contacts = Contacts of the index persons (F1)
cases-kind-spread = Contacts and their contacts (F1, F2)
cases-kind-other = Question { $kind }
cases-within = Within how many minutes at one place
cases-depth = Depth
cases-depth-hint = 1: only contacts (F1). 2: their contacts too (F2).
cases-span-days = How many days back, up to the moment of asking
cases-fixed = A fixed span of time instead
cases-fixed-hint = With both times the question looks at exactly this span, every time it is asked.
cases-from = From
cases-until = Until
cases-save = Save and ask
cases-question-terms = { $days ->
    [0] { $from } to { $until }
   *[other] the last { $days } days
}
cases-within-terms = within { $minutes } min
cases-asking = It is being asked…
cases-answer = { $count ->
    [one] { $count } person
   *[other] { $count } people
}
cases-answer-at = Answer of { $at }, data up to { $data }
cases-checked = Last asked { $at } ({ $seconds } s, { $rows } rows read)
cases-problem-too_many = Too many people: make the span or the minutes smaller.
cases-problem-not_answered = There was no answer; it is tried again.
cases-ask-now = Ask now
cases-show-people = Show the people
cases-hide-people = Hide the people
cases-drop = Delete
cases-drop-sure = Ask this question no more?
cases-rounds = Earlier changes
cases-level = Level
cases-via = through { $people }
cases-last-exposure = Last exposure
cases-where = Where
cases-district = District
cases-follow-up = Follow-up
cases-assign-chosen = Assign { $count } chosen
cases-assign-all = Assign all of F1 and F2
cases-assigned-to = Assigned to (optional)
cases-assign-result = Assigned: { $assigned }. Already followed: { $already }. Exposed too long ago: { $late }. Without a known district, left with the case's unit: { $elsewhere }.
cases-no-people = The answer names nobody.
cases-choose-person = Choose { $person }

## Follow-up

cases-follow-ups = Follow-up
cases-follow-ups-none = Nobody is under follow-up yet. Save a question and assign its people.
cases-follow-ups-title = Daily follow-up
cases-follow-ups-lead = Who is to be seen today. What is overdue stands first.
cases-follow-ups-empty = Nobody is to be seen in this unit on this day.
cases-follow-ups-choose = Choose a unit and a day.
cases-day = Day
cases-show = Show
cases-print = Print
cases-keys = With a keyboard: ↑ and ↓ choose a person, 1 to 5 record the day.
cases-counts = To be seen: { $all }. Recorded: { $done }. Overdue: { $overdue }.
cases-day-of = Day { $number } of { $of }
cases-owed = { $days ->
    [one] { $days } day not recorded
   *[other] { $days } days not recorded
}
cases-over = The last day has passed: end the follow-up
cases-last-seen = Last seen { $day }
cases-never-seen = Not seen yet
cases-unseen = Not seen for { $days } days in a row
cases-no-name = Name not known
cases-phone = Phone
cases-call = Call { $phone }
cases-status-SEEN_OK = Seen, well
cases-status-SEEN_NOT_OK = Seen, unwell
cases-status-MISSED = Missed
cases-status-NOT_ATTEMPTED = Not attempted
cases-status-NOT_PERFORMED = Not performed
cases-status-none = Not recorded
cases-record-for = Record for { $person }
cases-recorded = Recorded for { $person }: { $status }
cases-note = Note
cases-more = Note, or end the follow-up
cases-outcome = Outcome
cases-outcome-COMPLETED = Completed
cases-outcome-CANCELED = Cancelled
cases-outcome-LOST = Lost
cases-outcome-NO_FOLLOW_UP = No follow-up needed
cases-outcome-REFERRED = Referred
cases-going-on = Going on
cases-referred-to = Hand over to the district (optional)
cases-end-button = End it
cases-from-until = { $from } to { $until }
cases-course = Course
cases-count-going-on = going on
cases-count-recorded = recorded today
cases-count-overdue = overdue
cases-count-unwell = unwell
cases-count-completed = completed
cases-count-lost = lost
cases-count-referred = referred

## Notes and history

cases-notes = Notes
cases-notes-none = No notes yet.
cases-note-text = New note
cases-note-hint = Kept sealed; only this page opens it.
cases-note-add = Add the note
cases-note-erased = The key of that day was destroyed.
cases-history = History
cases-did-CaseOpened = opened or renamed the case
cases-did-CaseClosed = closed the case
cases-did-CaseReopened = opened the case again
cases-did-IndexPersonAdded = added or corrected an index person
cases-did-IndexPersonRemoved = removed an index person
cases-did-QuestionSaved = saved a question
cases-did-QuestionDropped = deleted a question
cases-did-AnswerChanged = an answer changed
cases-did-FollowUpAssigned = assigned follow-up
cases-did-FollowUpEnded = ended a follow-up
cases-did-NoteAdded = wrote a note
cases-house = The system
cases-times = { $count } times
