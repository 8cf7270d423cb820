## The citizen's form

form-title = Health and travel declaration
form-lead = You get a QR code at once, valid for 72 hours. Fields marked * are required.
form-warning = A false statement breaks the law and may be prosecuted.
form-at-place = You declare at: { $place }. The destination was chosen by this checkpoint; you can change it.
form-correcting = You are correcting a declaration you sent. Declare it again as it should be; once it is sent, the new code takes the old one's place.
form-help-link = Help, step by step
form-errors-title = { $count ->
    [one] { $count } field needs your attention
   *[other] { $count } fields need your attention
}
form-busy = The system is busy and has not taken your declaration. What you typed is still here: press “Send” again.
form-required-mark = required
form-choose = – Choose –
form-yes = Yes
form-no = No

form-for-whom = For whom
form-on-behalf = I declare for somebody else
form-on-behalf-hint = For parents, children, or people who do not use a phone.
form-declarant-phone = Phone of the person who declares

form-traveller = Traveller { $number }
form-traveller-one = Traveller
form-add-traveller = Add a fellow traveller
form-add-traveller-hint = People on the same journey, 10 at the most. Everybody gets a QR code of their own.
form-remove-traveller = Remove this traveller
form-full = One form takes 10 people. Declare the others in another one.

form-name = Full name
form-name-hint = As on the identity paper
form-birth = Date of birth
form-birth-hint = Day/month/year, for example 15/08/1999. If the day is not known, the year alone.
form-sex = Sex
form-sex-male = Male
form-sex-female = Female
form-sex-other = Other
form-nationality = Nationality
form-document-kind = Identity paper
form-document-kind-cccd = Citizen identity card (CCCD)
form-document-kind-cmnd = Identity card (CMND)
form-document-kind-passport = Passport
form-document-kind-other = Other paper (birth certificate …)
form-document-number = Number of the identity paper
form-phone = Phone number
form-phone-hint = May stay empty for people without a phone if a fellow traveller's or declarant's number is given.
form-seat = Seat number
form-seat-hint = In a coach, train or plane

form-addresses = Where you live
form-residence-same = Lives with traveller 1
form-residence = Permanent residence
form-temporary-too = Also registered elsewhere as a temporary resident
form-temporary = Temporary residence
form-stay-same = Staying at the permanent residence now
form-stay = Present stay
form-province = Province or city
form-district = District
form-ward = Ward or commune
form-text = House, street, hamlet
form-show-units = Show the districts and wards
form-district-after = – Province first –
form-ward-after = – District first –

form-health = Health in the last 14 days
form-visited = Been in any other province, city or country?
form-visited-units = Provinces and cities visited
form-visited-note = Countries or exact places visited
form-symptoms = Had fever, cough, short breath, pneumonia, sore throat or fatigue?
form-symptom = Symptoms
form-symptom-fever = Fever
form-symptom-cough = Cough
form-symptom-short_breath = Short breath
form-symptom-pneumonia = Pneumonia
form-symptom-sore_throat = Sore throat
form-symptom-fatigue = Fatigue
form-contacts = In the last 14 days, in contact with
form-contact-patient = Somebody with COVID-19, or suspected of it?
form-contact-affected-country = Somebody from a country with COVID-19?
form-contact-symptomatic = Somebody with fever, cough, short breath or pneumonia?

form-journey = Journey
form-origin = From
form-origin-same = From the present stay
form-destination = To
form-transport = Means of transport
form-transport-car = Car
form-transport-motorbike = Motorbike
form-transport-coach = Coach
form-transport-lorry = Lorry
form-transport-airplane = Plane
form-transport-train = Train
form-transport-boat = Boat
form-transport-on_foot = On foot
form-transport-other = Other
form-plate = Plate or service number
form-plate-hint = For example 29A-123.45; for planes and trains the service number, such as VN 213 or SE3. Empty on foot.
form-trailer = Trailer plate
form-trailer-hint = Only with a trailer: its plate differs from the tractor's
form-departs-date = Date of departure
form-departs-date-hint = Day/month/year
form-departs-time = Time of departure
form-departs-time-hint = Hour and minute, for example 7:30 or 18:00

form-send-section = Confirm and send
form-truthful = I confirm that what I declare is true
form-captcha = Code to copy
form-captcha-picture-label = The code as a picture and to listen to
form-captcha-hint = Type the 5 digits of the picture, or listen and type the digits you hear.
form-captcha-picture = A picture of 5 digits to type. If you cannot see it well, use the recording below.
form-captcha-listen = Listen to the code
form-captcha-new = Another code
form-send = Send

form-error-required = Fill in “{ $label }”.
form-error-choose = Choose “{ $label }”.
form-error-answer = Choose “No” or “Yes”.
form-error-bad_date = “{ $label }” is not a date. Write day/month/year, for example 15/08/1999, or the year alone.
form-error-bad_clock = “{ $label }” is not a time. Write hour and minute, for example 7:30.
form-error-bad_time = “{ $label }” is not a date. Write day/month/year, for example 24/08/2021.
form-error-bad_document = “{ $label }” is not right. It has 4 to 20 letters and digits.
form-error-bad_phone = “{ $label }” is not right. For example 0912 345 678.
form-error-in_the_future = “{ $label }” is too far ahead. Look again.
form-error-too_long_ago = “{ $label }” is too long ago. Look again.
form-error-plate_required = Write the plate or the service number. Only people on foot may leave it empty.
form-error-not_truthful = Tick the box that what you declare is true.
form-error-say_where = You answered “Yes”: tick the provinces visited, or write the place into the field below.
form-error-say_which = You answered “Yes”: tick at least one symptom.

## What the page does besides where there is JavaScript

form-draft-restored = What you typed last time was kept on this device.
form-draft-forget = Forget it and start anew
form-draft-note = The page keeps what you type on this device until it is sent.
form-sending = Sending…
form-retrying = Not sent yet. The page tries again by itself; keep it open.
form-offline = No network. What you typed is kept on this device; it is sent when the network is back.
form-no-list = The list could not be loaded. Try again with a network.
form-nothing-found = Nothing found
form-found = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
form-cancel-sending = Stop sending and change it
