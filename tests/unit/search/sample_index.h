/*
 * sample_index.h: an index of six invented reports, made without reading files, for tests of
 * searching.
 *
 *   vagar    page; utrikesfödda, sociala innovationer; Stockholm, Botkyrka; 2014-02–2014-09; 450
 * 000 of 600 000 kr krav     page; upphandling, social innovation; Norrköping; all of 2014; 2 978
 * 767 kr, no budget kedjan   report with pages 5–8, a phrase over a page break, a lesson; ends
 * 2011-12-15, begins nobody knows when malmo    integration in the title and one municipality,
 * Malmö; 2009-09–2010-05; 1 137 500 kr hus      a short text without fields hus-2    another one
 */
#ifndef TESTS_SEARCH_SAMPLE_INDEX_H
#define TESTS_SEARCH_SAMPLE_INDEX_H

/* Builds it in a folder that must not exist. Fails the test when it cannot. */
void sample_index_build(const char *dir);

#endif
