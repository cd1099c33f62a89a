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
addresses = Where the links lead

## A page that is not there

not-found-text = There is nothing at this address. It may have moved, or the link may have a slip in it.
not-found-begin = Begin again at { $home }, or look through one of the lists:
not-found-home = the home page

## A folder of plain pages

folder-others = Also here
folder-neighbours = Pages beside this one
folder-previous = Previous
folder-next = Next
