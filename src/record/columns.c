/*
 * columns.c: the table of columns.
 *
 * How a column's cells are read:
 *   TEXT      as it is
 *   LIST      split at commas, semicolons, bars and line ends: places
 *   ACTORS    split at semicolons, bars and line ends: names of organisations hold commas
 *   MONEY, DATE, PERIOD, NUMBER, RATE   parsed; a cell that does not parse is flagged
 *   SECTION   a section of text, under the column's heading when it has one
 */
#include "record/columns.h"

#include "base/error.h"
#include "base/utf8.h"
#include "record/outline.h"
#include "record/prose.h"
#include "record/value.h"
#include "record/word.h"
#include "schema/gazetteer.h"

#define NAME_MAX_BYTES 80
#define NAMES_MAX 1000 /* that are remembered */
#define BAD_VALUE_MAX 60 /* bytes of a value in a flag */

enum kind {
	KIND_ID,
	KIND_TYPE,
	KIND_TEXT,
	KIND_LIST,
	KIND_ACTORS,
	KIND_COUNTY,
	KIND_AREA,
	KIND_MONEY,
	KIND_DATE,
	KIND_PERIOD,
	KIND_NUMBER,
	KIND_RATE,
	KIND_AUTHORS,
	KIND_SECTION
};

struct column {
	const char *names; /* separated by "|"; small letters, blanks */
	enum kind kind;
	enum leta_field_id field;
	const char *heading;
};

/* clang-format off */
static const struct column columns[] = {
	{ "id|leta id|projekt id|projektid|project id|document id|ärende id|ärendeid", KIND_ID, LETA_FIELD_ID, NULL },
	{ "dnr|diarienummer|diarienr|projektnummer|project number|reference|reference number|ref|beteckning",
	  KIND_TEXT, LETA_FIELD_DNR, NULL },
	{ "kind|typ|type|dokumenttyp|document type|doctype", KIND_TYPE, LETA_FIELD_DOCTYPE, NULL },
	{ "title|titel|namn|name|projektnamn|projekttitel|projektets namn|project name|project title|operation name|"
	  "benämning", KIND_TEXT, LETA_FIELD_TITLE, NULL },
	{ "owner|ägare|projektägare|stödmottagare|stödmottagarens namn|sökande|sökandes namn|organisation|organization|"
	  "beneficiary|beneficiary name|lead partner|lead beneficiary|koordinator|coordinator|mottagare",
	  KIND_TEXT, LETA_FIELD_OWNER, NULL },
	{ "owner unit|enhet|organ|avdelning|department", KIND_TEXT, LETA_FIELD_OWNER_UNIT, NULL },
	{ "orgnr|organisationsnummer|organisationsnr|owner orgno|projektägare organisationsnummer|organisation number",
	  KIND_TEXT, LETA_FIELD_OWNER_ORGNO, NULL },
	{ "contact|kontakt|kontaktperson|projektledare|contact person|contact name", KIND_TEXT,
	  LETA_FIELD_CONTACT, NULL },
	{ "authors|author|författare|upphovsman", KIND_AUTHORS, LETA_FIELD_CONTACT, NULL },
	{ "email|e post|epost|mail|contact email", KIND_TEXT, LETA_FIELD_CONTACT_EMAIL, NULL },
	{ "phone|telefon|telefonnummer|contact phone", KIND_TEXT, LETA_FIELD_CONTACT_PHONE, NULL },
	{ "fund|fond|berörd fond", KIND_TEXT, LETA_FIELD_FUND, NULL },
	{ "programme period|programperiod|period", KIND_PERIOD, LETA_FIELD_PROGRAMME, NULL },
	{ "programme|program|programme area|programområde|area|programme area name", KIND_AREA, LETA_FIELD_AREA, NULL },
	{ "programme area no|programområde nr", KIND_TEXT, LETA_FIELD_AREA_NO, NULL },
	{ "priority|insatsområde|prioritering|priority axis", KIND_TEXT, LETA_FIELD_PRIORITY, NULL },
	{ "theme|tema|tematiskt mål|thematic objective|specific objective|specifikt mål|objective|"
	  "investeringsprioritering", KIND_TEXT, LETA_FIELD_OBJECTIVE, NULL },
	{ "intervention|interventionstyp|intervention field|category of intervention", KIND_TEXT,
	  LETA_FIELD_INTERVENTION, NULL },
	{ "call|utlysning|utlysningsnummer", KIND_TEXT, LETA_FIELD_CALL, NULL },
	{ "phase|fas|projektfas|projekttyp", KIND_TEXT, LETA_FIELD_PHASE, NULL },
	{ "grant sek|grant|stöd|beviljat stöd|beviljat esf stöd|beviljat eu stöd|beviljat belopp|eu stöd|eu stöd kr|"
	  "eu grant|eu funding|beslutat stöd|beslutat eu stöd|bidrag", KIND_MONEY, LETA_FIELD_GRANT, NULL },
	{ "budget sek|budget|total budget|totalbudget|total projektbudget|projektbudget|total kostnad|totalkostnad|"
	  "total cost|total eligible expenditure|total finansiering", KIND_MONEY, LETA_FIELD_BUDGET, NULL },
	{ "utlyst belopp|call amount sek", KIND_MONEY, LETA_FIELD_CALL_AMOUNT, NULL },
	{ "start|startdatum|start date|projektstart|från|operation start date|period start", KIND_DATE,
	  LETA_FIELD_START, NULL },
	{ "end|slut|slutdatum|end date|projektslut|till|operation end date|period end", KIND_DATE, LETA_FIELD_END,
	  NULL },
	{ "projektperiod|projekttid|project period", KIND_PERIOD, LETA_FIELD_START, NULL },
	{ "date|datum|document date|publicerad|published", KIND_DATE, LETA_FIELD_DOCUMENT_DATE, NULL },
	{ "decision date|beslutsdatum", KIND_TEXT, LETA_FIELD_DECISION_DATE, NULL },
	{ "county|län|counties", KIND_COUNTY, LETA_FIELD_COUNTY, NULL },
	{ "municipality|municipalities|kommun|kommuner", KIND_LIST, LETA_FIELD_MUNICIPALITY, NULL },
	{ "district|districts|stadsdel|stadsdelar", KIND_LIST, LETA_FIELD_DISTRICT, NULL },
	{ "region|programregion|region name", KIND_TEXT, LETA_FIELD_REGION, NULL },
	{ "nuts2|nuts 2|nuts 2 kod|region nuts2", KIND_TEXT, LETA_FIELD_NUTS2, NULL },
	{ "postcode|postnummer|postnr|stödmottagare postnr", KIND_TEXT, LETA_FIELD_POSTCODE, NULL },
	{ "town|ort|postort|stödmottagare ort", KIND_TEXT, LETA_FIELD_TOWN, NULL },
	{ "partners|partner|samarbetspartner|samarbetspartners|samverkansparter|deltagande aktörer", KIND_ACTORS,
	  LETA_FIELD_PARTNER, NULL },
	{ "cofinanciers|cofinancier|medfinansiär|medfinansiärer", KIND_ACTORS, LETA_FIELD_COFINANCIER, NULL },
	{ "participants|deltagare|antal deltagare|planerat antal deltagare", KIND_NUMBER, LETA_FIELD_PARTICIPANTS,
	  NULL },
	{ "eu rate|stödandel eu|unionens medfinansieringsgrad|co financing rate|union co financing rate", KIND_RATE,
	  LETA_FIELD_EU_RATE, NULL },
	{ "url|source|källa|länk|link|webbadress|source url known", KIND_TEXT, LETA_FIELD_SOURCE_URL, NULL },
	{ "version", KIND_TEXT, LETA_FIELD_VERSION, NULL },
	{ "topics|ämnen", KIND_LIST, LETA_FIELD_TOPIC, NULL },
	{ "text|fulltext|full text|innehåll|content|body|brödtext", KIND_SECTION, LETA_FIELD_COUNT, NULL },
	{ "summary|sammanfattning|beskrivning|description|abstract|projektbeskrivning|operation summary|"
	  "sammanfattande beskrivning|projektsammanfattning", KIND_SECTION, LETA_FIELD_COUNT, "Sammanfattning" },
	{ "background|bakgrund", KIND_SECTION, LETA_FIELD_COUNT, "Bakgrund" },
	{ "purpose|syfte|aim", KIND_SECTION, LETA_FIELD_COUNT, "Syfte" },
	{ "goals|mål|målsättning|förväntade resultat|expected results", KIND_SECTION, LETA_FIELD_COUNT, "Målsättning" },
	{ "results|resultat|result", KIND_SECTION, LETA_FIELD_COUNT, "Resultat" },
	{ "lessons|lärdomar|erfarenheter", KIND_SECTION, LETA_FIELD_COUNT, "Lärdomar" },
	{ "target group|målgrupp", KIND_SECTION, LETA_FIELD_COUNT, "Målgrupp" },
	{ "activities|aktiviteter", KIND_SECTION, LETA_FIELD_COUNT, "Aktiviteter" },
	{ "proposals|förslag", KIND_SECTION, LETA_FIELD_COUNT, "Förslag" },
};
/* clang-format on */

#define N_COLUMNS (sizeof(columns) / sizeof(columns[0]))

bool leta_column_info(size_t i, struct leta_column_info *out)
{
	if (i >= N_COLUMNS)
		return false;
	*out = (struct leta_column_info){ columns[i].names, columns[i].field, columns[i].heading };
	return true;
}

/* A name as the table writes it; false when it is too long to be there. */
static bool fold_name(struct str name, char out[NAME_MAX_BYTES + 4], size_t *len)
{
	size_t n = 0, bracket = str_find(name, STR("("), 0);
	name = str_trim(bracket == (size_t)-1 || bracket == 0 ? name : str_sub(name, 0, bracket));
	if (name.len > NAME_MAX_BYTES)
		return false;
	for (size_t pos = 0; pos < name.len && n <= NAME_MAX_BYTES;) {
		uint32_t cp = utf8_lower(utf8_next(name, &pos));
		if (utf8_is_space(cp) || cp == '_' || cp == '-' || cp == '.')
			cp = ' ';
		if (cp == ':' || (cp == ' ' && n > 0 && out[n - 1] == ' '))
			continue;
		n += utf8_put(out + n, cp);
	}
	*len = n;
	return n <= NAME_MAX_BYTES;
}

const struct column *columns_find(struct str name)
{
	char folded[NAME_MAX_BYTES + 4];
	size_t len;
	if (!fold_name(name, folded, &len))
		return NULL;
	for (size_t i = 0; i < N_COLUMNS; i++) {
		struct str names = str_from(columns[i].names), one;
		while (str_cut(&names, '|', &one))
			if (str_eq(one, (struct str){folded, len}))
				return &columns[i];
	}
	return NULL;
}

const struct column *columns_find_again(struct map *names, struct str name)
{
	uint32_t met = map_find(names, name);
	if (met != MAP_NONE)
		return *map_value(names, met) < N_COLUMNS ? &columns[*map_value(names, met)] : NULL;
	const struct column *column = columns_find(name);
	if (map_size(names) < NAMES_MAX && (met = map_put(names, name)) != MAP_NONE)
		*map_value(names, met) = column ? (uint32_t)(column - columns) : (uint32_t)N_COLUMNS;
	return column;
}

static bool flag_value(struct row *row, const struct column *column, struct str value)
{
	struct str name =
		str_sub(str_from(column->names), 0, str_find(str_from(column->names), STR("|"), 0));
	value = str_sub(value, 0,
			utf8_floor(value, value.len < BAD_VALUE_MAX ? value.len : BAD_VALUE_MAX));
	const char *detail =
		arena_printf(row->b->arena, STR_FMT " = " STR_FMT, STR_ARG(name), STR_ARG(value));
	return detail && record_flag(row->b, "unread_value", str_from(detail));
}

static bool add_number(struct row *row, const struct column *column, struct str value)
{
	int64_t number = 0, end;
	struct str day;
	bool known = false;
	if (value.len == 0)
		return record_add_text(row->b, column->field, value, row->line);
	switch (column->kind) {
	case KIND_MONEY:
		known = value_money(value, &number);
		break;
	case KIND_DATE:
		day = str_sub(value, 0, str_find(value, STR("T"), 0));
		known = column->field == LETA_FIELD_END ? value_last_date(day, &number)
							: value_date(day, &number);
		break;
	case KIND_RATE:
		known = value_rate(value, &number);
		break;
	case KIND_NUMBER:
		known = value_money(value, &number) && number < 100000000;
		break;
	case KIND_PERIOD:
		if (!value_period(value, &number, &end))
			break;
		return record_add_number(row->b, LETA_FIELD_START, number, value, row->line) &&
		       record_add_number(row->b, LETA_FIELD_END, end, value, row->line);
	case KIND_ID:
	case KIND_TYPE:
	case KIND_TEXT:
	case KIND_LIST:
	case KIND_ACTORS:
	case KIND_COUNTY:
	case KIND_AREA:
	case KIND_AUTHORS:
	case KIND_SECTION:
		break;
	}
	row->owner_or_money = row->owner_or_money || (known && column->kind == KIND_MONEY);
	return known ? record_add_number(row->b, column->field, number, value, row->line)
		     : flag_value(row, column, value);
}

/* "2007-2013" */
static bool is_programme_period(struct str value)
{
	unsigned first, last;
	size_t used;
	return value.len == 9 && word_number(value, &first, &used) && used == 4 &&
	       value.ptr[4] == '-' && word_number(str_sub(value, 5, 9), &last, &used) &&
	       used == 4 && first < last && first > 1980;
}

/* "2 Ökat arbetskraftsutbud", "2014-2020" or a programme's name. */
static bool add_area(struct row *row, struct str value)
{
	struct word w;
	size_t pos = 0;
	if (is_programme_period(value))
		return record_add_text(row->b, LETA_FIELD_PROGRAMME, value, row->line);
	if (!word_next(value, &pos, &w) || w.core.len == 0 || w.core.ptr[0] < '0' ||
	    w.core.ptr[0] > '9' || pos == value.len)
		return record_add_text(row->b, LETA_FIELD_AREA, value, row->line);
	return record_add_text(row->b, LETA_FIELD_AREA_NO, w.core, row->line) &&
	       record_add_text(row->b, LETA_FIELD_AREA, str_sub(value, pos, value.len), row->line);
}

/* One of our kinds, or a finer type. */
static bool add_type(struct row *row, struct str value)
{
	static const char *const kinds[] = {"projekt", "rapport", "utlysning", "register", "text"};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (word_same(value, str_from(kinds[i])))
			return record_add_text(row->b, LETA_FIELD_KIND, str_from(kinds[i]),
					       row->line);
	return record_add_text(row->b, LETA_FIELD_DOCTYPE, value, row->line);
}

static bool add_county(struct row *row, struct str value)
{
	const struct gazetteer_county *county = gazetteer_county(value);
	return record_add_text(row->b, LETA_FIELD_COUNTY, county ? str_from(county->name) : value,
			       row->line);
}

static bool add_text(struct row *row, const struct column *column, struct str value)
{
	if (column->field == LETA_FIELD_OWNER && value.len > 0)
		row->owner_or_money = true;
	if (column->field == LETA_FIELD_DNR && row->spare_id.len == 0)
		row->spare_id = value;
	return record_add_text(row->b, column->field, value, row->line);
}

bool columns_add_section(struct row *row, struct str heading, struct str text)
{
	struct outline o;
	struct page page = {.line = row->line, .text = str_trim(text)};
	if (page.text.len == 0)
		return true;
	outline_init(&o, row->b->arena);
	o.known_only = true;
	o.prose.width = prose_width(page.text);
	bool done = outline_add_page(&o, &page);
	if (done && heading.len > 0)
		done = outline_add_head(&o,
					(struct outline_head){.title = heading, .line = row->line});
	size_t first = row->b->record->n_sections;
	done = done && outline_write(&o, row->b);
	for (size_t i = first; i < row->b->record->n_sections; i++)
		row->b->record->sections[i].line = row->line;
	outline_fini(&o);
	return done;
}

bool columns_add_item(struct row *row, const struct column *column, struct str value)
{
	value = str_trim(value);
	switch (column->kind) {
	case KIND_ID:
	case KIND_TEXT:
	case KIND_LIST:
	case KIND_ACTORS:
	case KIND_AUTHORS:
		return add_text(row, column, value);
	case KIND_TYPE:
		return add_type(row, value);
	case KIND_COUNTY:
		return add_county(row, value);
	case KIND_AREA:
		return add_area(row, value);
	case KIND_PERIOD:
		if (is_programme_period(value))
			return record_add_text(row->b, LETA_FIELD_PROGRAMME, value, row->line);
		return add_number(row, column, value);
	case KIND_MONEY:
	case KIND_DATE:
	case KIND_NUMBER:
	case KIND_RATE:
		return add_number(row, column, value);
	case KIND_SECTION:
		break;
	}
	return columns_add_section(row, str_from(column->heading), value);
}

bool columns_is_text(const struct column *column)
{
	return column->kind == KIND_SECTION;
}

/* The next item of a list; false when *rest is exhausted. */
static bool next_item(struct str *rest, const char *separators, struct str *item)
{
	size_t n = 0;
	if (rest->len == 0)
		return false;
	while (n < rest->len && !strchr(separators, rest->ptr[n]))
		n++;
	*item = str_trim(str_sub(*rest, 0, n));
	*rest = str_sub(*rest, n + 1, rest->len);
	return true;
}

bool columns_add(struct row *row, const struct column *column, struct str value)
{
	const char *separators = column->kind == KIND_ACTORS ? ";|\n" : ",;|\n";
	bool list = column->kind == KIND_LIST || column->kind == KIND_COUNTY ||
		    column->kind == KIND_ACTORS;
	struct str item;
	value = str_trim(value);
	if (!list || value.len == 0)
		return columns_add_item(row, column, value);
	while (next_item(&value, separators, &item))
		if (item.len > 0 && !columns_add_item(row, column, item))
			return false;
	return true;
}

static bool set_identity(struct row *row, const char *file_id, const char *path)
{
	struct record_builder *b = row->b;
	const char *id;
	if (!leta_record_text(b->record, LETA_FIELD_ID)) {
		id = row->spare_id.len > 0
			     ? arena_strdup(b->arena, row->spare_id)
			     : arena_printf(b->arena, "%s:%u", file_id ? file_id : "-", row->line);
		if (!id || !record_add_text(b, LETA_FIELD_ID, str_from(id), 0))
			return false;
	}
	return !path || record_add_text(b, LETA_FIELD_PATH, str_from(path), 0);
}

leta_status columns_finish(struct row *row, const char *file_id, const char *path,
			   const char *layout, struct leta_error *err)
{
	struct record_builder *b = row->b;
	if (!leta_record_text(b->record, LETA_FIELD_TITLE) && b->record->n_sections == 0)
		return error_set(err, LETA_ERR_FORMAT, "raden har varken titel eller text",
				 "the row has neither title nor text");
	bool done = set_identity(row, file_id, path) &&
		    record_add_text(b, LETA_FIELD_KIND,
				    row->owner_or_money ? STR("register") : STR("text"), 0) &&
		    record_add_text(b, LETA_FIELD_LAYOUT, str_from(layout), 0);
	leta_status status = record_builder_status(b, err);
	return status == LETA_OK && !done ? error_nomem(err) : status;
}
