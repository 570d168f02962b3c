/*
 * naive.cpp: a writer without the border, to show that the fault tests see what it prevents.
 */
#include "fail_io.h"

#include <string>

#include <xapian.h>

bool naive_commit(const char *index, const char *data, const char *const *terms, int n_terms)
{
	try {
		Xapian::WritableDatabase db(index, Xapian::DB_OPEN | Xapian::DB_BACKEND_GLASS);

		for (int i = 0; i < 3; i++) {
			std::string key = "Q" + std::to_string(i);
			Xapian::Document document;

			document.set_data(data);
			document.add_boolean_term(key);
			for (int k = 0; k < n_terms; k++)
				document.add_term(terms[k], 1);
			db.replace_document(key, document);
		}
		db.commit();
		return true;
	} catch (const Xapian::Error &) {
		return false;
	}
}
