// What PDFArchive calls of libqpdf, looked up when the first file gets a password: the library brings ten
// others, which every start of the program would wait for.
#include <dlfcn.h>
#include <qpdf/qpdf-c.h>
#include <stdlib.h>
#include <string.h>

// NULL where the library is not there.
static inline void *engross_qpdf(const char *name) {
    static void *library = NULL;
    if (!library) library = dlopen("libqpdf.so.29", RTLD_NOW);
    return library ? dlsym(library, name) : NULL;
}

#define ENGROSS_QPDF(function) ((__typeof__(&function))engross_qpdf(#function))

// Whether all went well; else `cause` holds why. What is read is sound, because we made it: a warning is an
// error.
static inline int engross_qpdf_is_well(qpdf_data file, char *cause, unsigned long room) {
    qpdf_error error = NULL;
    if (ENGROSS_QPDF(qpdf_has_error)(file)) {
        error = ENGROSS_QPDF(qpdf_get_error)(file);
    } else if (ENGROSS_QPDF(qpdf_more_warnings)(file)) {
        error = ENGROSS_QPDF(qpdf_next_warning)(file);
    } else {
        return 1;
    }
    strncpy(cause, ENGROSS_QPDF(qpdf_get_error_full_text)(file, error), room - 1);
    return 0;
}

static inline void engross_qpdf_free(qpdf_data file) { ENGROSS_QPDF(qpdf_cleanup)(&file); }

// NULL where it cannot be read. libqpdf reads from the bytes as it goes: they must stay.
static inline qpdf_data engross_qpdf_read(
    const unsigned char *bytes, unsigned long count, char *cause, unsigned long room) {
    if (!engross_qpdf("qpdf_init")) {
        strncpy(cause, "libqpdf 11 is not installed", room - 1);
        return NULL;
    }
    qpdf_data file = ENGROSS_QPDF(qpdf_init)();
    ENGROSS_QPDF(qpdf_silence_errors)(file);
    ENGROSS_QPDF(qpdf_set_suppress_warnings)(file, 1);
    ENGROSS_QPDF(qpdf_read_memory)(file, "statement", (const char *)bytes, count, NULL);
    if (engross_qpdf_is_well(file, cause, room)) return file;
    engross_qpdf_free(file);
    return NULL;
}

static inline qpdf_oh engross_qpdf_metadata_stream(qpdf_data file) {
    qpdf_oh root = ENGROSS_QPDF(qpdf_get_root)(file);
    return ENGROSS_QPDF(qpdf_oh_get_key_if_dict)(file, root, "/Metadata");
}

// What describes the file, to be freed; NULL where nothing does.
static inline unsigned char *engross_qpdf_metadata(qpdf_data file, unsigned long *count) {
    unsigned char *bytes = NULL;
    qpdf_oh stream = engross_qpdf_metadata_stream(file);
    if (ENGROSS_QPDF(qpdf_oh_is_stream)(file, stream))
        ENGROSS_QPDF(qpdf_oh_get_stream_data)(file, stream, qpdf_dl_generalized, NULL, &bytes, count);
    return bytes;
}

static inline void engross_qpdf_set_metadata(
    qpdf_data file, const unsigned char *bytes, unsigned long count) {
    qpdf_oh none = ENGROSS_QPDF(qpdf_oh_new_null)(file);
    ENGROSS_QPDF(qpdf_oh_replace_stream_data)(
        file, engross_qpdf_metadata_stream(file), bytes, count, none, none);
}

// The file encrypted with AES-256, which the password opens; it belongs to the file. NULL where it cannot
// be written.
static inline const unsigned char *engross_qpdf_protect(
    qpdf_data file, const char *password, unsigned long *count, char *cause, unsigned long room) {
    ENGROSS_QPDF(qpdf_init_write_memory)(file);
    ENGROSS_QPDF(qpdf_set_r6_encryption_parameters2)(
        file, password, password, 1, 1, 1, 1, 1, 1, qpdf_r3p_full, 1);
    ENGROSS_QPDF(qpdf_set_minimum_pdf_version)(file, "1.7");
    ENGROSS_QPDF(qpdf_set_newline_before_endstream)(file, 1);
    ENGROSS_QPDF(qpdf_set_object_stream_mode)(file, qpdf_o_generate);
    ENGROSS_QPDF(qpdf_write)(file);
    if (!engross_qpdf_is_well(file, cause, room)) return NULL;
    *count = ENGROSS_QPDF(qpdf_get_buffer_length)(file);
    return ENGROSS_QPDF(qpdf_get_buffer)(file);
}
