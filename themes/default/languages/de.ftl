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

## Eine Seite, die es nicht gibt

not-found-text = Unter dieser Adresse gibt es nichts. Vielleicht ist die Seite umgezogen, oder im Link steckt ein Tippfehler.
not-found-begin = Neuer Anfang: { $home } oder eine der Listen:
not-found-home = die Startseite

## Ein Ordner mit Seiten

folder-others = Auch hier
folder-neighbours = Seiten neben dieser
folder-previous = Vorige
folder-next = Nächste

## Dokumente im Lauf der Zeit

history-factor = Wann er beitrug
history-term = Im Lauf der Zeit
history-months = Nach Monaten
history-once = Einmal, im { $month }.
history-within = { $count }-mal, immer im { $month }.
history-span = { $count }-mal, von { $first } bis { $last }.
history-marks = Dokumente nach Tagen
history-more = und { $count } weitere
history-hint = Jede Marke ist ein Dokument: Zeigen Sie darauf, um den Titel zu lesen.
terms-columns = Die Säulen zählen die Dokumente von { $first } bis { $last }, alle im selben Maßstab.
detection-lead = Wer oder was es zuerst bemerkt hat. Ein Alarm ist oft schneller als ein Kunde; besser ist keiner von beiden.
detection-empty = Noch sagt kein Dokument, wer es zuerst bemerkt hat.
detection-empty-help = Das steht unter { $field } im Vorspann eines Dokuments: { $words }.
detection-none = So wurde noch kein Vorfall zuerst bemerkt. Einer, dessen Vorspann es unter { $field } sagt, wird hier stehen.

## Welche Faktoren zusammen auftreten

companions-title = Womit er auftritt
companions-count = in { $count } von { $all }
companions-map = Alle Faktoren, die zusammen auftreten, als Karte
map-title = Karte der Faktoren
map-description = Welche Faktoren von Dokumenten gemeinsam genannt werden.
map-lead = Faktoren, die Dokumente gemeinsam nennen. Je größer eine Form, desto mehr Dokumente nennen den Faktor; je dicker eine Linie, desto mehr nennen beide.
map-link = Welche zusammen auftreten: die Karte der Faktoren
map-frame = Die Karte, die breiter sein kann als die Seite
map-groups = Gruppen
map-others = alle anderen
map-picture = Faktoren, die zusammen auftreten
map-all = { $count ->
    [one] 1 Paar von { $factors } Faktoren tritt
   *[other] { $count } Paare von { $factors } Faktoren treten
} gemeinsam auf, das häufigste in { $most ->
    [one] 1 Dokument
   *[other] { $most } Dokumenten
}.
map-shown = Gezeigt sind { $count } von { $all } Paaren, von { $factors } Faktoren: die häufigsten, und für jeden Faktor mindestens eines. Das häufigste steht in { $most ->
    [one] 1 Dokument
   *[other] { $most } Dokumenten
}.
map-left-out = { $count ->
    [one] 1 Faktor, der selten mit anderen auftritt, ist nicht dabei.
   *[other] { $count } Faktoren, die selten mit anderen auftreten, sind nicht dabei.
}
map-factor = { $factor }: { $count ->
    [one] 1 Dokument
   *[other] { $count } Dokumente
}
map-factor-of-group = { $factor }: { $count ->
    [one] 1 Dokument
   *[other] { $count } Dokumente
}, { $group }
map-pair = { $first } und { $second }: { $count }
map-table = Dasselbe als Tabelle
map-caption = Paare von Faktoren danach, wie viele Dokumente beide nennen
map-first = Faktor
map-second = tritt auf mit
map-count = Dokumente
map-empty = Noch nennt kein Dokument zwei Faktoren.
map-empty-help = Sobald eines das tut, werden die Faktoren hier gezeichnet, die zusammen auftreten.

## Was zu tun war

overdue = überfällig
overdue-as-of = { $count ->
    [0] Keine ist am { $day } überfällig.
    [one] 1 ist am { $day } überfällig.
   *[other] { $count } sind am { $day } überfällig.
}
overdue-title = Überfällige Maßnahmen
overdue-known = Stand: { $day }.
overdue-due = fällig { $day }, { $state }, überfällig
actions-title = Maßnahmen
actions-done = { $done } von { $count } erledigt
actions-overdue = { $count } überfällig
remedies-title = Was dagegen zu tun war
remedies-progress = { $count ->
    [one] 1 Maßnahme
   *[other] { $count } Maßnahmen
}: { $parts }.
remedies-done = { $count } erledigt
remedies-unfinished = { $count } unerledigt
remedies-dropped = { $count } verworfen
remedies-again = Erneut genannt am { $day }.
remedies-one-open = Die eine Maßnahme des Dokuments davor ist noch nicht erledigt.
remedies-one-done = Die eine Maßnahme des Dokuments davor ist erledigt.
remedies-one-due = Die eine Maßnahme des Dokuments davor ist erledigt und war bis dahin fällig.
remedies-none-done = Von den { $count } Maßnahmen der Dokumente davor ist noch keine erledigt.
remedies-some-done = Von den { $count } Maßnahmen der Dokumente davor { $done ->
    [one] ist 1
   *[other] sind { $done }
} erledigt.
remedies-all-due = Von den { $count } Maßnahmen der Dokumente davor { $done ->
    [one] ist 1 erledigt und war
   *[other] sind { $done } erledigt und waren
} bis dahin fällig.
remedies-some-due = Von den { $count } Maßnahmen der Dokumente davor sind { $done } erledigt; { $due ->
    [one] 1 davon war
   *[other] { $due } davon waren
} bis dahin fällig.
remedies-quiet = Keine ist mehr zu tun, und vom { $first } bis zum { $last } hat ihn kein Dokument erneut genannt.
remedies-more = Und { $count } weitere, in den Dokumenten unten.
remedies-known = Stand: { $day }. Wann eine Maßnahme erledigt wurde, ist nicht bekannt, nur, bis wann sie fällig war.

## Ein Jahr

calendar-title = { $year } nach Wochen
calendar-caption = Vorfälle des Jahres { $year } nach Wochen; jede Spalte ist ein Monat
calendar-week = Woche { $number }, { $first } bis { $last }
calendar-incidents = { $count ->
    [0] keiner
    [one] 1 Vorfall
   *[other] { $count } Vorfälle
}
calendar-one = 1 Vorfall, in Woche { $week }.
calendar-within = { $count } Vorfälle, alle in Woche { $week }.
calendar-most = { $count } Vorfälle in { $weeks } von { $all } Wochen; die meisten, { $most }, in Woche { $week }.
calendar-at-most = { $count } Vorfälle in { $weeks } von { $all } Wochen; höchstens { $most } in einer.
calendar-rule = Wochen beginnen am Montag und stehen im Monat ihres Donnerstags.
calendar-elsewhere = { $count ->
    [one] 1 Vorfall liegt
   *[other] { $count } Vorfälle liegen
} in Woche { $week } von { $year }, die dort mehr Tage hat.
glance-title = { $year } im Überblick
glance-all = Alle Dokumente von { $year }
glance-trends = Entwicklung im Lauf der Zeit
glance-severities = Nach Schweregrad
glance-incidents = Vorfälle
glance-median = Zeit bis zur Lösung im Median
glance-duration = Zeit bis zur Lösung
glance-cases = { $count ->
    [one] 1 Fall
   *[other] { $count } Fälle
}
glance-range = { $shortest } bis { $longest }
glance-cases-range = { $count ->
    [one] 1 Fall
   *[other] { $count } Fälle
}, { $shortest } bis { $longest }
