# English: the words that all other languages fall back to, and what is given to each of them.

## Numbers, lists, durations

# What stands between groups of three digits: a comma, a dot, an apostrophe, a space or nothing.
number-group = ,

list-comma = {", "}
from-to = { $first } to { $last }
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
date-day-alone = { $day }
date-day-long = { $day } { $month }
date-month = { $month } { $year }
date-month-short = { $month-short } { $year }
date-axis-month = { $month-short }

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

## Counts

documents = { $count ->
    [one] { $count } document
   *[other] { $count } documents
}
documents-none = no documents yet
documents-last = { $count ->
    [one] { $count } document, last { $month }
   *[other] { $count } documents, last { $month }
}
incidents = { $count ->
    [one] { $count } incident
   *[other] { $count } incidents
}
cases = { $count ->
    [one] { $count } case
   *[other] { $count } cases
}
# Nouns behind a number that stands there already.
noun-documents = { $count ->
    [one] document
   *[other] documents
}
noun-incidents = { $count ->
    [one] incident
   *[other] incidents
}
and-more = and { $count } more

## Every page

skip-to-text = Skip to the text
title-of-page = { $title }, page { $page }
nav-main = Main
nav-lists = All lists
nav-breadcrumbs = Breadcrumbs
scheme-label = Colours
scheme-system = By the system
scheme-light = Light
scheme-dark = Dark
scheme-light-more = Light, more contrast
scheme-dark-more = Dark, more contrast
feed-link = { $format } feed
feeds-intro = New ones by feed:
markdown-link = As Markdown
footer-made = Made with Afterword from plain files.
addresses = Where the links lead
nothing-written = Nothing is written here yet.
begin-first = Begin the first document with { $command }.

## Lists of the site

factors = Factors
contributing-factors = Contributing factors
services = Services
action-items = Action items
trends = Trends
years = Years
severities = Severities
tags = Tags
pages = Pages
# The list of a kind. $title is what a kind of your own is called, in the plural.
kinds = { $kind ->
    [postmortem] Postmortems
    [premortem] Premortems
    [near-miss] Near misses
   *[other] { $title }
}
# A kind as it stands beside a title, and in a sentence. $title is what a kind of your own is called.
kind = { $kind ->
    [postmortem] postmortem
    [premortem] premortem
    [near-miss] near-miss
   *[other] { $title }
}
status-in-review = in review
status-draft = draft
# A factor in the middle of a sentence: $title is what it is called, $lower the same with a small first letter.
factor-in-sentence = { $lower }

## A list of documents

documents-title = Documents
documents-empty = No documents yet.
undated = Undated
undated-lead = Nothing tells the day of these documents. A field { $field } in their front matter would.
severity = Severity
# $duration is how long it took.
resolved-after = resolved after { $duration }
pager-pages = Pages of this list
pager-range = { $from } to { $to } of { $total }
pager-back = Back
pager-next = Next
pager-page = Page
kind-none = No { $kind } is written yet.
kind-begin = Begin the first one with { $command }; the template asks the questions.
term-empty = No document belongs here yet.
service-empty = No document is about this service yet. One that lists it under { $field } will stand here.
severity-empty = No document has this severity yet.
services-none = No service is named yet.
services-begin = List the services that were affected under { $field } in the front matter of a document, or all of them under { $table } in { $file }.
severities-none = No severity is named yet.
severities-begin = Say how grave an incident was under { $field } in the front matter of its document, and what the words mean under { $table } in { $file }.
tags-none = No tag is used yet.
tags-begin = Put a few words under { $field } in the front matter of a document to find it again by them.
pages-none = There are no plain pages yet.
pages-begin = Put a Markdown file into the folder { $folder }, such as one that says how you write postmortems.

## Home

# $kinds is what the kind is called, $lower the same in small letters.
home-all-of-kind = All { $lower }
home-all-pages = All { $count } pages
home-begin = Begin the first document with { $command }, or put Markdown files into the folder { $folder }; then build again.
home-featured = Featured
home-latest = Latest
home-recurring = What keeps coming back
home-recurring-none = No contributing factor is named by two incidents yet. Once one is, it is shown here.
home-years = By year
home-trends = Trends over time
home-about = About this place
home-actions = Still to be done
home-all-actions = All { $count } unfinished action items
home-actions-none = No action item is waiting to be finished.

## A document

day-source = { $source ->
    [text] from the text
   *[file-name] from the file name
}
reading-minutes = { $count } min to read
impact = Impact
contents-title = On this page
contents-label = Contents
document-factors = What contributed
document-factor-count = { $count ->
    [one] only here so far
   *[other] in { $count } documents
}
document-related = Like this one
backlinks = What links here
credits = Credits
credits-authors = Written by
neighbours = Before and after
neighbours-earlier = Earlier
neighbours-later = Later
related-foresaw = foresaw it
related-named = named by the author
related-shares = shares { $factors }
related-about = also about { $names }

## An incident

phase = { $phase ->
    [started] Started
    [detected] Detected
    [responded] Responded
    [mitigated] Mitigated
   *[resolved] Resolved
}
time-to = { $phase ->
    [started] Time to start
    [detected] Time to detect
    [responded] Time to respond
    [mitigated] Time to mitigate
   *[resolved] Time to resolve
}
# Where the start is not known: $first is the first phase that is.
phase-to-phase = { $first ->
    [started] Started
    [detected] Detected
    [responded] Responded
    [mitigated] Mitigated
   *[resolved] Resolved
} to { $last ->
    [started] started
    [detected] detected
    [responded] responded
    [mitigated] mitigated
   *[resolved] resolved
}
fact-detected-by = Detected by
detected-by = { $by ->
    [alert] an alert
    [customer] a customer
    [employee] a colleague
    [partner] a partner
   *[other] something else
}
# $who or what noticed, in words, and $by as `detected-by` takes it.
detected-by-page = Detected by { $who }
detected-by-empty = No incident was noticed this way first. One whose front matter says so under { $field } will stand here.
detection-lead = Who or what noticed first. An alert is often sooner than a customer; neither is better than the other.
detection-none = No document says who noticed first yet.
detection-begin = Say it under { $field } in the front matter of a document: alert, customer, employee, partner or other.
about-duration = about { $duration }
day-and-time = { $day }, { $time }
incident-title = How it went
incident-zone = (times in { $zone })
incident-no-start = When it started is not known.
incident-zones = Not all times were written in one zone; the axis is in { $zone } throughout.
incident-early = “{ $phase }” is not shown: its time is before the start.
incident-without-time = { $count ->
    [one] { $count } entry of the timeline without a time of day is not shown.
   *[other] { $count } entries of the timeline without a time of day are not shown.
}
timeline = Timeline
timeline-entries = Entries of the timeline
timeline-hint = Each mark stands for a part of the timeline, and leads to it.

## The text of a document

alert = { $kind ->
    [note] Note
    [tip] Tip
    [important] Important
    [warning] Warning
   *[caution] Caution
}
task-done = done
task-open = to do
footnotes = Footnotes
footnote-back = Back to the text
heading-link = Link to this section
code-label = Code
image-elsewhere = image

## Factors

factors-description = The conditions that helped incidents happen.
factors-lead = No incident has a single cause. These are the conditions that helped ours to happen, each with the documents that name it.
factors-map = Which of them occur together: the factor map
factors-others = Others
factors-none = No factor is named yet.
factors-begin = List a few under { $field } in the front matter of a document, and describe each in a file of the folder { $folder }.
factor-aliases = also called { $names }
factor-undescribed = Nobody has described this factor yet. A file { $file } that says how it shows and what helps against it would stand here.
factor-documents = Where it contributed
factor-unnamed = No document names this factor yet. It is in the catalogue so that the next one can.
history-title = When it contributed
history-marks = Incidents by day
history-hint = Each mark stands for an incident, and leads to it.
history-once = 1 incident, in { $month }.
history-in-one = { $count } incidents, all in { $month }.
history-from-to = { $count } incidents, from { $first } to { $last }.
history-none = No incident names it yet.
history-foreseen = { $count ->
    [one] Foreseen in { $count } premortem.
   *[other] Foreseen in { $count } premortems.
}
history-besides = { $count ->
    [one] { $count } document of another kind is in the list too.
   *[other] { $count } documents of other kinds are in the list too.
}
over-time = Over time
by-month = By month
terms-span = The columns count the documents of each from { $span }, all on one scale.
companions-title = What it comes with
companions-count = { $total ->
    [one] in { $count } of { $total } incident
   *[other] in { $count } of { $total } incidents
}
companions-map = All factors that occur together, as a map
remedies-title = Action items of these incidents
remedies-more = And { $count } more, in the documents below.
remedies-as-of = As of { $day }. When an action item was finished is not known, only by when it was due.
remedies-again = The factor was named again on { $day }.
remedies-all-done = { $count ->
    [one] The one action item is done.
   *[other] All { $count } action items are done.
}
remedies-progress = { $count ->
    [one] { $count } action item: { $parts }.
   *[other] { $count } action items: { $parts }.
}
remedies-done-due = { $count ->
    [one] { $count } of the action items that are done was due by then.
   *[other] { $count } of the action items that are done were due by then.
}
remedies-quiet = No incident from { $first } to { $last } named the factor again.

## The factor map

map = Factor map
map-title = Factors that occur together
map-description = Which contributing factors incidents name together.
map-lead = Factors that incidents name together. The larger a shape, the more incidents name the factor; the thicker a line, the more of them name both.
map-region = The map, which may be wider than the page
map-hint = The map is wider than this screen: move it to the side. The table below says the same.
map-groups = Groups
map-others = all others
map-table = The same as a table
map-caption = Pairs of factors by how many incidents name both
map-with = comes with
map-none = No incident names two factors yet.
map-begin = Once one does, the factors that occur together are drawn here.
# $all is how many pairs there are.
map-reading = { $pairs ->
    [one] { $pairs } pair of { $factors } factors occurs together,
   *[other] { $pairs } pairs of { $factors } factors occur together,
} the commonest in { $most ->
    [one] { $most } incident.
   *[other] { $most } incidents.
}
map-reading-some = Shown are { $pairs } of { $all } pairs, of { $factors } factors: those that occur together most, and for each factor at least one. The commonest is in { $most ->
    [one] { $most } incident.
   *[other] { $most } incidents.
}
map-left-out = { $count ->
    [one] { $count } factor that seldom occurs with others is left out.
   *[other] { $count } factors that seldom occur with others are left out.
}

## Action items

actions-description = What is to change so that the next incident is smaller.
actions-none = No action items yet.
actions-begin = They are read from the section “Action items” of each document: a table with the columns Action, Type, Owner, Due, Ticket and Status, or a check list.
action-group = { $group ->
    [unfinished] Unfinished
    [not-due] Not yet due
    [overdue] Overdue
    [done] Done
   *[dropped] Dropped
}
action-group-count = { $group ->
    [unfinished] { $count } unfinished
    [not-due] { $count } not yet due
    [overdue] { $count } overdue
    [done] { $count } done
   *[dropped] { $count } dropped
}
action-due = due
action-no-due = no due day
action-overdue = overdue
actions-done-of = { $done } of { $count } done
actions-overdue-as-of = { $count ->
    [one] { $count } is overdue as of { $day }.
   *[other] { $count } are overdue as of { $day }.
}
actions-none-overdue = None is overdue as of { $day }.
as-of = As of { $day }.
overdue-title = Action items that are overdue
overdue-since = due { $due }, { $state ->
    [open] open
    [in-progress] in progress
    [done] done
   *[dropped] dropped
}, overdue
action-from = from { $document }
action-state = { $state ->
    [open] open
    [in-progress] in progress
    [done] done
   *[dropped] dropped
}
action-type = { $type ->
    [prevent] prevent
    [detect] detect
    [mitigate] mitigate
    [process] process
    [repair] repair
   *[investigate] investigate
}

## Charts

chart-legend = Legend
chart-table = As a table
chart-count-in = { $count } in { $year }
chart-count-before = { $count } in the years before
chart-earlier = { $count ->
    [one] { $count } from before { $period } is not shown.
   *[other] { $count } from before { $period } are not shown.
}
chart-all = All
chart-cases = Cases
chart-case = An incident
chart-many-cases = Incidents, the darker the more
chart-median = Median
chart-too-few = too few
chart-shortest = Shortest
chart-longest = Longest
chart-range = Shortest to longest
chart-factor = Factor
quarter = Q{ $quarter } { $year }
quarter-short = Q{ $quarter }
duration-years = { $count } y
# A month, a quarter or a year as the head of a column.
unit = { $unit ->
    [month] Month
    [quarter] Quarter
   *[year] Year
}

## A year

glance-title = { $year } at a glance
glance-all = All documents of { $year }
glance-severities = By severity
glance-median = Median time to resolve
week = Week { $week }
week-days = Week { $week }, { $first } to { $last }
calendar-title = { $year } by week
calendar-caption = Incidents of { $year } by week; each column is a month
calendar-rule = Weeks begin on Monday and stand in the month of their Thursday.
calendar-none = none
calendar-one-week = { $count ->
    [one] { $count } incident, in week { $week }.
   *[other] { $count } incidents, all in week { $week }.
}
calendar-fullest = { $count ->
    [one] { $count } incident in { $weeks } of { $all } weeks; the most, { $most }, in week { $week }.
   *[other] { $count } incidents in { $weeks } of { $all } weeks; the most, { $most }, in week { $week }.
}
calendar-at-most = { $count ->
    [one] { $count } incident in { $weeks } of { $all } weeks; at most { $most } in one.
   *[other] { $count } incidents in { $weeks } of { $all } weeks; at most { $most } in one.
}
calendar-elsewhere = { $count ->
    [one] { $count } incident is in week { $week } of { $year }, which has more days there.
   *[other] { $count } incidents are in week { $week } of { $year }, which has more days there.
}
calendar-from = { $count ->
    [one] { $count } incident in week { $week } is one of { $year }.
   *[other] { $count } incidents in week { $week } are of { $year }.
}

## Trends

trends-description = How incidents, and how long they took, change over time.
trends-lead = How often, how long, and what from. A higher number can mean more incidents, or more that were written down.
trends-undated = { $count ->
    [one] { $count } postmortem without a day is not counted.
   *[other] { $count } postmortems without a day are not counted.
}
trends-none = There is nothing to compare yet.
trends-begin = This page fills once postmortems say when their incidents began.
trends-incidents = Incidents
trends-incidents-by = { $unit ->
    [month] Incidents by month
    [quarter] Incidents by quarter
   *[year] Incidents by year
}
trends-incidents-in-year = { $count ->
    [one] { $count } incident in { $year }.
   *[other] { $count } incidents in { $year }.
}
trends-incidents-by-year = { $count ->
    [one] { $count } incident: { $years }.
   *[other] { $count } incidents: { $years }.
}
trends-other-severity = Other or unknown
trends-time = { $phase ->
    [detected] Time to detect
   *[resolved] Time to resolve
} in { $year }: { $value }
trends-median-time = { $phase ->
    [detected] Median time to detect
   *[resolved] Median time to resolve
} in { $year }: { $value }
trends-one-year = { $told }.
trends-year-before = { $told }; in { $year }: { $value }.
trends-median-before = { $told }; median in { $year }: { $value }.
trends-too-few = { $value }, too few to compare
trends-value = { $count ->
    [one] { $value } ({ $count } case)
   *[other] { $value } ({ $count } cases)
}
trends-median-of = { $period }: median { $duration }
trends-without-times = { $count ->
    [one] { $count } incident without both times is not counted.
   *[other] { $count } incidents without both times are not counted.
}
trends-median-from = A median is drawn from { $count } cases on.
trends-detected-by = Noticed first by
trends-detected-by-title = { $by ->
    [alert] An alert
    [customer] A customer
    [employee] A colleague
    [partner] A partner
   *[other] Something else
}
# $who or what noticed, in words, and $by as `detected-by` takes it.
trends-noticed = { $who } noticed { $count } first
# $who or what noticed, in words, and $by as `detected-by` takes it.
trends-noticed-too = { $who } { $count }
trends-noticed-of = { $count ->
    [one] Of { $count } incident, { $parts }.
   *[other] Of { $count } incidents, { $parts }.
}
trends-not-said = { $count ->
    [one] { $count } incident does not say it.
   *[other] { $count } incidents do not say it.
}
trends-overdue-as-of = Overdue as of { $day }.
trends-actions = Action items of incidents by year
trends-actions-of = { $count ->
    [one] { $count } action item of incidents: { $parts }.
   *[other] { $count } action items of incidents: { $parts }.
}
trends-actions-others = { $count ->
    [one] { $count } more is in other documents.
   *[other] { $count } more are in other documents.
}
trends-factors-by = { $unit ->
    [month] The commonest factors by month
    [quarter] The commonest factors by quarter
   *[year] The commonest factors by year
}
trends-factors-most = Named most often: { $factors }.
trends-factor-count = { $count ->
    [one] { $factor } ({ $count } incident)
   *[other] { $factor } ({ $count } incidents)
}

## Search

search = Search
search-all-pages = Search all pages
search-how = How to search
search-description = Search all pages of { $site }, by words, factors, services and time.
search-without-script = The search runs in your browser, and needs JavaScript for it, which is switched off or could not be loaded. These lists lead to every document.
search-nothing = There is nothing to look through yet.
search-list-all = { $list ->
    [factors] All { $count } factors
    [services] All { $count } services
    [years] All { $count } years
    [severities] All { $count } severities
   *[pages] All { $count } pages
}

# A theme without a script has no search, and a page of lists in its place.
find = Find
find-lead = These lists lead to every document.
find-description = All lists of { $site }: factors, services, years and severities.

help-words = Words
help-fields = Fields
help-times = Times
help-forms = both words, in any of their forms: “caches” is found too
help-phrase = these words in this order
help-beginning = words that begin like this
help-without = without a word, or anything else behind the minus
help-or = one of them or both
help-parentheses = parentheses say what belongs together
help-title = a word of the title; phrases and beginnings work there too
help-factor = a contributing factor, by its whole name or by words of it
help-service = a service that was affected
help-severity = a severity
help-detected-by = who or what noticed
help-kind = a kind of document, such as postmortem, factor or page
help-tag = a tag
help-author = who wrote it
help-several = one of several values
help-any = any value at all
help-year = the year; also with > and <, or as a span such as 2024..2026
help-started = when impact began: a year, a month or a day
help-span = a span, with both ends
help-day = the day that a document is listed under
help-duration = how long impact lasted, in s, m, h, d or w
help-between = between two durations
help-control = Ctrl
help-rules = All parts of a query must match. The last word may be unfinished while you type. Press an example to try it. On every page, { $slash } or { $control } opens the search.

## What the script of the search says
## Plural forms are told apart by their names, such as [one], not by numbers.

script-search = { search }
script-search-all-pages = { search-all-pages }
script-how = { search-how }
script-hint = Words, "a phrase", -without
script-close = Close
script-page = Go to the search page
script-comma = { list-comma }
script-or = {" or "}
script-days = { duration-days }
script-hours = { duration-hours }
script-minutes = { duration-minutes }
script-seconds = { duration-seconds }

script-searching = Searching…
script-opening = Opening the search…
script-results = { $count ->
    [one] { $count } result
   *[other] { $count } results
}
script-pages = { $count ->
    [one] { $count } page
   *[other] { $count } pages
}
script-noun-pages = { $count ->
    [one] page
   *[other] pages
}
script-nothing = Nothing found
script-no-answer = No answer
script-all = See all { $results }
script-asked = Searched for: { $query }
script-showing = Showing { $shown } of { $results }
script-first = These are the first { $count }. Another word or a filter leads to the rest.
script-more-results = Show more results
script-results-label = Results
script-order = Sort by
script-order-relevance = Relevance
script-order-newest = Newest first
script-order-oldest = Oldest first

script-in = In: { $section }
script-lasted = resolved after { $duration }
script-chips = Services and factors
script-only-factor = Only factor:
script-only-service = Only service:

script-filters = Filters
script-filters-chosen = Filters ({ $count } chosen)
script-chosen = Chosen filters
script-clear = Clear all
script-remove = Remove
script-more = Show { $count } more
script-fewer = Show fewer
script-factor = Factor
script-service = Service
script-severity = { severity }
script-year = Year
script-detected-by = { fact-detected-by }
script-kind = Kind
script-kind-postmortem = postmortem
script-kind-premortem = premortem
script-kind-near-miss = near miss
script-kind-factor = factor
script-kind-page = page
script-detected_by-alert = alert
script-detected_by-customer = customer
script-detected_by-employee = employee
script-detected_by-partner = partner
script-detected_by-other = other

script-understood = Understood as: { $query }
script-offer = Search for { $word } in place of { $other }
script-no-word = Nothing here has “{ $word }”, nor a word like it.
script-no-word-meant = Nothing here has “{ $word }”. Did you mean { $words }?
script-no-word-instead = Nothing here has “{ $word }”: searched for { $words } instead.
script-or-meant = Or did you mean { $words }?
script-may-help = What may help
script-remove-filters = Remove the filters
script-fewer-words = Search for fewer words: a page must have all of them.
script-other-word = Try another word for it, or the beginning of one with a star, such as { $example }.
script-lists = These lists lead to every document:

script-failed-offline = You are offline, and a part of the search index that this needs was not loaded before.
script-failed-network = A part of the search index could not be loaded.
script-failed-damaged = A part of the search index arrived damaged. It may be whole the next time.
script-failed-version = This site was published anew since you opened the page.
script-failed-unsupported = This browser does not run the search, for it needs WebAssembly. These lists lead to every document.
script-failed-mismatch = The search and its index were published at different times. The site has to be published once more, as a whole.
script-failed-blocked = The host of this site forbids WebAssembly, which the search needs. Whoever runs it can allow it by 'wasm-unsafe-eval' in the script-src of its Content-Security-Policy.
script-failed-file = This page was opened as a file. The search needs a web server.
script-failed-engine = Something went wrong in the search, not in your query.
script-again = Try again
script-reload = Reload the page

## A page that is not there

not-found = Page not found
not-found-text = There is nothing at this address. It may have moved, or the link may have a slip in it.
not-found-begin = Begin again at { $home }, or look through one of the lists:
not-found-home = the home page

## A folder of plain pages

folder-others = Also here
folder-neighbours = Pages beside this one
folder-previous = Previous
folder-next = Next
