# a near copy stands with the document that it copies; what states another owner is no copy
document() { # id, owner, the word that differs
printf '%s - Bryggan till arbete\n\nDiarienummer:\n%s\nNamn:\nBryggan till arbete\nProjektägare:\n%s\nRegion:\nÖvre Norrland\n\n' "$1" "$1" "$2"
printf 'Sammanfattning av projektet\n\nTjugo snickare från %s visade i två år hur en verkstad kan drivas av dem som ' "$3"
printf 'annars står utan arbete. De lagade båtar, byggde bänkar till torget och satte upp en scen i hamnen. '
printf 'Handledarna kom från tre företag på orten, och varje deltagare fick en egen plan med mål för var vecka. '
printf 'När sommaren var slut hade nio fått anställning, fem börjat en utbildning och två startat eget. '
printf 'Kommunen har därefter tagit över lokalen, och lärlingar från gymnasiet kommer dit varje torsdag. '
printf 'Det svåraste var att få bussarna att passa med arbetstiden, och det löstes först när en förening ställde upp '
printf 'med en egen liten skjuts över fjärden.\n'
}
mkdir docs
document 2017/1 'Granbygdens kommunalförbund' Lidnäs >docs/a.txt
document 2017/2 'Granbygdens kommunalförbund' Rävnäs >docs/b.txt
document 2017/3 'Nordanviks kommun' Lidnäs >docs/c.txt
leta index --db copies docs
leta search --db copies snickare
leta search --db copies --format json snickare | pick total hits.0.id hits.1.id hits.2.id
leta search --db copies --all-copies snickare | grep -c '^ *[0-9]\.'
leta search --db copies -n 1 --offset 1 snickare
leta search --db copies --format jsonl snickare | pick id
leta search --db copies -n 0 --format json snickare | pick total hits.0.id hits.1.id hits.2.id
