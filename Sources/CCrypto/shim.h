// The digest by itself: what stands around it in the newer interface costs as much as a short digest.
#define OPENSSL_SUPPRESS_DEPRECATED
#include <openssl/sha.h>
