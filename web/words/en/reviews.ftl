## Reviews of false declarations: list

reviews = False declarations
reviews-lead = Findings that say a declaration may be false. A finding is a reason to look, not proof: a shared vehicle, a mistyped plate or a wrong clock explains many.
reviews-list = Reviews
reviews-none = Nothing has been reviewed yet.
reviews-look = Look for findings
reviews-look-hint = Alerts that stand and that nobody has looked at. The question is noted with its purpose.
reviews-purpose = Purpose
reviews-purpose-hint = A case number or a few words.
reviews-days = From the last
reviews-days-1 = 24 hours
reviews-days-3 = 3 days
reviews-days-7 = 7 days
reviews-days-21 = 21 days
reviews-look-now = Look
reviews-found = { $count } findings nobody has looked at
reviews-found-none = There is no finding that nobody has looked at.
reviews-open = Open
reviews-read = Read
reviews-when = When
reviews-where = Where
reviews-what = Finding
reviews-state = State
reviews-by = Opened by
reviews-action = Action

## One review

reviews-review = Review
reviews-loading = Loading…
reviews-finding = Finding
reviews-person = Person (pseudonym)
reviews-opened = Opened
reviews-known-since = Evidence complete since
reviews-alert = The alert today
reviews-contradiction = What contradicts what
reviews-side-declared = What was declared
reviews-side-seen = What was seen
reviews-nothing-declared = No declaration of this person is known.
reviews-nothing-seen = No scan of this person is known.
reviews-decisions = Decisions
reviews-no-decision = Nothing has been decided yet.
reviews-words-gone = The reason can no longer be read: the key of its day was destroyed.
reviews-decide = Decide
reviews-decide-again = Decide again
reviews-decision = Decision
reviews-explanation = Explanation
reviews-words = Reason
reviews-words-hint = What the decision rests on. It is kept sealed.
reviews-keep = Keep the decision
reviews-kept = The decision is kept.
reviews-print = Report (PDF)
reviews-printing = The report is being made…
reviews-back = All reviews

reviews-status-open = Not decided
reviews-status-confirmed = Confirmed false
reviews-status-innocent = Innocent
reviews-status-undecidable = Can’t be decided

reviews-explanation-shared_vehicle = shared vehicle
reviews-explanation-mistyped_plate = mistyped plate or number
reviews-explanation-wrong_clock = wrong clock
reviews-explanation-other = something else

reviews-alert-stands = It stands.
reviews-alert-withdrawn = Withdrawn: later facts explain it.
reviews-alert-explained = Taken back by this review.
reviews-alert-other_evidence = It rests on other evidence by now and has to be looked at anew.
reviews-alert-gone = It is no longer kept.

reviews-kind-itinerary_contradicted = Itinerary or residence contradicted
reviews-kind-two_places_at_once = Two places at once
reviews-kind-impossible_travel = Travelled too fast
reviews-kind-pass_never_issued = Pass never issued
reviews-kind-overdue = Did not arrive
reviews-kind-left_epidemic_area = Left an epidemic area

reviews-why-itinerary_contradicted = Scanned at { $place }, which does not fit the declared journey. Scan before: { $before }, { $lasted } earlier and { $km } km away.
reviews-why-two_places_at_once = Scanned at { $place } and at { $before } within a minute, { $km } km apart.
reviews-why-impossible_travel = From { $before } to { $place }: { $km } km in { $lasted }.
reviews-why-pass_never_issued = A pass was shown at { $place } that is signed but that nobody issued.
reviews-why-overdue = A journey was declared, and its bearer was not seen at any gate afterwards.
reviews-why-left_epidemic_area = Scanned at { $place } after a scan inside an epidemic area ({ $before }, { $lasted } earlier).
reviews-lasted = { $hours } h { $minutes } min

reviews-declared = Declared
reviews-route = Route
reviews-departs = Departure
reviews-transport = Means of transport
reviews-residence = Residence
reviews-temporary = Temporary residence
reviews-stay = Place of stay
reviews-visited = Visited in the last 14 days
reviews-on-behalf = Declared by somebody else
reviews-yes = yes
reviews-lane = lane { $lane }
reviews-offline = without network
reviews-channel-web = online
reviews-channel-assisted = with an officer’s help
reviews-channel-paper = on paper
reviews-transport-car = car
reviews-transport-motorbike = motorbike
reviews-transport-coach = coach
reviews-transport-lorry = lorry
reviews-transport-airplane = airplane
reviews-transport-train = train
reviews-transport-boat = boat
reviews-transport-on_foot = on foot
reviews-transport-other = other

## The report

reviews-report = Report on a declaration
reviews-report-printed = Printed { $at } by { $account }
reviews-report-note = Persons are named by pseudonym; names lie sealed and are opened by whoever is entitled to. The evidence is as it stood when the review was opened.
reviews-sign-reviewer = Reviewer
reviews-sign-authority = Authority
