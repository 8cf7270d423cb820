## Files of answers: what every file says of itself

exports-about = About
exports-about-question = Question
exports-about-span = Span
exports-about-from-until = from { $from } to { $until }, the end left out
exports-about-asked-with = Asked with
exports-about-purpose = Purpose
exports-about-account = Asked by
exports-about-asked = Asked at
exports-about-data = Data up to
exports-about-sheets = Paper sheets
exports-about-no-sheets = None awaits entry.
exports-about-sheets-waiting = { $count } not yet entered, so their bearers are missing here; the oldest has waited for { $minutes } minutes.
exports-page = Page
exports-rows = Rows: { $count }
exports-left-out = { $count } more rows are not printed. They are in the XLSX, CSV and Parquet files of the same question.
exports-how = How it was computed
exports-yes = yes

## Contact lists for other systems

exports-risk-high = In one vehicle ({ $vehicle } of { $meetings } meetings), closest { $minutes } minutes apart
exports-risk-medium = Not in one vehicle, but in one lane ({ $lane } times) or met more than once ({ $meetings } meetings), closest { $minutes } minutes apart
exports-risk-low = Met once at a checkpoint, neither in one vehicle nor in one lane, { $minutes } minutes apart
exports-contact-comment = Met: { $via }. Places: { $places }. From scans at checkpoints; names are sealed.
exports-contact-source = Scans at checkpoints (Chốt)

## Columns

exports-column-citizen_id = Person
exports-column-citizen_ids = Persons
exports-column-index_cases = Index persons
exports-column-place = Place
exports-column-from_place = Place before
exports-column-leg_from_place = Place before
exports-column-inside_place = Last place inside
exports-column-last_place = Last seen at
exports-column-direction = Direction
exports-column-last_direction = Last direction
exports-column-happened_at = When
exports-column-received_at = Received
exports-column-category = Verdict
exports-column-reason = Reason
exports-column-lane = Lane
exports-column-source = Shown
exports-column-offline = Offline
exports-column-waved_through = Waved through
exports-column-annulled = Taken back
exports-column-judgement_category = Judged
exports-column-judgement_reason = Reason, judged
exports-column-judgement_findings = Findings
exports-column-leg_from = Scan before
exports-column-leg_seconds = Way (s)
exports-column-leg_km = Way (km)
exports-column-leg_s = Way (s)
exports-column-dwell_s = Stay (s)
exports-column-role = Plate of
exports-column-first_at = First
exports-column-last_at = Last
exports-column-scans = Scans
exports-column-meetings = Meetings
exports-column-closest_gap_s = Closest (s)
exports-column-shared_vehicle = In one vehicle
exports-column-shared_lane = In one lane
exports-column-first_met_at = First met
exports-column-last_met_at = Last met
exports-column-kind = Kind
exports-column-known_since_at = Known since
exports-column-withdrawn_at = Withdrawn
exports-column-from = Scan before
exports-column-km = km
exports-column-how = Shown by
exports-column-left_at = Left
exports-column-inside_at = Last inside
exports-column-last_seen_at = Last seen
exports-column-is_back = Back

## Words of the house

exports-word-in = in
exports-word-out = out
exports-word-visit = visit
exports-word-pass = pass
exports-word-pass_with_attention = attention
exports-word-ask = to be checked
exports-word-refuse = refused
exports-word-document = document
exports-word-paper = paper
exports-word-import = import
exports-word-wave_through = waved through
exports-word-vehicle = vehicle
exports-word-trailer = trailer
exports-word-gate = exit at a gate
exports-word-seen_elsewhere = seen elsewhere
exports-word-origin = declared origin
exports-word-repeat_scan = scanned again
exports-word-two_places_at_once = two places at once
exports-word-impossible_travel = impossible travel
exports-word-itinerary_contradicted = itinerary contradicted
exports-word-pass_never_issued = pass never issued
exports-word-revoked = revoked pass
exports-word-superseded = superseded pass
exports-word-overdue = overdue
exports-word-left_epidemic_area = left an epidemic area
