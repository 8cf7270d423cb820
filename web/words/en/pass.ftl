## The pass with its QR code, on the screen and on paper

pass-title = { $count ->
    [one] Your checkpoint QR code
   *[other] Checkpoint QR codes of { $count } people
}
pass-lead = { $count ->
    [one] Show this code at the checkpoint. An officer scans it, once at each checkpoint.
   *[other] A code for each person. Show each of them at the checkpoint.
}
pass-travellers = Who travels together
pass-document = document ending in
pass-code-alt = QR code to be scanned at the checkpoint
pass-valid-until = Valid until
pass-issued = Issued at
pass-left = { $days ->
    [0] { $hours } h { $minutes } min left
   *[other] { $days } d { $hours } h left
}
pass-over = This code is no longer valid. Declare again to get a new one.
pass-warnings = The code works, but please look at this again:
pass-note-symptoms_declared = You declared symptoms. At the checkpoint, health staff may take your temperature and ask a few questions.
pass-note-contact_declared = You declared a contact. At the checkpoint, health staff may ask a few questions.
pass-note-from_epidemic_area = You come from or went through an area with an outbreak. At the checkpoint, officers may give you further instructions.
pass-note-compare_identity = At the checkpoint, an officer will compare the code with your identity paper: bring the original.
pass-save-image = Save as image
pass-print-a4 = Print on A4
pass-print-slip = Print wallet slip
pass-keep-note = Keep it only if this device is yours: whoever opens the device sees the code.
pass-keep = Keep on this device
pass-forget = Forget on this device
pass-kept-now = Kept. Find it on the page “Kept codes”, also without network.
pass-forgotten = Removed from this device. The code itself stays valid.
pass-not-kept = This device does not allow it. Save it as an image or print it.
pass-picture-name = checkpoint-qr-code

pass-bring = Bring with you
pass-bring-document = The identity paper whose number you declared: identity card or passport.
pass-bring-code = This QR code, on the phone or printed. Turn the screen to full brightness when it is scanned.
pass-bring-permit = A travel permit or a test result, where the local authority asks for it.

## Codes kept on the device

pass-kept-title = Codes kept on this device
pass-kept-none = This device keeps no code yet.
pass-kept-no-script = JavaScript is off in this browser, so it cannot keep codes.

## Finding, correcting, renewing, withdrawing

pass-change = Correct, renew or withdraw
pass-correct = Correct the declaration
pass-correct-note = Declare again what was wrong. The new code takes this one's place.
pass-renew = Renew for 72 hours
pass-renew-note = When your journey goes on. You only answer about your health again; the new code takes this one's place.
pass-withdraw = Withdraw the code
pass-withdraw-note = When you do not travel, or somebody else has your code. Every checkpoint will refuse it.
pass-declare-anew = Declare anew
pass-ask-again = Not sent yet: please look at the fields marked in red.
pass-prove = Confirm that it is yours
pass-find-title = Find my code again
pass-find-lead = If you lost the picture, changed your phone or deleted it. Only codes that are still valid are found.
pass-find-who = Who you are
pass-find-proof = Fill in the phone number or the date of birth you declared; one of them is enough.
pass-find-birth-hint = Day, month and year, for example 15/08/1999
pass-find-one-of-two = Fill in the phone number or the date of birth.
pass-find-whole-day = Day, month and year are needed; the year alone is not enough.
pass-find-send = Find the code
pass-find-nothing = No valid code agrees with what you filled in. Look at it again, or declare anew.
pass-withdraw-title = Withdraw this code?
pass-withdraw-lead = Within seconds every checkpoint refuses this code, printed or as a picture. It cannot be undone; declare anew when you travel.
pass-withdraw-send = Withdraw the code
pass-withdrawn-title = The code is withdrawn
pass-withdrawn-lead = No checkpoint takes this code any more.
pass-renew-title = Renew for 72 hours
pass-renew-lead = The new code takes over name, addresses and journey as declared. If something changed, correct the declaration instead.
pass-renew-departs = When you travel on
pass-renew-answer = Choose yes or no.
pass-renew-which = Tick at least one.
pass-renew-send = Renew
