## Pictures of answers

pictures-failed = The pictures could not be loaded. The tables below hold the same.
pictures-left = { $left } more persons are in the table only.
pictures-as-table = The same as a table
pictures-index = Index person (F0)
pictures-level = F{ $level }

## Who may have given it to whom

pictures-transmission = Who met whom
pictures-transmission-caption = { $people ->
    [one] One person
   *[other] { $people } persons
} in { $ties ->
    [one] one meeting
   *[other] { $ties } meetings
}. Each arrow leads to whoever was exposed; its number is the place in the list.
pictures-tie = { $from } → { $to }
    { $place }
    { $at } (meetings: { $meetings })

## Where somebody was

pictures-timeline = Timeline
pictures-timeline-caption = Scans: { $scans }, places: { $places }, stays: { $stays }. Time runs from left to right (Hà Nội time); each row is a place.
pictures-stay = Stay, from an entry to the exit
pictures-stay-of = { $place }: { $lasting }
pictures-annulled = Taken back

## Exposures by day

pictures-curve = By day of first exposure
pictures-curve-caption = { $people } persons within { $days } days; most on { $day } ({ $most }).
pictures-day = Day

## Flows between districts

pictures-map = Flows between districts
pictures-map-caption = The thickest flow leads from { $from } to { $to } ({ $journeys } journeys). Directions are true, distances are not: the middle of the city is drawn wide apart.
pictures-flows-left = { $left } smaller flows are in the table only.
pictures-map-unit = District; the larger, the more journeys begin or end there
pictures-map-flow = Flow; the thicker, the more journeys
pictures-map-checkpoint = Checkpoint
pictures-unit-load = { $unit }: { $journeys } journeys begin or end here
pictures-flow = { $from } → { $to }
    { $journeys } journeys, { $people } persons
