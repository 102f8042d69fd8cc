// What PDFArchive calls of libqpdf.
#include <qpdf/qpdf-c.h>
