/*
 * engine_guard.cpp: the one catch list: what Xapian throws → leta_status and a bilingual message.
 *
 * As observed on 1.4.22. Derived classes come before their bases. Subtle: the base class
 * DatabaseError means a failed system call when it carries an error text, and damage ("EOF
 * reading block") when not; Xapian gives that text but not errno, so errno is found by its text.
 */
#include "engine/engine_guard.hh"

#include <cerrno>
#include <cstring>
#include <exception>
#include <new>

static const int system_errors[] = {
	ENOSPC, EFBIG,   EDQUOT, EIO,   EACCES,       EPERM,  EROFS, EMFILE, ENFILE, ENOMEM,
	ENOENT, ENOTDIR, EISDIR, ELOOP, ENAMETOOLONG, ENOLCK, EBADF, EINVAL, EEXIST,
};

/* The error of the system that `text` is (whole) or names, 0 when it is none of the above. */
static int number_of(const char *text, bool whole) noexcept
{
	for (int number : system_errors) {
		char buffer[128];
		const char *name = strerror_r(number, buffer, sizeof(buffer));

		if (whole ? std::strcmp(text, name) == 0 : std::strstr(text, name) != nullptr)
			return number;
	}
	return 0;
}

/*
 * A commit failed, and so did the recovery, because engine_stage.cpp makes it fail. The message
 * holds the cause: "Modifications failed (CAUSE), and couldn't open …".
 */
static bool in_commit(const Xapian::Error &e) noexcept
{
	return e.get_msg().compare(0, 22, "Modifications failed (") == 0;
}

/* errno behind e, 0 when no system call failed. */
static int system_error(const Xapian::Error &e) noexcept
try {
	const char *text = e.get_error_string();
	int number;

	if (in_commit(e)) /* what is unknown to Xapian can only be std::bad_alloc */
		return std::strstr(e.get_msg().c_str(), "(Unknown error)")
		               ? ENOMEM
		               : number_of(e.get_msg().c_str(), false);
	if (!text)
		return 0;
	number = number_of(text, true);
	return number ? number : EIO;
} catch (...) {
	return ENOMEM;
}

static leta_status damaged(struct leta_error *err, const Xapian::Error &e) noexcept
{
	return error_set(err, LETA_ERR_CORRUPT, "indexet är skadat (%s): bygg om det",
	                 "the index is damaged (%s): rebuild it", e.get_msg().c_str());
}

static leta_status unusable(struct leta_error *err, const Xapian::Error &e, int number) noexcept
{
	if (number == ENOMEM)
		return error_nomem(err);
	errno = number;
	return error_sys(err, LETA_ERR_IO, "indexet kan inte läsas eller skrivas (%s)",
	                 "the index cannot be read or written (%s)",
	                 in_commit(e) ? "commit" : e.get_msg().c_str());
}

static leta_status no_directory(struct leta_error *err) noexcept
{
	return error_set(err, LETA_ERR_FORMAT, "det här är ingen katalog", "this is no directory");
}

static leta_status not_found(struct leta_error *err, const Xapian::Error &e) noexcept
{
	if (system_error(e) == ENOTDIR)
		return no_directory(err);
	return error_set(err, LETA_ERR_NOT_FOUND, "det finns inget index här",
	                 "there is no index here");
}

static leta_status opening(struct leta_error *err, const Xapian::Error &e) noexcept
{
	int number = system_error(e);

	if (number == ENOTDIR)
		return no_directory(err);
	if (number == ENOENT) /* iamglass is there, one of the tables is not */
		return damaged(err, e);
	if (number)
		return unusable(err, e, number);
	return error_set(err, LETA_ERR_FORMAT, "det här är inget index (%s)",
	                 "this is no index (%s)", e.get_msg().c_str());
}

static leta_status database(struct leta_error *err, const Xapian::Error &e) noexcept
{
	int number = system_error(e);

	return number ? unusable(err, e, number) : damaged(err, e);
}

static leta_status creating(struct leta_error *err, const Xapian::Error &e) noexcept
{
	int number = system_error(e);

	return unusable(err, e, number ? number : EIO);
}

static leta_status locked(struct leta_error *err, const Xapian::Error &e) noexcept
{
	const char *text = e.get_msg().c_str();
	int number = std::strstr(text, "too many open files") ? EMFILE : number_of(text, false);

	if (!std::strstr(text, "already locked"))
		return unusable(err, e, number ? number : EIO);
	return error_set(err, LETA_ERR_LOCKED, "en annan process skriver till indexet",
	                 "another process is writing to the index");
}

static leta_status internal(struct leta_error *err, const char *type, const char *what) noexcept
{
	return error_set(err, LETA_ERR_INTERNAL, "oväntat fel i sökmotorn (%s: %s)",
	                 "unexpected error in the engine (%s: %s)", type, what);
}

leta_status engine_translate(struct leta_error *err) noexcept
{
	try {
		throw;
	} catch (const std::bad_alloc &) {
		return error_nomem(err);
	} catch (const Xapian::DatabaseLockError &e) {
		return locked(err, e);
	} catch (const Xapian::DatabaseModifiedError &) {
		return error_set(err, LETA_ERR_STALE,
		                 "indexet ändrades snabbare än det hann läsas: försök igen",
		                 "the index changed faster than it could be read: try again");
	} catch (const Xapian::DatabaseVersionError &e) {
		return error_set(err, LETA_ERR_VERSION,
		                 "indexet har ett annat format (%s): bygg om det",
		                 "the index is of another format (%s): rebuild it",
		                 e.get_msg().c_str());
	} catch (const Xapian::DatabaseNotFoundError &e) {
		return not_found(err, e);
	} catch (const Xapian::DatabaseOpeningError &e) {
		return opening(err, e);
	} catch (const Xapian::DatabaseCreateError &e) {
		return creating(err, e);
	} catch (const Xapian::DatabaseClosedError &e) {
		return internal(err, e.get_type(), e.get_msg().c_str());
	} catch (const Xapian::DatabaseError &e) { /* and DatabaseCorruptError */
		return database(err, e);
	} catch (const Xapian::SerialisationError &e) {
		return damaged(err, e);
	} catch (const Xapian::DocNotFoundError &) {
		return error_set(err, LETA_ERR_NOT_FOUND, "dokumentet finns inte i indexet",
		                 "the document is not in the index");
	} catch (const Xapian::Error &e) {
		return internal(err, e.get_type(), e.get_msg().c_str());
	} catch (const std::exception &e) {
		return internal(err, "std", e.what());
	} catch (...) {
		return internal(err, "c++", "?");
	}
}

Xapian::rev engine_revision(const struct engine_reader *r) noexcept
{
	try {
		return r->db.get_revision();
	} catch (...) {
		return 0;
	}
}

leta_status engine_not_overtaken(struct leta_error *err) noexcept
{
	return error_set(err, LETA_ERR_CORRUPT,
	                 "indexet är skadat; bygg om det med 'leta index --fresh'",
	                 "the index is damaged; rebuild it with 'leta index --fresh'");
}

leta_status engine_key_term(struct str key, std::string *out, struct leta_error *err)
{
	leta_status status = engine_key_check(key, err);

	if (status == LETA_OK)
		*out = "Q" + engine_string(key);
	return status;
}

size_t engine_sortable(double number, char out[ENGINE_SORTABLE_MAX]) noexcept
{
	return Xapian::sortable_serialise_(number, out);
}

const char *engine_library(void) noexcept
{
	return "xapian-core " XAPIAN_VERSION;
}
