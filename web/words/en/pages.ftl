## List of questions

pages-questions = Questions
pages-questions-lead = Choose what you want to know. Every question is noted with its purpose.
pages-questions-none = There is no question for this account.

## The form of a question

pages-choose = Type to search…
pages-any = Any
pages-list-found = { $count ->
    [one] one found
   *[other] { $count } found
}
pages-list-nothing = Nothing by this name
pages-no-lists = The lists of places could not be loaded: names are missing. Reload the page.
pages-span = Span of time
pages-last = The last
pages-last-1 = 24 hours
pages-last-3 = 3 days
pages-last-7 = 7 days
pages-last-14 = 14 days
pages-last-own = As written
pages-from = From
pages-from-time = From: time of day
pages-until = Until
pages-until-time = Until: time of day
pages-date-form = day/month/year, time
pages-span-hint = Hà Nội time. The beginning belongs to the span, the end does not.
pages-narrow = Only some of the scans
pages-narrow-hint = The answer is given as if only these scans had been made.
pages-purpose = Purpose
pages-purpose-hint = A case number or a few words. It is noted with your account, and kept here until you close the tab.
pages-ask = Ask
pages-cancel = Cancel
pages-asking = Asking… { $seconds } s
pages-cancelled = Cancelled. Nothing you typed is lost.
pages-field-citizen_id = Person
pages-field-citizen_ids = Index persons
pages-field-plate = Plate
pages-field-place_id = Place
pages-field-unit = District or province
pages-field-within_minutes = Within so many minutes of each other
pages-field-gap_hours = Tell when out of sight for more than (hours)
pages-field-kinds = Kinds of alert
pages-field-withdrawn = Also those that were explained since
pages-field-limit = Rows at the most
pages-field-place_kinds = Kinds of place
pages-field-directions = Directions
pages-field-verdicts = Verdicts at the gate
pages-field-margin_minutes = Minutes before and after each scan
pages-field-back_hours = Also who entered so many hours before (0: nobody)
pages-field-depth = Levels deep (2: to F2)
pages-field-level = Between districts or provinces
pages-field-within_hours = From one scan to the next in so many hours at most
pages-field-at_least = Scans at the least
pages-hint-citizen_id = A document number, or the id from another answer. Put CMND, passport (HC) or “other” before a number that is no citizen card’s.
pages-hint-citizen_ids = One per line: a document number, or the id from another answer. Put CMND, passport (HC) or “other” before a number that is no citizen card’s.
pages-hint-plate = As on the plate. It is turned into an id and kept nowhere.

## What is not in order

pages-at-line = Line { $line }: { $text }
pages-bad-time = This is not a time. Write day/month/year and hour:minute, for example 24/08/2021 07:30.
pages-fault-required = This is needed
pages-fault-purpose = Say for what purpose you ask: a case number or a few words
pages-fault-person = This is neither a document number nor an id
pages-fault-number = A whole number from { $least } to { $most } is needed

## The answer

pages-found = { $count ->
    [0] Nothing was found.
    [one] One row was found.
   *[other] { $count } rows were found.
}
pages-found-timeline = { $count ->
    [0] This person was not scanned within the span.
    [one] The person was scanned once.
   *[other] The person was scanned { $count } times.
}
pages-found-vehicle = { $count ->
    [0] This vehicle was not scanned within the span.
    [one] The vehicle stopped once.
   *[other] The vehicle stopped { $count } times.
}
pages-found-contacts = { $count ->
    [0] Nobody met the index persons within this window.
    [one] One person met the index persons.
   *[other] { $count } persons met the index persons.
}
pages-found-alerts = { $count ->
    [0] No alert became known within the span.
    [one] One alert became known.
   *[other] { $count } alerts became known.
}
pages-found-departures = { $count ->
    [0] Nobody is known to have left this area.
    [one] One person left this area.
   *[other] { $count } persons left this area.
}
pages-found-presence = { $count ->
    [0] Nobody was there.
    [one] One person was there.
   *[other] { $count } persons were there.
}
pages-found-milestones = { $count ->
    [0] The index persons were scanned nowhere within the span.
    [one] One place and time.
   *[other] { $count } places and times.
}
pages-found-spread = { $count ->
    [0] Nobody was reached from the index persons.
    [one] One person may have been reached.
   *[other] { $count } persons may have been reached.
}
pages-found-overdue = { $count ->
    [0] Nobody is overdue.
    [one] One person did not arrive.
   *[other] { $count } persons did not arrive.
}
pages-found-repeats = { $count ->
    [0] Nobody was scanned that often.
    [one] One person was scanned that often.
   *[other] { $count } persons were scanned that often.
}
pages-found-flows = { $count ->
    [0] Nobody moved between areas.
    [one] One flow between areas.
   *[other] { $count } flows between areas.
}
pages-nothing = Nothing to show. Try a longer span or a larger area.
pages-nothing-filtered = Look whether “Only some of the scans” leaves too much out.
pages-nothing-timeline = No scan. Try a longer span; look whether the number is that of another paper of the same person.
pages-nothing-contacts = No meeting. Try a longer span or a wider window, and ask for the index person’s timeline: whoever was not scanned has met nobody here.
pages-cut = Only { $rows } of them are listed: raise “Rows at the most”.
pages-up-to = Data up to { $moment }.
pages-no-data = There are no data yet.
pages-waiting = { $sheets ->
    [one] One paper sheet is still waiting to be entered (of { $oldest }): what is on it is not in this answer.
   *[other] { $sheets } paper sheets are still waiting to be entered, the oldest of { $oldest }: what is on them is not in this answer.
}
pages-none-waiting = No paper sheet is waiting to be entered.
pages-restricted = Only what lies within your jurisdiction was looked at: { $units }. Whatever happened elsewhere, contacts included, is missing here.
pages-how = How this is computed
pages-how-none = There is no description yet.
pages-cost = { $rows } rows read, answered in { $seconds } s.
pages-caption = { $name } ({ $count })
pages-show-all = Show all { $rows } rows
pages-files = This answer as a file
pages-file-csv = CSV
pages-file-xlsx = XLSX
pages-file-parquet = Parquet
pages-file-pdf = Report (PDF)
pages-file-godata = Contacts for Go.Data
pages-file-sormas = Contacts for SORMAS
pages-file-making = Making the file…
pages-file-made = The file was handed to your browser.
pages-yes = yes
pages-index-person = F0 no. { $number } ({ $short })
pages-timeline = timeline
pages-timeline-of = Timeline of { $person }
pages-seconds = { $seconds } s
pages-minutes = { $minutes } min
pages-hours = { $hours } h { $minutes } min
pages-days = { $days } d { $hours } h

## Tables and their columns

pages-table-stops = Stops
pages-table-gaps = Times out of sight
pages-table-contacts = Contacts
pages-table-by_kind = By kind
pages-table-alerts = Alerts
pages-table-departures = Who left
pages-inside-nearest = { $rows ->
    [one] The nearest meeting
   *[other] The { $rows } nearest meetings
}
pages-column-place_id = Place
pages-column-direction = Direction
pages-column-happened_at = When
pages-column-received_at = Received
pages-column-category = Verdict
pages-column-reason = Reason
pages-column-lane = Lane
pages-column-source = Read from
pages-column-offline = Without network
pages-column-waved_through = Waved through
pages-column-annulled = Taken back
pages-column-judgement-category = Verdict with history
pages-column-judgement-reason = Reason with history
pages-column-findings = Findings
pages-column-leg-from_place_id = Came from
pages-column-leg-from = Seen there
pages-column-leg-seconds = Way took
pages-column-leg-km = Distance
pages-column-dwell_s = Stayed
pages-column-from = From
pages-column-until = Until
pages-column-seconds = Lasting
pages-column-role = Read as
pages-column-milestones-first_at = From
pages-column-milestones-last_at = Until
pages-column-first_at = First scan
pages-column-last_at = Last scan
pages-column-scans = Scans
pages-column-citizen_ids = Persons
pages-column-leg_s = Since the stop before
pages-column-complete = Complete
pages-column-citizen_id = Person
pages-column-index_cases = Index persons
pages-column-within_s = Window
pages-column-stops_of_cases = Scans of the index persons
pages-column-meetings = Meetings
pages-column-closest_gap_s = Closest
pages-column-shared_vehicle = In one vehicle
pages-column-shared_lane = In one lane
pages-column-first_met_at = First met
pages-column-last_met_at = Last met
pages-column-gap_s = Apart
pages-column-case_at = Index person
pages-column-contact_at = Contact
pages-column-index_case = Met
pages-column-same_lane = Same lane
pages-column-same_vehicle = Same vehicle
pages-column-kind = Kind
pages-column-alerts = Alerts
pages-column-known_since_at = Known since
pages-column-withdrawn_at = Withdrawn
pages-column-explained_at = Explained by a review
pages-column-from_place_id = Other place
pages-column-km = Distance
pages-column-how = Shown by
pages-column-left_at = Left
pages-column-inside_place_id = Last place inside
pages-column-inside_at = Last inside
pages-column-last_place_id = Last seen at
pages-column-last_direction = Direction then
pages-column-last_seen_at = Last seen
pages-column-is_back = Back again
pages-column-total = In all
pages-column-index_persons = Index persons
pages-column-other_people = Other people
pages-column-district = District
pages-column-entered_at = Entered before
pages-column-entered_place_id = Entered at
pages-column-first_direction = First direction
pages-column-first_place_id = First at
pages-column-last_category = Last verdict
pages-column-last_reason = Last reason
pages-column-places = Places
pages-column-total_entered_before = Of them only entered before
pages-column-people = People
pages-column-nearest = Nearest meetings
pages-column-milestones = Places and times
pages-column-because = Why so near the top
pages-column-rank = Rank
pages-column-same_journey = Same declared journey
pages-column-shared_journey = On one declared journey
pages-column-flows = Flows
pages-column-declared = Declared journeys
pages-column-from_unit = From
pages-column-to_unit = To
pages-column-journeys = Journeys
pages-column-margin_s = Before and after each scan
pages-column-departs_at = Departure
pages-column-origin = From
pages-column-destination = To
pages-column-transport = Means of transport
pages-column-at_least = Scanned at least
pages-column-crossings = In or out
pages-column-days = Days with a scan
pages-column-most_on_a_day = Most on one day
pages-column-levels = Levels
pages-column-persons = Persons
pages-column-ties = Who met whom
pages-column-also_met_as = Also met as
pages-column-carriers = Persons looked at
pages-column-depth = Depth
pages-column-exposed_by = First exposed by
pages-column-is_cut = Cut short
pages-column-is_exposure = First exposure
pages-column-level = Level
pages-column-sources = Met how many of the level before
pages-column-stops = Scans looked at
pages-column-told = Told
pages-column-from_id = From
pages-column-to_id = To

## Words of the house

pages-word-in = in
pages-word-out = out
pages-word-visit = visit
pages-word-pass = pass
pages-word-pass_with_attention = attention
pages-word-ask = to be checked
pages-word-refuse = refused
pages-word-city_checkpoint = City checkpoint
pages-word-district_checkpoint = District checkpoint
pages-word-police = Police office
pages-word-imported = Place of another system
pages-word-repeat_scan = Scanned again shortly after
pages-word-two_places_at_once = Two places at once
pages-word-impossible_travel = Travelled too fast
pages-word-itinerary_contradicted = Itinerary contradicted
pages-word-pass_never_issued = Pass never issued
pages-word-revoked = Pass revoked
pages-word-superseded = Pass replaced by a newer one
pages-word-overdue = Did not arrive
pages-word-left_epidemic_area = Left an epidemic area
pages-word-gate = scanned on the way out
pages-word-seen_elsewhere = seen elsewhere
pages-word-origin = journey began here
pages-word-source-pass = QR pass
pages-word-document = document
pages-word-paper = paper sheet
pages-word-import = another system
pages-word-wave_through = waved through
pages-word-vehicle = vehicle
pages-word-trailer = trailer
pages-word-same_journey = one declared journey
pages-word-same_vehicle = one vehicle
pages-word-met_again = met more than once
pages-word-same_lane = one lane
pages-word-close_in_time = within a minute
pages-word-district = Districts
pages-word-province = Provinces
pages-word-transport-car = car
pages-word-transport-motorbike = motorbike
pages-word-transport-coach = coach
pages-word-transport-lorry = lorry
pages-word-transport-airplane = airplane
pages-word-transport-train = train
pages-word-transport-boat = boat
pages-word-transport-on_foot = on foot
pages-word-transport-other = other
