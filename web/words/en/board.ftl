## Live board

board-title = Live board
board-wall-title = Wall screen
board-to-wall = Open on a wall screen
board-to-board = Open as a page
board-wait = Connecting…
board-everywhere = Whole country
board-choose = Area
board-province = Province
board-district = District
board-place = Place
board-all-own = Whole own area
board-all-districts = All districts
board-all-places = All places

## How late the data is

board-live = Live: data up to { $time }, { $age } ago
board-quiet = Nothing waits; the last scan came { $age } ago, at { $time }
board-late = Late: data up to { $time }, { $age } ago
board-very-late = VERY LATE: data up to { $time }, { $age } ago. Do not rely on the newest figures.
board-stands = LOADING STANDS STILL: figures of { $time }, { $age } ago. Tell whoever runs the house.
board-broken = DISCONNECTED since { $time } ({ $age }). Trying again; what is shown is old.
board-stream-lag = Waiting for the stream
board-loader-lag = Waiting to be loaded
board-records = { $n } records
board-unknown = not known
board-figures-of = Figures of
board-past = The figures are those of { $moment }: nothing later has been scanned.
board-seconds = { $n } s
board-minutes = { $n } min
board-hours = { $n } h
board-days = { $n } days

## Figures, each with what it means

board-figures = Figures
board-scans = Scans, 15 min
board-scans-help = All scans that happened in the last 15 minutes, late ones included as they arrive.
board-scans-short = Scans
board-in = In
board-in-help = Scans of people going in, last 15 minutes.
board-out = Out
board-out-help = Scans of people going out, last 15 minutes.
board-today = Today in / out
board-today-help = Since midnight in Hà Nội, by when the scan happened.
board-inside = Inside now
board-inside-help = People whose last passage by a gate here, within 24 hours, was in. Refused and annulled scans do not count.
board-waiting = Load
board-waiting-help = Scans a minute against what the lanes in use can do. Near 100 % whoever comes on top has to wait; the queue itself nobody scans.
board-waiting-none = no lane in use
board-waiting-calm = calm
board-waiting-busy = busy
board-waiting-full = full: people wait
board-of-capacity = { $scans } of { $capacity } a minute, { $lanes } lanes
board-full-places = places at their limit: { $n }
board-refused = Refused
board-refused-help = Refused at the gate in the last 15 minutes, by the reason shown to the officer.
board-share = { $share } of scans
board-declared = Declared before
board-declared-help = Of the passes shown in the last 15 minutes: declared on the web before the first scan. The rest declared at the gate, with help, or on paper.
board-declared-of = { $n } of { $all } passes; { $unknown } not known yet
board-paper = Paper waiting
board-paper-help = Sheets photographed and not yet entered: these people are in no count and no answer.
board-paper-age = oldest { $age }
board-paper-none = nothing waits
board-silent = Silent devices
board-silent-help = Scanners that scanned today and were not heard of for a while: broken, off, or without network.
board-silent-none = all scanners are heard of
board-silent-since = last heard { $time }, { $age } ago
board-alerts = Alerts, 24 h
board-alerts-help = Findings of the stream that became known within a day and were not explained away.
board-alerts-none = no alert stands
board-alerts-newest = Newest
board-alerts-open = Ask for the alerts
board-alert-repeat_scan = Scanned again soon
board-alert-impossible_travel = Impossible travel
board-alert-two_places_at_once = Two places at once
board-alert-itinerary_contradicted = Itinerary contradicted
board-alert-pass_never_issued = Pass never issued
board-alert-revoked = Revoked pass used
board-alert-superseded = Replaced pass used
board-alert-left_epidemic_area = Came out of an epidemic area
board-alert-overdue = Overdue

## Curve and tables

board-curve = Last six hours
board-curve-help = Scans in each five minutes, by when they happened; the last step is still under way.
board-curve-said = Last hour: { $in } in, { $out } out, { $refused } refused.
board-curve-table = The curve as a table
board-from = From
board-units = By district
board-places = By place
board-busiest = The busiest first
board-minutes-chart = 15 minutes
board-today-short = Today
board-nothing = No scan in the last 15 minutes.
board-more = Show all { $count } places
board-reasons = Refusals by reason
board-reason = Reason
board-no-reasons = Nobody was refused today.
board-quarter = 15 min
board-meaning = What the figures mean
board-page = { $page } of { $pages }
board-ago = ago
board-clock = Server's time
