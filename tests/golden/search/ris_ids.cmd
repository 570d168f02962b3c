# given ids, in English
LETA_LANG=en leta search --format ris 'id:reg-2 ELLER id:slutrapport'
