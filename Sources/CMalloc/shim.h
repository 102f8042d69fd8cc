// What the C library keeps of memory that was freed.
#include <malloc.h>
