mkdir own; cat > own/rapport.txt <<'END'
Torget

Bakgrund

Torget stod tomt. Minst 75 deltagare ska komma.

Framgångsfaktorer

En värd som känner alla.

Tid att vänta.

Hinder för samverkan

Hinder: ingen ägde frågan.

Lärdomar

Börja med de boende.
END
leta index --db index own; leta lessons --db index; leta lessons --db index --format csv --kind hinder --kind success
