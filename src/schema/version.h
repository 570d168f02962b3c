/*
 * version.h: the format of an index directory, and what it was made to leave out. A reader refuses a format that it
 * does not know.
 */
#ifndef SCHEMA_VERSION_H
#define SCHEMA_VERSION_H

/* Raise it when the blob, the terms, the slots or the files of a generation change meaning. */
#define SCHEMA_FORMAT 7

/* Metadata: "persons" is "none" in an index without contact persons; others have no such key. */
#define SCHEMA_PERSONS "persons"
#define SCHEMA_PERSONS_NONE "none"

#endif
