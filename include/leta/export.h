/*
 * export.h: visibility and C linkage of the public API. Every public header includes it;
 * only what LETA_API marks leaves libleta.so (the version script src/api/libleta.map says so too).
 */
#ifndef LETA_EXPORT_H
#define LETA_EXPORT_H

#if defined(__GNUC__)
#define LETA_API __attribute__((visibility("default")))
#else
#define LETA_API
#endif

#ifdef __cplusplus
#define LETA_BEGIN_DECLS extern "C" {
#define LETA_END_DECLS }
#else
#define LETA_BEGIN_DECLS
#define LETA_END_DECLS
#endif

#endif
