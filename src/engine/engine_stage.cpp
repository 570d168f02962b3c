/*
 * engine_stage.cpp: where Xapian commits to, and how the commit becomes the database's.
 *
 * A commit of glass writes blocks that the last revision does not use, and then the version file,
 * by a rename. When that fails, Xapian 1.4 recovers by committing the old state again, with what it
 * has in memory of the free list; when the list had just grown into another block, this overwrites
 * the last block of the list, and the database can never be written again (found by failing each
 * write in turn). So Xapian sees the directory under another name, a symbolic link, which gives way
 * to an empty directory when the tables are open. Version files are written there; recovery finds
 * none and gives up; nothing that Xapian does when it fails or is destroyed reaches the database.
 * Renames of ours publish.
 *
 *   DIR/staging.NONCE -> .    while the database is being opened
 *   DIR/staging.NONCE/        after that; what a killed writer left is removed by the next one
 */
#include <cerrno>
#include <cstring>
#include <memory>

#include <dirent.h>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/engine_guard.hh"

static const char prefix[] = "staging.";

static std::string stage_of(const struct engine_writer *w)
{
	return w->dir + "/" + prefix + w->nonce;
}

static void remove_stage(const std::string &path) noexcept
{
	if (unlink(path.c_str()) != 0)
		file_remove_tree(path.c_str(), nullptr);
}

/* Called with the lock held: what other writers left cannot be in use. */
static void remove_leftovers(const struct engine_writer *w)
{
	std::unique_ptr<DIR, int (*)(DIR *)> dir(opendir(w->dir.c_str()), closedir);

	while (dir) {
		const struct dirent *entry = readdir(dir.get());

		if (!entry)
			break;
		if (std::strncmp(entry->d_name, prefix, sizeof(prefix) - 1) == 0 &&
		    w->nonce != entry->d_name + sizeof(prefix) - 1)
			remove_stage(w->dir + "/" + entry->d_name);
	}
}

/*
 * DB_CREATE_OR_OPEN would be wrong twice: it replaces a database that lost its postlist table by an
 * empty one, and cannot open what a kill in the middle of creating left behind (tables, but no
 * version file yet).
 */
static int action(const std::string &dir)
{
	struct stat info;

	if (stat((dir + "/iamglass").c_str(), &info) == 0)
		return Xapian::DB_OPEN;
	return Xapian::DB_CREATE_OR_OVERWRITE;
}

static bool lacks_termlists(const struct engine_writer *w)
{
	struct glass_version version;

	return glass_version_read(w->dir.c_str(), &version, nullptr) == LETA_OK &&
	       glass_version_lacks_termlists(&version);
}

/* Removes what the version file does not name: a killed writer's, or an empty one. Called with the lock held. */
static bool remove_termlists(const struct engine_writer *w)
{
	unlink((w->dir + "/" ENGINE_TERMLIST_NEW).c_str());
	return unlink((w->dir + "/" ENGINE_TERMLIST_FILE).c_str()) == 0;
}

/*
 * Opens the database by another name. One without term lists stays without: the library would give them to the
 * documents to come, but not to those that are there. What kind it is can only be trusted with the lock held.
 */
static void open_as(struct engine_writer *w, const std::string &stage, bool create)
{
	for (bool sure = false; !sure;) {
		w->termlists = !lacks_termlists(w);
		w->db.emplace(stage, (create ? action(w->dir) : Xapian::DB_OPEN) | Xapian::DB_BACKEND_GLASS |
		                             (w->termlists ? 0 : Xapian::DB_NO_TERMLIST));
		sure = w->termlists != lacks_termlists(w) &&
		       (w->termlists || !remove_termlists(w));
		if (!sure)
			engine_writer_drop(w);
	}
}

void engine_stage_open(struct engine_writer *w, bool create)
{
	std::string stage = stage_of(w);

	if (create && mkdir(w->dir.c_str(), 0777) != 0 && errno != EEXIST)
		throw Xapian::DatabaseCreateError("mkdir", errno);
	remove_stage(stage);
	if (symlink(".", stage.c_str()) != 0)
		throw Xapian::DatabaseOpeningError("symlink", errno);
	try {
		open_as(w, stage, create);
	} catch (...) {
		unlink(stage.c_str());
		throw;
	}
	/* No link any more: another writer, which has the lock, took it for a leftover. */
	if (unlink(stage.c_str()) != 0)
		throw Xapian::DatabaseLockError("already locked");
	if (mkdir(stage.c_str(), 0777) != 0)
		throw Xapian::DatabaseOpeningError("mkdir", errno);
	remove_leftovers(w);
}

/* Moves a file from the stage into the database. False when there is none. */
static bool move(const struct engine_writer *w, const std::string &name)
{
	std::string from = stage_of(w) + "/" + name, to = w->dir + "/" + name;

	if (rename(from.c_str(), to.c_str()) == 0)
		return true;
	if (errno != ENOENT)
		throw Xapian::DatabaseError("rename", errno);
	return false;
}

void engine_stage_publish(struct engine_writer *w)
{
	bool moved = false;

	/* Tables that Xapian creates when they get their first entry. */
	for (const char *table : { "docdata", "position", "spelling", "synonym" })
		moved = move(w, table + std::string(".glass")) || moved;
	/* The version file must not be there before the tables that it names. */
	if (moved && file_sync_dir(w->dir.c_str(), nullptr) != LETA_OK)
		throw Xapian::DatabaseError("fsync", EIO);
	if (!move(w, "iamglass"))
		throw Xapian::DatabaseError("rename", ENOENT);
}

void engine_stage_remove(const struct engine_writer *w) noexcept
{
	try {
		remove_stage(stage_of(w));
	} catch (...) {
		/* No memory for the name; the next writer removes it. */
	}
}
