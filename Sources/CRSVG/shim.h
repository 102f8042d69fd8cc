// What Canvas calls of librsvg. Types are untyped here, because they belong to Cairo's module.
#include <librsvg/rsvg.h>
#include <string.h>

// NULL where it is no SVG; `cause` then holds why. Without a base, nothing outside of it is loaded.
static inline void *engross_svg_new(
    const unsigned char *bytes, unsigned long count, char *cause, unsigned long room) {
    GError *error = NULL;
    RsvgHandle *handle = rsvg_handle_new_from_data(bytes, count, &error);
    if (!handle && error) {
        strncpy(cause, error->message, room - 1);
        cause[room - 1] = 0;
        g_error_free(error);
    } else if (handle) {
        rsvg_handle_set_dpi(handle, 72);
    }
    return handle;
}

static inline void engross_svg_free(void *svg) { g_object_unref(svg); }

// Its own size in points, or that of its view box. 0 where it tells neither.
static inline int engross_svg_size(void *svg, double *width, double *height) {
    if (rsvg_handle_get_intrinsic_size_in_pixels((RsvgHandle *)svg, width, height)
        && *width > 0 && *height > 0) return 1;
    gboolean has_width, has_height, has_box;
    RsvgLength w, h;
    RsvgRectangle box;
    rsvg_handle_get_intrinsic_dimensions(
        (RsvgHandle *)svg, &has_width, &w, &has_height, &h, &has_box, &box);
    if (!has_box || box.width <= 0 || box.height <= 0) return 0;
    *width = box.width;
    *height = box.height;
    return 1;
}

static inline int engross_svg_draw(
    void *svg, void *context, double x, double y, double width, double height) {
    RsvgRectangle place = {x, y, width, height};
    return rsvg_handle_render_document((RsvgHandle *)svg, (cairo_t *)context, &place, NULL);
}
