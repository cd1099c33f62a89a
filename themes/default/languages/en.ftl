# English

## Numbers, lists, durations

# What stands between groups of three digits: a comma, a dot, an apostrophe, a space or nothing.
number-group = ,

list-comma = {", "}
list-and = { $first } and { $last }

duration-days = { $count } d
duration-hours = { $count } h
duration-minutes = { $count } min
duration-seconds = { $count } s

## Dates
## Forms of a date are given $day, $month, $month-short, $number (of the month), $weekday and $year.

date-long = { $day } { $month } { $year }
date-short = { $day } { $month-short } { $year }
date-day = { $day } { $month-short }
date-month = { $month } { $year }
date-month-short = { $month-short } { $year }

month = { $number ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
month-short = { $number ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[12] Dec
}
weekday = { $number ->
    [1] Monday
    [2] Tuesday
    [3] Wednesday
    [4] Thursday
    [5] Friday
    [6] Saturday
   *[7] Sunday
}
weekday-short = { $number ->
    [1] Mon
    [2] Tue
    [3] Wed
    [4] Thu
    [5] Fri
    [6] Sat
   *[7] Sun
}

## Every page

skip-to-text = Skip to the text

## A page that is not there

not-found-text = There is nothing at this address. It may have moved, or the link may have a slip in it.
not-found-begin = Begin again at { $home }, or look through one of the lists:
not-found-home = the home page

## A folder of plain pages

folder-others = Also here
folder-neighbours = Pages beside this one
folder-previous = Previous
folder-next = Next

## Documents over time

history-factor = When it contributed
history-term = Over time
history-months = By month
history-once = Once, in { $month }.
history-within = { $count } times, all in { $month }.
history-span = { $count } times, from { $first } to { $last }.
history-marks = Documents by day
history-more = and { $count } more
history-hint = Each mark is a document: point at one to read its title.
terms-columns = The columns count the documents of each from { $first } to { $last }, all on one scale.
detection-lead = Who or what noticed first. An alert is often sooner than a customer; neither is better than the other.
detection-empty = No document says who noticed first yet.
detection-empty-help = Say it under { $field } in the front matter of a document: { $words }.
detection-none = No incident was noticed this way first. One whose front matter says so under { $field } will stand here.

## Which factors occur together

companions-title = What it comes with
companions-count = in { $count } of { $all }
companions-map = All factors that occur together, as a map
map-title = Factor map
map-description = Which contributing factors documents name together.
map-lead = Factors that documents name together. The larger a shape, the more documents name the factor; the thicker a line, the more of them name both.
map-link = Which of them occur together: the factor map
map-frame = The map, which may be wider than the page
map-groups = Groups
map-others = all others
map-picture = Factors that occur together
map-all = { $count ->
    [one] 1 pair of { $factors } factors occurs
   *[other] { $count } pairs of { $factors } factors occur
} together, the commonest in { $most ->
    [one] 1 document
   *[other] { $most } documents
}.
map-shown = Shown are { $count } of { $all } pairs, of { $factors } factors: those that occur together most, and for each factor at least one. The commonest is in { $most ->
    [one] 1 document
   *[other] { $most } documents
}.
map-left-out = { $count ->
    [one] 1 factor that seldom occurs with others is left out.
   *[other] { $count } factors that seldom occur with others are left out.
}
map-factor = { $factor }: { $count ->
    [one] 1 document
   *[other] { $count } documents
}
map-factor-of-group = { $factor }: { $count ->
    [one] 1 document
   *[other] { $count } documents
}, { $group }
map-pair = { $first } and { $second }: { $count }
map-table = The same as a table
map-caption = Pairs of factors by how many documents name both
map-first = Factor
map-second = comes with
map-count = Documents
map-empty = No document names two factors yet.
map-empty-help = Once one does, the factors that occur together are drawn here.

## What was to be done

overdue = overdue
overdue-as-of = { $count ->
    [0] None is overdue as of { $day }.
    [one] 1 is overdue as of { $day }.
   *[other] { $count } are overdue as of { $day }.
}
overdue-title = Action items that are overdue
overdue-known = As of { $day }.
overdue-due = due { $day }, { $state }, overdue
actions-title = Action items
actions-done = { $done } of { $count } done
actions-overdue = { $count } overdue
remedies-title = What was to be done against it
remedies-progress = { $count ->
    [one] 1 action item
   *[other] { $count } action items
}: { $parts }.
remedies-done = { $count } done
remedies-unfinished = { $count } unfinished
remedies-dropped = { $count } dropped
remedies-again = Named again on { $day }.
remedies-one-open = The one action item of the document before is not done yet.
remedies-one-done = The one action item of the document before is done.
remedies-one-due = The one action item of the document before is done, and was due by then.
remedies-none-done = Of the { $count } action items of the documents before, none is done yet.
remedies-some-done = Of the { $count } action items of the documents before, { $done ->
    [one] 1 is
   *[other] { $done } are
} done.
remedies-all-due = Of the { $count } action items of the documents before, { $done ->
    [one] 1 is done, and was
   *[other] { $done } are done, and were
} due by then.
remedies-some-due = Of the { $count } action items of the documents before, { $done } are done; { $due ->
    [one] 1 of those was
   *[other] { $due } of those were
} due by then.
remedies-quiet = None is left to be done, and from { $first } to { $last } no document named it again.
remedies-more = And { $count } more, in the documents below.
remedies-known = As of { $day }. When an action item was finished is not known, only by when it was due.

## A year

calendar-title = { $year } by week
calendar-caption = Incidents of { $year } by week; each column is a month
calendar-week = Week { $number }, { $first } to { $last }
calendar-incidents = { $count ->
    [0] none
    [one] 1 incident
   *[other] { $count } incidents
}
calendar-one = 1 incident, in week { $week }.
calendar-within = { $count } incidents, all in week { $week }.
calendar-most = { $count } incidents in { $weeks } of { $all } weeks; the most, { $most }, in week { $week }.
calendar-at-most = { $count } incidents in { $weeks } of { $all } weeks; at most { $most } in one.
calendar-rule = Weeks begin on Monday and stand in the month of their Thursday.
calendar-elsewhere = { $count ->
    [one] 1 incident is
   *[other] { $count } incidents are
} in week { $week } of { $year }, which has more days there.
glance-title = { $year } at a glance
glance-all = All documents of { $year }
glance-trends = Trends over time
glance-severities = By severity
glance-incidents = Incidents
glance-median = Median time to resolve
glance-duration = Time to resolve
glance-cases = { $count ->
    [one] 1 case
   *[other] { $count } cases
}
glance-range = { $shortest } to { $longest }
glance-cases-range = { $count ->
    [one] 1 case
   *[other] { $count } cases
}, { $shortest } to { $longest }
