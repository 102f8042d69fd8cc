// What Canvas calls of librsvg (2.52 or later), declared here and looked up when the first SVG is read:
// the library brings forty others, which every start of the program would wait for.
#include <dlfcn.h>
#include <glib-object.h>
#include <string.h>

typedef struct { double length; int unit; } engross_svg_length;
typedef struct { double x, y, width, height; } engross_svg_rectangle;

typedef void *engross_svg_from_data(const unsigned char *bytes, size_t count, GError **error);
typedef void engross_svg_set_dpi(void *handle, double dpi);
typedef int engross_svg_pixels(void *handle, double *width, double *height);
typedef void engross_svg_dimensions(
    void *handle, int *has_width, engross_svg_length *width, int *has_height,
    engross_svg_length *height, int *has_box, engross_svg_rectangle *box);
typedef int engross_svg_render(
    void *handle, void *cairo, const engross_svg_rectangle *place, GError **error);

// NULL where the library, or what it is to have, is not there.
static inline void *engross_rsvg(const char *name) {
    static void *library = NULL;
    if (!library) library = dlopen("librsvg-2.so.2", RTLD_NOW | RTLD_GLOBAL);
    return library ? dlsym(library, name) : NULL;
}

// NULL where it is no SVG; `cause` then holds why. Without a base, nothing outside of it is loaded.
static inline void *engross_svg_new(
    const unsigned char *bytes, unsigned long count, char *cause, unsigned long room) {
    GError *error = NULL;
    engross_svg_from_data *read = engross_rsvg("rsvg_handle_new_from_data");
    engross_svg_set_dpi *set_dpi = engross_rsvg("rsvg_handle_set_dpi");
    if (!read || !set_dpi) {
        strncpy(cause, "librsvg is not installed", room - 1);
        return NULL;
    }
    void *handle = read(bytes, count, &error);
    if (!handle && error) {
        strncpy(cause, error->message, room - 1);
        cause[room - 1] = 0;
        g_error_free(error);
    } else if (handle) {
        set_dpi(handle, 72);
    }
    return handle;
}

static inline void engross_svg_free(void *svg) { g_object_unref(svg); }

// Its own size in points, or that of its view box. 0 where it tells neither.
static inline int engross_svg_size(void *svg, double *width, double *height) {
    engross_svg_pixels *pixels = engross_rsvg("rsvg_handle_get_intrinsic_size_in_pixels");
    engross_svg_dimensions *dimensions = engross_rsvg("rsvg_handle_get_intrinsic_dimensions");
    if (pixels && pixels(svg, width, height) && *width > 0 && *height > 0) return 1;
    if (!dimensions) return 0;
    int has_width, has_height, has_box;
    engross_svg_length w, h;
    engross_svg_rectangle box;
    dimensions(svg, &has_width, &w, &has_height, &h, &has_box, &box);
    if (!has_box || box.width <= 0 || box.height <= 0) return 0;
    *width = box.width;
    *height = box.height;
    return 1;
}

static inline int engross_svg_draw(
    void *svg, void *context, double x, double y, double width, double height) {
    engross_svg_rectangle place = {x, y, width, height};
    engross_svg_render *render = engross_rsvg("rsvg_handle_render_document");
    return render && render(svg, context, &place, NULL);
}
