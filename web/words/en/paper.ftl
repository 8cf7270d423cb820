## The queue of paper sheets

paper-title = Paper sheets to enter
paper-lead = Sheets that were photographed at a checkpoint. Enter the one that waits longest first.
paper-sign-in-lead = For officers who enter paper declarations.
paper-age = Waits for
paper-place = Place
paper-taken = Photographed
paper-taken-by = By
paper-enter = Enter
paper-go-on = Go on
paper-enter-sheet = Enter the sheet of { $taken }, { $place }
paper-held = opened by { $account }
paper-compared = identity card compared
paper-not-compared = identity card not compared
paper-direction-in = in
paper-direction-out = out
paper-direction-visit = stay
paper-lane = lane { $lane }
paper-serial = sheet { $serial }
paper-none = No sheet waits.
paper-waiting = { $count ->
    [one] { $count } sheet waits, for { $age }.
   *[other] { $count } sheets wait, the first for { $age }.
}
paper-late = { $count ->
    [one] { $count } of them for more than { $limit }.
   *[other] { $count } of them for more than { $limit }.
}
paper-minutes = { $count } min
paper-hours = { $minutes ->
    [0] { $hours } h
   *[other] { $hours } h { $minutes } min
}
paper-days = { $hours ->
    [0] { $days } d
   *[other] { $days } d { $hours } h
}

## Entering one sheet

paper-entry = Sheet of { $taken }
paper-photo = Photograph of the sheet
paper-photo-keys = Photograph of the sheet; plus and minus change its size, R turns it, arrows move it
paper-larger = Larger
paper-smaller = Smaller
paper-turn = Turn
paper-no-photo = The photograph can't be shown: { $why }
paper-signed = The sheet is signed: its bearer confirms what it says
paper-errors = { $count ->
    [one] { $count } field needs your attention
   *[other] { $count } fields need your attention
}
paper-warnings = Look at the sheet again; this looks wrong:
paper-save = Save and issue the pass
paper-save-anyway = It stands so on the sheet: save
paper-put-back = Back to the queue
paper-reject-title = The sheet can't be entered
paper-reject-why = Why
paper-reject-unreadable = Can't be read
paper-reject-not_a_form = Not a declaration form
paper-reject-incomplete = Something required is missing
paper-reject-duplicate = Photographed twice
paper-reject = Take it out of the queue
paper-rejected = The sheet was taken out of the queue.

## After entry

paper-done = Entered: the pass
paper-pass-code = QR code of the pass
paper-valid = Valid
paper-valid-times = { $from } to { $until }
paper-pass-id = Number of the pass
paper-over = The 72 hours since the sheet was photographed are over: the pass is no longer valid. The journey is on record.
paper-print = Print
paper-next = Next sheet
paper-to-queue = To the queue
