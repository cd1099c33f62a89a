# Deutsch

## Zahlen, Aufzählungen, Zeitspannen

number-group = .

list-comma = {", "}
from-to = { $first } bis { $last }
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
date-day-alone = { $day }.
date-day-long = { $day }. { $month }
date-month = { $month } { $year }
date-month-short = { $month-short } { $year }
date-axis-month = { $month-short }

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

## Anzahlen

documents = { $count ->
    [one] { $count } Dokument
   *[other] { $count } Dokumente
}
documents-none = noch keine Dokumente
documents-last = { $count ->
    [one] { $count } Dokument, zuletzt { $month }
   *[other] { $count } Dokumente, zuletzt { $month }
}
incidents = { $count ->
    [one] { $count } Vorfall
   *[other] { $count } Vorfälle
}
cases = { $count ->
    [one] { $count } Fall
   *[other] { $count } Fälle
}
noun-documents = { $count ->
    [one] Dokument
   *[other] Dokumente
}
noun-incidents = { $count ->
    [one] Vorfall
   *[other] Vorfälle
}
and-more = { $count ->
    [one] und { $count } weiterer
   *[other] und { $count } weitere
}

## Jede Seite

skip-to-text = Zum Text springen
title-of-page = { $title }, Seite { $page }
nav-main = Hauptnavigation
nav-lists = Alle Listen
nav-breadcrumbs = Navigationspfad
scheme-label = Farben
scheme-system = Wie das System
scheme-light = Hell
scheme-dark = Dunkel
scheme-light-more = Hell, mehr Kontrast
scheme-dark-more = Dunkel, mehr Kontrast
feed-link = { $format }-Feed
feeds-intro = Neues als Feed:
markdown-link = Als Markdown
footer-made = Mit Afterword aus einfachen Dateien erzeugt.
addresses = Wohin die Links führen
nothing-written = Hier steht noch nichts.
begin-first = { $command } legt das erste Dokument an.

## Listen der Website

factors = Faktoren
contributing-factors = Beitragende Faktoren
services = Dienste
action-items = Maßnahmen
trends = Trends
years = Jahre
severities = Schweregrade
tags = Schlagwörter
pages = Seiten
kinds = { $kind ->
    [postmortem] Postmortems
    [premortem] Premortems
    [near-miss] Beinahe-Vorfälle
   *[other] { $title }
}
kind = { $kind ->
    [postmortem] Postmortem
    [premortem] Premortem
    [near-miss] Beinahe-Vorfall
   *[other] { $title }
}
status-in-review = im Review
status-draft = Entwurf
factor-in-sentence = { $title }

## Eine Liste von Dokumenten

documents-title = Dokumente
documents-empty = Noch keine Dokumente.
undated = Ohne Datum
undated-lead = Nichts verrät den Tag dieser Dokumente. Ein Feld { $field } in ihrem Frontmatter würde es tun.
severity = Schweregrad
resolved-after = Zeit bis zur Behebung: { $duration }
pager-pages = Seiten dieser Liste
pager-range = { $from } bis { $to } von { $total }
pager-back = Zurück
pager-next = Weiter
pager-page = Seite
kind-none = Noch keine Dokumente dieser Art: { $kind }.
kind-begin = { $command } legt das erste an; die Vorlage stellt die Fragen.
term-empty = Noch gehört kein Dokument hierher.
service-empty = Noch kein Dokument handelt von diesem Dienst. Hier steht jedes, das ihn unter { $field } aufführt.
severity-empty = Noch kein Dokument hat diesen Schweregrad.
services-none = Noch ist kein Dienst genannt.
services-begin = Betroffene Dienste stehen unter { $field } im Frontmatter eines Dokuments, oder alle Dienste unter { $table } in { $file }.
severities-none = Noch ist kein Schweregrad genannt.
severities-begin = Wie schwer ein Vorfall war, steht unter { $field } im Frontmatter seines Dokuments, und was die Wörter bedeuten, unter { $table } in { $file }.
tags-none = Noch ist kein Schlagwort vergeben.
tags-begin = Ein paar Wörter unter { $field } im Frontmatter eines Dokuments helfen, es wiederzufinden.
pages-none = Noch gibt es keine einfachen Seiten.
pages-begin = Hier erscheint jede Markdown-Datei aus dem Ordner { $folder }, zum Beispiel eine darüber, wie Postmortems hier geschrieben werden.

## Startseite

home-all-of-kind = Alle { $kinds }
home-all-pages = Alle { $count } Seiten
home-begin = { $command } legt das erste Dokument an; auch Markdown-Dateien im Ordner { $folder } erscheinen hier nach dem nächsten Build.
home-featured = Empfohlen
home-latest = Neueste
home-recurring = Was immer wiederkehrt
home-recurring-none = Noch nennen keine zwei Vorfälle denselben beitragenden Faktor. Sobald es so ist, steht er hier.
home-years = Nach Jahr
home-trends = Trends im Zeitverlauf
home-about = Über diese Website
home-actions = Noch zu tun
home-all-actions = Alle { $count } unerledigten Maßnahmen
home-actions-none = Keine Maßnahme ist mehr unerledigt.

## Ein Dokument

day-source = { $source ->
    [text] aus dem Text
   *[file-name] aus dem Dateinamen
}
reading-minutes = { $count } Min. Lesezeit
impact = Auswirkungen
contents-title = Auf dieser Seite
contents-label = Inhalt
document-factors = Was dazu beitrug
document-factor-count = { $count ->
    [one] bisher nur hier
   *[other] in { $count } Dokumenten
}
document-related = Ähnliche Dokumente
backlinks = Was hierher verweist
credits = Mitwirkende
credits-authors = Verfasst von
neighbours = Davor und danach
neighbours-earlier = Früher
neighbours-later = Später
related-foresaw = sah es voraus
related-named = im Dokument genannt
related-shares = gemeinsam: { $factors }
related-about = ebenfalls zu { $names }

## Ein Vorfall

phase = { $phase ->
    [started] Beginn
    [detected] Erkannt
    [responded] Reaktion
    [mitigated] Entschärft
   *[resolved] Behoben
}
time-to = { $phase ->
    [started] Zeit bis zum Beginn
    [detected] Zeit bis zur Erkennung
    [responded] Zeit bis zur Reaktion
    [mitigated] Zeit bis zur Entschärfung
   *[resolved] Zeit bis zur Behebung
}
phase-to-phase = { $first ->
    [started] Beginn
    [detected] Erkennung
    [responded] Reaktion
    [mitigated] Entschärfung
   *[resolved] Behebung
} bis { $last ->
    [started] Beginn
    [detected] Erkennung
    [responded] Reaktion
    [mitigated] Entschärfung
   *[resolved] Behebung
}
fact-detected-by = Erkannt durch
detected-by = { $by ->
    [alert] ein Alarm
    [customer] Kundschaft
    [employee] Beschäftigte
    [partner] ein Partner
   *[other] etwas anderes
}
detected-by-page = Erkannt durch { $by ->
    [alert] einen Alarm
    [customer] Kundschaft
    [employee] Beschäftigte
    [partner] Partner
   *[other] etwas anderes
}
detected-by-empty = Noch kein Vorfall wurde zuerst so bemerkt. Hier steht jeder, dessen Frontmatter es unter { $field } sagt.
detection-lead = Wer oder was es zuerst bemerkte. Ein Alarm ist oft schneller als die Kundschaft; keines ist besser als das andere.
detection-none = Noch sagt kein Dokument, wer es zuerst bemerkte.
detection-begin = Es steht unter { $field } im Frontmatter eines Dokuments: alert, customer, employee, partner oder other.
about-duration = etwa { $duration }
day-and-time = { $day }, { $time }
incident-title = Wie es verlief
incident-zone = (Uhrzeiten in { $zone })
incident-no-start = Wann es begann, ist nicht bekannt.
incident-zones = Nicht alle Zeiten stehen in derselben Zeitzone; die Achse ist durchgehend in { $zone }.
incident-early = „{ $phase }“ ist nicht dargestellt: Der Zeitpunkt liegt vor dem Beginn.
incident-without-time = { $count ->
    [one] { $count } Eintrag der Zeitleiste ohne Uhrzeit ist nicht dargestellt.
   *[other] { $count } Einträge der Zeitleiste ohne Uhrzeit sind nicht dargestellt.
}
timeline = Zeitleiste
timeline-entries = Einträge der Zeitleiste
timeline-hint = Jede Marke steht für einen Teil der Zeitleiste und führt dorthin.

## Der Text eines Dokuments

alert = { $kind ->
    [note] Hinweis
    [tip] Tipp
    [important] Wichtig
    [warning] Warnung
   *[caution] Vorsicht
}
task-done = erledigt
task-open = zu tun
footnotes = Fußnoten
footnote-back = Zurück zum Text
heading-link = Link zu diesem Abschnitt
code-label = Code
image-elsewhere = Bild

## Faktoren

factors-description = Die Bedingungen, die zu Vorfällen beigetragen haben.
factors-lead = Kein Vorfall hat nur eine Ursache. Dies sind die Bedingungen, die zu unseren beigetragen haben, jede mit den Dokumenten, die sie nennen.
factors-map = Welche von ihnen zusammen auftreten: die Faktorenkarte
factors-others = Weitere
factors-none = Noch ist kein Faktor genannt.
factors-begin = Faktoren stehen unter { $field } im Frontmatter eines Dokuments; eine Datei im Ordner { $folder } beschreibt jeweils einen.
factor-aliases = auch { $names } genannt
factor-undescribed = Dieser Faktor ist noch nicht beschrieben. Hier stünde eine Datei { $file }, die sagt, woran er zu erkennen ist und was dagegen hilft.
factor-documents = Wo er beitrug
factor-unnamed = Noch nennt kein Dokument diesen Faktor. Er steht im Katalog, damit das nächste es kann.
history-title = Wann er beitrug
history-marks = Vorfälle nach Tag
history-hint = Jede Marke steht für einen Vorfall und führt zu ihm.
history-once = 1 Vorfall, im { $month }.
history-in-one = { $count } Vorfälle, alle im { $month }.
history-from-to = { $count } Vorfälle, von { $first } bis { $last }.
history-none = Noch nennt ihn kein Vorfall.
history-foreseen = { $count ->
    [one] In { $count } Premortem vorhergesehen.
   *[other] In { $count } Premortems vorhergesehen.
}
history-besides = { $count ->
    [one] { $count } Dokument anderer Art steht ebenfalls in der Liste.
   *[other] { $count } Dokumente anderer Art stehen ebenfalls in der Liste.
}
over-time = Im Zeitverlauf
by-month = Nach Monat
terms-span = Die Säulen zählen die jeweiligen Dokumente von { $span }, alle im selben Maßstab.
companions-title = Womit er zusammen auftritt
companions-count = { $total ->
    [one] in { $count } von { $total } Vorfall
   *[other] in { $count } von { $total } Vorfällen
}
companions-map = Alle Faktoren, die zusammen auftreten, als Karte
remedies-title = Maßnahmen aus diesen Vorfällen
remedies-more = Und { $count } weitere, in den Dokumenten darunter.
remedies-as-of = Stand: { $day }. Wann eine Maßnahme erledigt wurde, ist nicht bekannt, nur, bis wann sie fällig war.
remedies-again = Am { $day } wurde der Faktor erneut genannt.
remedies-all-done = { $count ->
    [one] Die eine Maßnahme ist erledigt.
   *[other] Alle { $count } Maßnahmen sind erledigt.
}
remedies-progress = { $count ->
    [one] { $count } Maßnahme: { $parts }.
   *[other] { $count } Maßnahmen: { $parts }.
}
remedies-done-due = { $count ->
    [one] { $count } der erledigten Maßnahmen war bis dahin fällig.
   *[other] { $count } der erledigten Maßnahmen waren bis dahin fällig.
}
remedies-quiet = Vom { $first } bis zum { $last } nannte kein Vorfall den Faktor erneut.

## Die Faktorenkarte

map = Faktorenkarte
map-title = Faktoren, die zusammen auftreten
map-description = Welche beitragenden Faktoren Vorfälle gemeinsam nennen.
map-lead = Faktoren, die Vorfälle gemeinsam nennen. Je größer eine Form, desto mehr Vorfälle nennen den Faktor; je dicker eine Linie, desto mehr nennen beide.
map-region = Die Karte, die breiter als die Seite sein kann
map-hint = Die Karte ist breiter als dieser Bildschirm: Sie lässt sich seitlich verschieben. Die Tabelle darunter sagt dasselbe.
map-groups = Gruppen
map-others = alle übrigen
map-table = Dasselbe als Tabelle
map-caption = Paare von Faktoren nach der Zahl der Vorfälle, die beide nennen
map-with = tritt auf mit
map-none = Noch nennt kein Vorfall zwei Faktoren.
map-begin = Sobald es einer tut, sind die Faktoren, die zusammen auftreten, hier gezeichnet.
map-reading = { $pairs ->
    [one] { $pairs } Paar aus { $factors } Faktoren tritt zusammen auf,
   *[other] { $pairs } Paare aus { $factors } Faktoren treten zusammen auf,
} das häufigste in { $most ->
    [one] { $most } Vorfall.
   *[other] { $most } Vorfällen.
}
map-reading-some = Zu sehen sind { $pairs } von { $all } Paaren aus { $factors } Faktoren: die häufigsten, und für jeden Faktor mindestens eines. Das häufigste steht in { $most ->
    [one] { $most } Vorfall.
   *[other] { $most } Vorfällen.
}
map-left-out = { $count ->
    [one] { $count } Faktor, der selten mit anderen auftritt, fehlt.
   *[other] { $count } Faktoren, die selten mit anderen auftreten, fehlen.
}

## Maßnahmen

actions-description = Was sich ändern soll, damit der nächste Vorfall kleiner ausfällt.
actions-none = Noch keine Maßnahmen.
actions-begin = Sie kommen aus dem Abschnitt „Maßnahmen“ jedes Dokuments: aus einer Tabelle mit den Spalten Maßnahme, Typ, Verantwortlich, Fällig, Ticket und Status oder aus einer Checkliste.
action-group = { $group ->
    [unfinished] Unerledigt
    [not-due] Noch nicht fällig
    [overdue] Überfällig
    [done] Erledigt
   *[dropped] Verworfen
}
action-group-count = { $group ->
    [unfinished] { $count } unerledigt
    [not-due] { $count } noch nicht fällig
    [overdue] { $count } überfällig
    [done] { $count } erledigt
   *[dropped] { $count } verworfen
}
action-due = fällig
action-no-due = ohne Termin
action-overdue = überfällig
actions-done-of = { $done } von { $count } erledigt
actions-overdue-as-of = { $count ->
    [one] { $count } ist überfällig, Stand { $day }.
   *[other] { $count } sind überfällig, Stand { $day }.
}
actions-none-overdue = Keine ist überfällig, Stand { $day }.
as-of = Stand: { $day }.
overdue-title = Überfällige Maßnahmen
overdue-since = fällig { $due }, { $state ->
    [open] offen
    [in-progress] in Arbeit
    [done] erledigt
   *[dropped] verworfen
}, überfällig
action-from = aus { $document }
action-state = { $state ->
    [open] offen
    [in-progress] in Arbeit
    [done] erledigt
   *[dropped] verworfen
}
action-type = { $type ->
    [prevent] vorbeugen
    [detect] erkennen
    [mitigate] entschärfen
    [process] Abläufe
    [repair] reparieren
   *[investigate] untersuchen
}

## Diagramme

chart-legend = Legende
chart-table = Als Tabelle
chart-count-in = { $year }: { $count }
chart-count-before = davor: { $count }
chart-earlier = { $count ->
    [one] { $count } von vor { $period } ist nicht dargestellt.
   *[other] { $count } von vor { $period } sind nicht dargestellt.
}
chart-all = Alle
chart-cases = Fälle
chart-case = Ein Vorfall
chart-many-cases = Vorfälle, je dunkler, desto mehr
chart-median = Median
chart-too-few = zu wenige
chart-shortest = Kürzeste
chart-longest = Längste
chart-range = Kürzeste bis längste
chart-factor = Faktor
quarter = Q{ $quarter } { $year }
quarter-short = Q{ $quarter }
duration-years = { $count ->
    [one] { $count } Jahr
   *[other] { $count } Jahre
}
unit = { $unit ->
    [month] Monat
    [quarter] Quartal
   *[year] Jahr
}

## Ein Jahr

glance-title = { $year } auf einen Blick
glance-all = Alle Dokumente von { $year }
glance-severities = Nach Schweregrad
glance-median = Median der Zeit bis zur Behebung
week = KW { $week }
week-days = KW { $week }, { $first } bis { $last }
calendar-title = { $year } nach Kalenderwochen
calendar-caption = Vorfälle von { $year } nach Kalenderwochen; jede Spalte ist ein Monat
calendar-rule = Wochen beginnen am Montag und stehen in dem Monat, in dem ihr Donnerstag liegt.
calendar-none = keine Vorfälle
calendar-one-week = { $count ->
    [one] { $count } Vorfall, in KW { $week }.
   *[other] { $count } Vorfälle, alle in KW { $week }.
}
calendar-fullest = { $count ->
    [one] { $count } Vorfall in { $weeks } von { $all } Wochen; die meisten, { $most }, in KW { $week }.
   *[other] { $count } Vorfälle in { $weeks } von { $all } Wochen; die meisten, { $most }, in KW { $week }.
}
calendar-at-most = { $count ->
    [one] { $count } Vorfall in { $weeks } von { $all } Wochen; höchstens { $most } in einer.
   *[other] { $count } Vorfälle in { $weeks } von { $all } Wochen; höchstens { $most } in einer.
}
calendar-elsewhere = { $count ->
    [one] { $count } Vorfall steht in KW { $week } von { $year }, die dort mehr Tage hat.
   *[other] { $count } Vorfälle stehen in KW { $week } von { $year }, die dort mehr Tage hat.
}
calendar-from = { $count ->
    [one] { $count } Vorfall in KW { $week } gehört zu { $year }.
   *[other] { $count } Vorfälle in KW { $week } gehören zu { $year }.
}

## Trends

trends-description = Wie sich die Zahl und die Dauer von Vorfällen im Lauf der Zeit ändern.
trends-lead = Wie oft, wie lange und wodurch. Eine höhere Zahl kann mehr Vorfälle bedeuten – oder mehr, die aufgeschrieben wurden.
trends-undated = { $count ->
    [one] { $count } Postmortem ohne Datum ist nicht mitgezählt.
   *[other] { $count } Postmortems ohne Datum sind nicht mitgezählt.
}
trends-none = Noch gibt es nichts zu vergleichen.
trends-begin = Diese Seite füllt sich, sobald Postmortems sagen, wann ihre Vorfälle begannen.
trends-incidents = Vorfälle
trends-incidents-by = { $unit ->
    [month] Vorfälle nach Monat
    [quarter] Vorfälle nach Quartal
   *[year] Vorfälle nach Jahr
}
trends-incidents-in-year = { $count ->
    [one] { $count } Vorfall im Jahr { $year }.
   *[other] { $count } Vorfälle im Jahr { $year }.
}
trends-incidents-by-year = { $count ->
    [one] { $count } Vorfall – { $years }.
   *[other] { $count } Vorfälle – { $years }.
}
trends-other-severity = Andere oder unbekannt
trends-time = { $phase ->
    [detected] Zeit bis zur Erkennung
   *[resolved] Zeit bis zur Behebung
} { $year }: { $value }
trends-median-time = { $phase ->
    [detected] Median der Zeit bis zur Erkennung
   *[resolved] Median der Zeit bis zur Behebung
} { $year }: { $value }
trends-one-year = { $told }.
trends-year-before = { $told }; { $year }: { $value }.
trends-median-before = { $told }; Median { $year }: { $value }.
trends-too-few = { $value }, zu wenige für einen Vergleich
trends-value = { $count ->
    [one] { $value } ({ $count } Fall)
   *[other] { $value } ({ $count } Fälle)
}
trends-median-of = { $period }: Median { $duration }
trends-without-times = { $count ->
    [one] { $count } Vorfall, bei dem einer der beiden Zeitpunkte fehlt, ist nicht mitgezählt.
   *[other] { $count } Vorfälle, bei denen einer der beiden Zeitpunkte fehlt, sind nicht mitgezählt.
}
trends-median-from = Ein Median ist ab { $count } Fällen eingezeichnet.
trends-detected-by = Zuerst bemerkt durch
trends-detected-by-title = { $by ->
    [alert] Alarm
    [customer] Kundschaft
    [employee] Beschäftigte
    [partner] Partner
   *[other] Etwas anderes
}
trends-noticed = { $count } durch { $by ->
    [alert] einen Alarm
    [customer] Kundschaft
    [employee] Beschäftigte
    [partner] Partner
   *[other] anderes
}
trends-noticed-too = { $count } durch { $by ->
    [alert] einen Alarm
    [customer] Kundschaft
    [employee] Beschäftigte
    [partner] Partner
   *[other] anderes
}
trends-noticed-of = { $count ->
    [one] { $count } Vorfall, zuerst bemerkt: { $parts }.
   *[other] { $count } Vorfälle, zuerst bemerkt: { $parts }.
}
trends-not-said = { $count ->
    [one] Bei { $count } Vorfall fehlt diese Angabe.
   *[other] Bei { $count } Vorfällen fehlt diese Angabe.
}
trends-overdue-as-of = Überfällig: Stand { $day }.
trends-actions = Maßnahmen aus Vorfällen nach Jahr
trends-actions-of = { $count ->
    [one] { $count } Maßnahme aus Vorfällen: { $parts }.
   *[other] { $count } Maßnahmen aus Vorfällen: { $parts }.
}
trends-actions-others = { $count ->
    [one] { $count } weitere steht in anderen Dokumenten.
   *[other] { $count } weitere stehen in anderen Dokumenten.
}
trends-factors-by = { $unit ->
    [month] Die häufigsten Faktoren nach Monat
    [quarter] Die häufigsten Faktoren nach Quartal
   *[year] Die häufigsten Faktoren nach Jahr
}
trends-factors-most = Am häufigsten genannt: { $factors }.
trends-factor-count = { $count ->
    [one] { $factor } ({ $count } Vorfall)
   *[other] { $factor } ({ $count } Vorfälle)
}

## Suche

search = Suche
search-all-pages = Alle Seiten durchsuchen
search-how = Wie man sucht
search-description = Alle Seiten von { $site } durchsuchen: nach Wörtern, Faktoren, Diensten und Zeiten.
search-without-script = Die Suche läuft im Browser und braucht dafür JavaScript, das ausgeschaltet ist oder nicht geladen werden konnte. Diese Listen führen zu jedem Dokument.
search-nothing = Hier gibt es noch nichts durchzusehen.
search-list-all = { $list ->
    [factors] Alle { $count } Faktoren
    [services] Alle { $count } Dienste
    [years] Alle { $count } Jahre
    [severities] Alle { $count } Schweregrade
   *[pages] Alle { $count } Seiten
}

find = Finden
find-lead = Diese Listen führen zu jedem Dokument.
find-description = Alle Listen von { $site }: Faktoren, Dienste, Jahre und Schweregrade.

help-words = Wörter
help-fields = Felder
help-times = Zeiten
help-forms = beide Wörter, in jeder ihrer Formen: auch „caches“
help-phrase = diese Wörter in dieser Reihenfolge
help-beginning = Wörter, die so beginnen
help-without = ohne ein Wort oder was sonst hinter dem Minus steht
help-or = eines von beiden oder beide
help-parentheses = Klammern sagen, was zusammengehört
help-title = ein Wort des Titels; auch Wortgruppen und Wortanfänge
help-factor = ein beitragender Faktor, mit ganzem Namen oder Wörtern daraus
help-service = ein betroffener Dienst
help-severity = ein Schweregrad
help-detected-by = wer oder was es bemerkte
help-kind = eine Art von Dokument wie postmortem, factor oder page
help-tag = ein Schlagwort
help-author = wer es verfasst hat
help-several = einer von mehreren Werten
help-any = irgendein Wert
help-year = das Jahr; auch mit > und < oder als Zeitraum wie 2024..2026
help-started = wann die Auswirkungen begannen: ein Jahr, ein Monat oder ein Tag
help-span = ein Zeitraum mit beiden Enden
help-day = der Tag, unter dem ein Dokument aufgeführt ist
help-duration = wie lange die Auswirkungen dauerten, in s, m, h, d oder w
help-between = zwischen zwei Zeitspannen
help-control = Strg
help-rules = Alle Teile einer Suchanfrage müssen zutreffen. Während der Eingabe darf das letzte Wort unvollständig sein. Ein Klick auf ein Beispiel probiert es aus. Auf jeder Seite öffnet { $slash } oder { $control } die Suche.

## Was das Skript der Suche sagt

script-search = { search }
script-search-all-pages = { search-all-pages }
script-how = { search-how }
script-hint = Wörter, "eine Wortgruppe", -ohne
script-close = Schließen
script-page = Zur Suchseite
script-comma = { list-comma }
script-or = {" oder "}
script-days = { duration-days }
script-hours = { duration-hours }
script-minutes = { duration-minutes }
script-seconds = { duration-seconds }

script-searching = Suche läuft …
script-opening = Suche wird geöffnet …
script-results = { $count ->
    [one] { $count } Treffer
   *[other] { $count } Treffer
}
script-pages = { $count ->
    [one] { $count } Seite
   *[other] { $count } Seiten
}
script-noun-pages = { $count ->
    [one] Seite
   *[other] Seiten
}
script-nothing = Nichts gefunden
script-no-answer = Keine Antwort
script-all = Alles anzeigen: { $results }
script-asked = Gesucht: { $query }
script-showing = { $shown } gezeigt, insgesamt { $results }
script-first = Dies sind die ersten { $count }. Ein weiteres Wort oder ein Filter führt zu den übrigen.
script-more-results = Mehr Treffer anzeigen
script-results-label = Treffer
script-order = Sortieren nach
script-order-relevance = Relevanz
script-order-newest = Neueste zuerst
script-order-oldest = Älteste zuerst

script-in = In: { $section }
script-lasted = Zeit bis zur Behebung: { $duration }
script-chips = Dienste und Faktoren
script-only-factor = Nur Faktor:
script-only-service = Nur Dienst:

script-filters = Filter
script-filters-chosen = Filter ({ $count } ausgewählt)
script-chosen = Ausgewählte Filter
script-clear = Alle entfernen
script-remove = Entfernen:
script-more = { $count } weitere anzeigen
script-fewer = Weniger anzeigen
script-factor = Faktor
script-service = Dienst
script-severity = { severity }
script-year = Jahr
script-detected-by = { fact-detected-by }
script-kind = Art
script-kind-postmortem = Postmortem
script-kind-premortem = Premortem
script-kind-near-miss = Beinahe-Vorfall
script-kind-factor = Faktor
script-kind-page = Seite
script-detected_by-alert = Alarm
script-detected_by-customer = Kundschaft
script-detected_by-employee = Beschäftigte
script-detected_by-partner = Partner
script-detected_by-other = etwas anderes

script-understood = Verstanden als: { $query }
script-offer = { $word } statt { $other } suchen
script-no-word = „{ $word }“ kommt hier nicht vor, auch kein ähnliches Wort.
script-no-word-meant = „{ $word }“ kommt hier nicht vor. Vielleicht { $words }?
script-no-word-instead = „{ $word }“ kommt hier nicht vor; gesucht wurde stattdessen { $words }.
script-or-meant = Oder vielleicht { $words }?
script-may-help = Was helfen kann
script-remove-filters = Filter entfernen
script-fewer-words = Nach weniger Wörtern suchen: Eine Seite muss alle enthalten.
script-other-word = Ein anderes Wort probieren oder den Anfang eines Wortes mit Stern, zum Beispiel { $example }.
script-lists = Diese Listen führen zu jedem Dokument:

script-failed-offline = Keine Verbindung, und ein Teil des Suchindexes, der hierfür nötig ist, wurde zuvor nicht geladen.
script-failed-network = Ein Teil des Suchindexes konnte nicht geladen werden.
script-failed-damaged = Ein Teil des Suchindexes kam beschädigt an. Beim nächsten Mal ist er vielleicht vollständig.
script-failed-version = Diese Website wurde neu veröffentlicht, seit die Seite geöffnet wurde.
script-failed-unsupported = In diesem Browser läuft die Suche nicht, denn sie braucht WebAssembly. Diese Listen führen zu jedem Dokument.
script-failed-mismatch = Die Suche und ihr Index wurden zu verschiedenen Zeiten veröffentlicht. Die Website muss noch einmal als Ganzes veröffentlicht werden.
script-failed-blocked = Der Host dieser Website verbietet WebAssembly, das die Suche braucht. Wer sie betreibt, kann es mit 'wasm-unsafe-eval' in script-src der Content-Security-Policy erlauben.
script-failed-file = Diese Seite wurde als Datei geöffnet. Die Suche braucht einen Webserver.
script-failed-engine = In der Suche ist etwas schiefgegangen, nicht in der Suchanfrage.
script-again = Noch einmal versuchen
script-reload = Seite neu laden

## Eine Seite, die es nicht gibt

not-found = Seite nicht gefunden
not-found-text = Unter dieser Adresse gibt es nichts. Vielleicht ist die Seite umgezogen, oder im Link steckt ein Tippfehler.
not-found-begin = Weiter geht es auf { $home } oder in einer der Listen:
not-found-home = der Startseite

## Ein Ordner mit Seiten

folder-others = Auch hier
folder-neighbours = Seiten neben dieser
folder-previous = Vorige
folder-next = Nächste
