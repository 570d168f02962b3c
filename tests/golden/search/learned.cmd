# "ekvadel" is no word of Swedish: four documents teach what "Ekvadelpengar" and "Ekvadelchefen" are put together from
mkdir docs
printf 'Ansökan till Ekvadel\n\nNämnden söker bidrag från Ekvadel för en ny brygga.\n' >docs/a.txt
printf 'Bryggan i hamnen\n\nEkvadel gav ett bidrag, och bryggan blev klar före sommaren. Ovinämnden tackade.\n' >docs/b.txt
printf 'Vad Ekvadel är\n\nHär berättas om Ekvadel och dess bidrag till bygden.\n' >docs/c.txt
printf 'Scenen på torget\n\nFöreningen byggde scenen för ekvadelpengar. Utan ekvadelpengarna hade torget stått tomt.\n' >docs/d.txt
printf 'Torget i augusti\n\nDär möttes en OVI-nämnd, senare kallad ovinämnden, och åt våfflor med sylt.\n' >docs/e.txt
leta index --db index docs
tail -n +2 index/current/compounds
leta search --db index ekvadel torget
leta search --db index --format json ekvadel torget | pick total hits.0.id hits.0.snippets.0.marks understood.expansions
leta search --db index --format json '=ekvadel' | pick total
leta search --db index --format json ekvadel INTE scenen | pick total
leta search --db index --format jsonl förled:ekvadel | pick id
leta search --db index --format json efterled:ekvadel | pick total
leta search --db index --format jsonl nämnd | pick id
leta search --db index --format json ekvadelpeng | pick hits.0.id understood.expansions
leta kwic --db index ekvadel torget
leta kwic --db index nämnd
leta explain --db index ekvadel
leta explain --db index --doc d ekvadel | tail -n 6
# what is added later is found, too; what was learned stays
printf 'Scenen igen\n\nI år räckte ekvadelpengarna till en ny ridå.\n' >docs/f.txt
leta index --db index docs
leta search --db index --format jsonl förled:ekvadel | pick id
leta check --db index
printf 'x' >>index/current/compounds
leta check --db index
printf 'leta compounds 1\nx\n' >index/current/compounds
leta search --db index ekvadel
