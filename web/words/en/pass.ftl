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
