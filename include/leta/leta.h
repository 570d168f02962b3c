/*
 * leta.h: the one header that a client includes. See README.md for a client in C.
 */
#ifndef LETA_LETA_H
#define LETA_LETA_H

#include "leta/actor.h"
#include "leta/compare.h"
#include "leta/collocate.h"
#include "leta/error.h"
#include "leta/export.h"
#include "leta/field.h"
#include "leta/index.h"
#include "leta/inspect.h"
#include "leta/kwic.h"
#include "leta/lesson.h"
#include "leta/overlap.h"
#include "leta/record.h"
#include "leta/search.h"
#include "leta/similar.h"
#include "leta/stats.h"
#include "leta/topic.h"

#endif
