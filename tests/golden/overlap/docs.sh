# An index of three notes: two share a paragraph, one repeats a paragraph inside itself, and one is a near copy.
mkdir notes
shared='Brygghuset vid ån öppnades för byns ungdomar i april, och redan under första sommaren lagade fjorton av dem sina egna båtar där.'
cat > notes/brygghuset.txt <<END
Brygghuset

Sammanfattning

$shared

Resultat

Verkstaden sköts av tre pensionerade båtbyggare som turas om att hålla öppet två kvällar i veckan hela året.
END
cat > notes/sjoboden.txt <<END
Sjöboden

Bakgrund

$shared

Planen för vintern är att tre lag ska tjära, drevad och måla var sin eka innan isen går upp igen.

Lärdomar

Planen för vintern är, som sagt, att tre lag ska tjära, drevad och måla var sin eka innan isen går upp igen.
END
cat > notes/kvarnen.txt <<END
Kvarnen

Bakgrund

Kvarnstenen höggs om av en mästare från grannsocknen, som lärde upp två elever medan arbetet pågick under hösten.
END
leta index --db index notes >/dev/null
export LETA_DB=$PWD/index
