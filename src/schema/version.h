/*
 * version.h: the format of an index directory. A reader refuses a format that it does not know.
 */
#ifndef SCHEMA_VERSION_H
#define SCHEMA_VERSION_H

/* Raise it when the blob, the terms, the slots or the files of a generation change meaning. */
#define SCHEMA_FORMAT 3

#endif
