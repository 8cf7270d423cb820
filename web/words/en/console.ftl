## Sign-in and first page of the read side

console-title = Watching and administration
console-lead = For epidemiologists, officials and administrators.
console-username = Account
console-password = Password
console-sign-in = Sign in
console-sign-out = Sign out ({ $account })
console-signed-in = Signed in
console-no-ways = There is no page here for this account yet.
console-unreachable = The server can't be reached. Check the network and try again.
console-needs-scripts = This page needs JavaScript.

## Enrolling a scanner

console-enrol = Enrol a scanner
console-enrol-lead = A code works once, for one device. Scan it with the camera or the scanner page of the device to enrol.
console-enrol-which = The device's place
console-enrol-which-hint = Type to search. Leave empty if officers choose it at the gate.
console-enrol-make = Make a code
console-enrol-heading = Enrolment code
console-enrol-picture = QR code that enrols a scanner
console-enrol-text = Or open this address on the device
console-enrol-any-place = Place chosen on the device
console-enrol-time = Valid for { $minutes } more minutes
console-enrol-over = The code is over. Make a new one.
console-enrol-no-address = The gateway's address is not known. Set CHOT_PUBLIC_URL.
