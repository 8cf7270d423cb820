## The scanner at a gate

scanner-title = Scanner
scanner-needs-script = The scanner needs JavaScript. Please switch it on in this browser.
scanner-starting = Starting…
scanner-menu = Ways of working
scanner-mode-scan = Scan
scanner-mode-group = Vehicle
scanner-mode-search = No code
scanner-mode-wave = Wave on
scanner-mode-more = More
scanner-mode-outbox = Waiting to be sent
scanner-mode-place = Where you stand
scanner-mode-help = Help

## How things are

scanner-network-none = Online
scanner-network-unreachable = No network: judging here
scanner-network-slow = Slow network: judging here
scanner-network-denied = Device refused: enrol again
scanner-no-place = No place chosen
scanner-no-lists = No lists yet
scanner-lists-fresh = Lists fresh
scanner-lists-minutes = Lists { $minutes } min old
scanner-lists-hours = Lists { $hours } h old
scanner-waiting = Waiting: { $count }
scanner-refused = Refused: { $count }
scanner-update = New version: restart
scanner-direction = Direction
scanner-direction-in = In
scanner-direction-out = Out

## The verdict

scanner-category-pass = PASS
scanner-category-pass_with_attention = PASS – ATTENTION
scanner-category-ask = CHECK FIRST
scanner-category-refuse = DO NOT PASS
scanner-overridden = PASS BY DECISION
scanner-name = Name
scanner-birth-year = Year of birth
scanner-last-four = Document ends in
scanner-card-agrees = Agrees with the identity card
scanner-card-differs = Identity card and pass differ
scanner-on-card = On the card
scanner-on-pass = On the pass
scanner-flag-offline = Judged by this device, without an answer from the gateway
scanner-flag-lists_too_old = The lists are old
scanner-flag-officer_override = Let pass by the officer's decision
scanner-flag-annulled = Annulled
scanner-flag-waved_through = Waved through
scanner-not-recorded = The gateway did not record this scan: { $reason }
scanner-identity-matches = Same person
scanner-identity-differs = Another person
scanner-override = Let pass anyway
scanner-override-why = Why let this person pass?
scanner-override-emergency = Emergency
scanner-override-known = The officer knows this person
scanner-override-ordered = By order
scanner-annul = Annul this scan
scanner-annul-why = Why annul this scan?
scanner-annul-mistake = Scanned by mistake
scanner-annul-direction = Wrong direction
scanner-annul-turned-back = The person turned back
scanner-annul-compared = Recorded again after comparing
scanner-next = Continue
scanner-other-reason = Another reason
scanner-confirm = Confirm
scanner-cancel = Cancel
scanner-last = Last: { $name }

## Other codes

scanner-read-card = Identity card read
scanner-read-card-do = Now scan the pass: it will be compared with this card.
scanner-read-poster = This is the poster's code
scanner-read-poster-do = It leads to the form. Ask for the personal QR code that comes after declaring.
scanner-read-enrolment = This is a code that enrols scanners
scanner-read-enrolment-do = This device is enrolled already.

## Camera and photos

scanner-hint = Hold the QR code into the frame
scanner-camera-denied = The browser may not use the camera. Tap the lock beside the address, allow Camera and load the page again. A USB reader and photos work meanwhile.
scanner-camera-missing = This device has no camera. Use a USB reader or a photo.
scanner-camera-busy = Another app uses the camera. Close it and load the page again.
scanner-camera-insecure = The camera works only where the address begins with https. A USB reader works.
scanner-camera-failed = The camera could not be opened. Load the page again; if that does not help, use a USB reader or a photo.
scanner-torch = Lamp
scanner-photo = Read a photo
scanner-photo-reading = Reading the photo…
scanner-photo-nothing = No QR code found in the photo. Take it closer, straight and in good light.
scanner-photo-offline = This device could not read the photo, and there is no network to ask the gateway.

## Health

scanner-health = Ask about health
scanner-temperature = Temperature (°C)
scanner-symptoms = Symptoms
scanner-symptom-fever = Fever
scanner-symptom-cough = Cough
scanner-symptom-short_breath = Short of breath
scanner-symptom-pneumonia = Pneumonia
scanner-symptom-sore_throat = Sore throat
scanner-symptom-fatigue = Fatigue
scanner-health-done = Record
scanner-health-none = No symptoms

## Several people in a vehicle

scanner-group-hint = Scan the driver first, then each passenger
scanner-plate = Plate
scanner-trailer = Plate of the trailer
scanner-driver = Driver
scanner-passenger = Passenger
scanner-group-go = { $count ->
    [0] Nobody scanned yet
    [one] Vehicle done: 1 person
   *[other] Vehicle done: { $count } people
}

## Without a code

scanner-document-kind = Kind of document
scanner-document-cccd = Citizen identity card
scanner-document-cmnd = Old identity card
scanner-document-passport = Passport
scanner-document-other = Another document
scanner-document-number = Number of the document
scanner-search = Find the pass
scanner-search-hint = Or scan the code on the identity card
scanner-searching = Searching…
scanner-search-none = No live pass for this number. Ask the person to declare.
scanner-search-offline = Searching by number needs the network.
scanner-search-record = Record the passage

## Waving through

scanner-wave-note = Tap once for each person. Each tap is recorded as let pass without a check.
scanner-wave-today = Today at this place
scanner-wave-one = One more person
scanner-wave-undo = Annul the last tap
scanner-waved = waved through

## Where the officer stands

scanner-place-search = Find a checkpoint or police office
scanner-place-none = No place of that name
scanner-lane = Lane
scanner-lane-hint = Leave empty where there is only one
scanner-place-done = Start scanning

## Enrolment

scanner-enrol = Enrol this scanner
scanner-enrol-how = Scan the enrolment code an administrator shows, or paste its text here.
scanner-enrol-hint = Hold the enrolment code into the frame
scanner-enrol-name = Name of this device
scanner-enrol-code = Enrolment code
scanner-enrol-do = Enrol
scanner-enrol-other = This is no code that enrols scanners
scanner-enrol-elsewhere = This code belongs to another gateway: { $origin }
scanner-enrol-offline = The gateway can't be reached. Check the network and try again.
scanner-enrol-old-browser = This browser is too old to keep a key of its own. Please bring it up to date.

## Waiting to be sent

scanner-waiting-note = They lie safely on this device, encrypted, and are sent when there is network.
scanner-send-now = Send now
scanner-refused-title = Refused by the gateway
scanner-refused-none = Nothing was refused
scanner-refused-note = Nothing is ever dropped. Tell an administrator if trying again does not help.
scanner-refused-unreadable = The browser lost the key that opens this one
scanner-refused-unknown = The gateway does not know this scan
scanner-kind-scan = Scan
scanner-kind-annulment = Annulment
scanner-kind-sheet = Paper sheet
scanner-try-again = Try again

## This device

scanner-device = This device
scanner-kept-yes = The browser promised to keep what waits to be sent.
scanner-kept-no = The browser does not promise to keep what waits when space runs out. Install the app on the home screen so that it does.
scanner-kept-unknown = The browser was not asked yet whether it keeps what waits.
scanner-clock = { $seconds ->
    [0] The device's clock agrees with the gateway's.
   *[other] The device's clock is { $seconds } s off the gateway's; recorded times are set right.
}
scanner-version = Version { $version }

## Help

scanner-help-pass = Green: the pass is good. Compare name, year of birth and last four with the document. The next person may be scanned at once.
scanner-help-pass_with_attention = Amber: may pass, but read the reason and do as your checkpoint ordered.
scanner-help-ask = Blue: first do what the screen says, then tap what you found.
scanner-help-refuse = Red: do not let pass. The reason is on the screen; nothing personal is shown.
scanner-help-codes = There are two kinds of QR codes
scanner-help-codes-do = The poster's code leads to the form. The personal code is the pass. The scanner tells which one it read.
scanner-help-no-code = Somebody has no QR code
scanner-help-no-code-do = Open “No code”, scan the chip card or type the document's number.
scanner-help-vehicle = Several people in one vehicle
scanner-help-vehicle-do = Open “Vehicle”, type the plate, scan the driver and each passenger, tap done.
scanner-help-queue = The queue is too long: wave on
scanner-help-queue-do = Open “Wave on” and tap once for each person. The number is recorded.
scanner-help-offline = No network
scanner-help-offline-do = Go on scanning. The device judges by the lists it holds, writes down, and sends later.
scanner-help-refused = The gateway refused a scan
scanner-help-refused-do = Open “Waiting to be sent” for the reason. Nothing is lost.
scanner-help-reader = USB or Bluetooth reader
scanner-help-reader-do = Plug it in and scan; no field needs to be tapped.

## Paper sheets

scanner-mode-paper = Paper sheet
scanner-paper-note = Photograph the filled-in sheet: all of it, straight, in good light. It is typed in later.
scanner-paper-take = Photograph the sheet
scanner-paper-picture = The photographed sheet
scanner-paper-compare = Can you read everything? Then compare name and number with the identity card.
scanner-paper-compared = Card agrees: let pass
scanner-paper-not-compared = Without a card: keep the sheet
scanner-paper-again = Photograph it again
scanner-paper-no-picture = This is no picture. Photograph the sheet again.
scanner-paper-pass_with_attention = Let pass
scanner-paper-ask = Kept: decide as ordered
scanner-paper-kept = The photograph is kept on this device, closed, until the gateway has it.

## What was ordered about this device

scanner-moved = This device was moved to { $place } by an administrator.
scanner-wiped-ordered = This device was wiped
scanner-wiped-ordered-why = An administrator ordered it. Lists, place and last scans are gone from this device.
scanner-wiped-revoked = This device was revoked
scanner-wiped-revoked-why = An administrator turned it away. It can neither scan nor send any more; what it held is gone.
scanner-wiped-sending = { $count } scans are being sent before its key is destroyed. Leave this page open.
scanner-wiped-kept = { $count } scans that were not sent are kept here, sealed. They are sent once this device is enrolled again. Do not delete the data of this page.
scanner-wiped-enrol = Enrol again
