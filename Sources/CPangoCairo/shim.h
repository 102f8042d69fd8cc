// What Canvas calls of Cairo and Pango, and the macros Swift cannot import.
#include <cairo-ft.h>
#include <cairo-pdf.h>
#include <fontconfig/fontconfig.h>
#include <hb-ot.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>

static inline PangoContext *engross_context_new(PangoFontMap *map) {
    return pango_font_map_create_context(map);
}

static inline void engross_unref(void *object) { g_object_unref(object); }

static inline cairo_scaled_font_t *engross_scaled_font(PangoFont *font) {
    return pango_cairo_font_get_scaled_font((PangoCairoFont *)font);
}

// The file a resolved font was read from, or NULL; valid as long as the font.
static inline const char *engross_font_file(PangoFont *font) {
    FcChar8 *file = NULL;
    FcPatternGetString(pango_fc_font_get_pattern((PangoFcFont *)font), FC_FILE, 0, &file);
    return (const char *)file;
}

// Which of the fonts in that file it is.
static inline int engross_font_index(PangoFont *font) {
    int index = 0;
    FcPatternGetInteger(pango_fc_font_get_pattern((PangoFcFont *)font), FC_INDEX, 0, &index);
    return index & 0xFFFF;
}

// Whether one file holds all its weights.
static inline int engross_is_variable(PangoFont *font) {
    return hb_ot_var_has_data(hb_font_get_face(pango_font_get_hb_font(font)));
}

// Of a resolved font, in points where a context has no other resolution.
static inline double engross_font_size(PangoFont *font) {
    double size = 0;
    FcPatternGetDouble(pango_fc_font_get_pattern((PangoFcFont *)font), FC_PIXEL_SIZE, 0, &size);
    return size;
}

// Reads what fonts are installed; later calls find it read.
static inline void engross_read_fonts(void) { FcInit(); }

// A configuration without fonts and rules; NULL without memory.
static inline FcConfig *engross_few_fonts_new(void) {
    FcConfig *config = FcConfigCreate();
    if (config && FcConfigBuildFonts(config)) return config;
    if (config) FcConfigDestroy(config);
    return NULL;
}

// Gives it those of a family of exactly that name that are installed. Returns how many.
static inline int engross_add_family(FcConfig *few, const char *family) {
    FcFontSet *installed = few ? FcConfigGetFonts(NULL, FcSetSystem) : NULL;
    FcFontSet *own = few ? FcConfigGetFonts(few, FcSetSystem) : NULL;
    int count = 0;
    for (int i = 0; installed && own && i < installed->nfont; i++) {
        FcPattern *font = installed->fonts[i];
        FcChar8 *name = NULL;
        // A family has several names.
        for (int n = 0; FcPatternGetString(font, FC_FAMILY, n, &name) == FcResultMatch; n++) {
            if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) != 0) continue;
            FcPatternReference(font);
            if (FcFontSetAdd(own, font)) count++;
            break;
        }
    }
    return count;
}

// Has the map look among these: of fonts that are added to them later it knows nothing.
static inline void engross_set_fonts(PangoFontMap *map, FcConfig *few) {
    pango_fc_font_map_set_config((PangoFcFontMap *)map, few);
}

// The glyph that the font's own character map gives, before any substitution.
static inline unsigned engross_nominal_glyph(PangoFont *font, unsigned scalar) {
    return pango_fc_font_get_glyph((PangoFcFont *)font, scalar);
}

static inline int engross_glyph_is_unknown(PangoGlyph glyph) {
    return (glyph & PANGO_GLYPH_UNKNOWN_FLAG) != 0;
}

static inline int engross_glyph_is_empty(PangoGlyph glyph) { return glyph == PANGO_GLYPH_EMPTY; }

// Pango's list of items, one at a time, so that Swift needs no untyped list walking.
static inline PangoItem *engross_item_at(GList *list) { return (PangoItem *)list->data; }
static inline PangoGlyphItem *engross_run_at(GSList *list) { return (PangoGlyphItem *)list->data; }

// Adds attributes behind those that are there, so that they go before them.
static inline void engross_add_attributes(PangoAttrList *list, PangoAttrList *added) {
    GSList *attributes = pango_attr_list_get_attributes(added);
    for (GSList *node = attributes; node; node = node->next) {
        pango_attr_list_insert(list, (PangoAttribute *)node->data);
    }
    g_slist_free(attributes);
}

// The colour that attributes give an item, as red, green, blue and 255 from the highest byte; 0 where
// they give it none.
static inline unsigned engross_item_colour(PangoItem *item) {
    for (GSList *node = item->analysis.extra_attrs; node; node = node->next) {
        PangoAttribute *attribute = (PangoAttribute *)node->data;
        if (attribute->klass->type != PANGO_ATTR_FOREGROUND) continue;
        PangoColor colour = ((PangoAttrColor *)attribute)->color;
        return (unsigned)(colour.red >> 8) << 24 | (unsigned)(colour.green >> 8) << 16
            | (unsigned)(colour.blue >> 8) << 8 | 255;
    }
    return 0;
}
