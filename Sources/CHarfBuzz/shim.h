// What Canvas calls of HarfBuzz to take a part out of a font file.
#include <hb.h>
#include <hb-ot.h>
#include <hb-subset.h>
