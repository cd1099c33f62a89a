# Deutsch

## Zahlen, Aufzählungen, Zeitspannen

number-group = .

list-comma = {", "}
list-and = { $first } und { $last }

duration-days = { $count ->
    [one] { $count } Tag
   *[other] { $count } Tage
}
duration-hours = { $count } Std.
duration-minutes = { $count } Min.
duration-seconds = { $count } Sek.

## Datum

date-long = { $day }. { $month } { $year }
date-short = { $day }. { $month-short } { $year }
date-day = { $day }. { $month-short }
date-month = { $month } { $year }
date-month-short = { $month-short } { $year }

month = { $number ->
    [1] Januar
    [2] Februar
    [3] März
    [4] April
    [5] Mai
    [6] Juni
    [7] Juli
    [8] August
    [9] September
    [10] Oktober
    [11] November
   *[12] Dezember
}
month-short = { $number ->
    [1] Jan.
    [2] Feb.
    [3] März
    [4] Apr.
    [5] Mai
    [6] Juni
    [7] Juli
    [8] Aug.
    [9] Sept.
    [10] Okt.
    [11] Nov.
   *[12] Dez.
}
weekday = { $number ->
    [1] Montag
    [2] Dienstag
    [3] Mittwoch
    [4] Donnerstag
    [5] Freitag
    [6] Samstag
   *[7] Sonntag
}
weekday-short = { $number ->
    [1] Mo
    [2] Di
    [3] Mi
    [4] Do
    [5] Fr
    [6] Sa
   *[7] So
}

## Jede Seite

skip-to-text = Zum Text springen
addresses = Wohin die Links führen

## Eine Seite, die es nicht gibt

not-found-text = Unter dieser Adresse gibt es nichts. Vielleicht ist die Seite umgezogen, oder im Link steckt ein Tippfehler.
not-found-begin = Neuer Anfang: { $home } oder eine der Listen:
not-found-home = die Startseite

## Ein Ordner mit Seiten

folder-others = Auch hier
folder-neighbours = Seiten neben dieser
folder-previous = Vorige
folder-next = Nächste
