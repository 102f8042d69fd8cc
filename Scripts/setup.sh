#!/bin/sh
# Makes sure that everything Engross builds and runs with is here: a Swift toolchain (only told of
# when missing) and Debian's packages (installed when missing).
set -eu

# To build with: Cairo, Pango, HarfBuzz, libdeflate, qpdf, SQLite, OpenSSL's digests and xxHash's, QR codes and SVG
# pictures. To set type in: Linux Libertine, Lato and TeX Gyre Heros, Noto for other scripts, and
# Liberation Sans for Swiss payment parts.
packages="pkg-config libcairo2-dev libpango1.0-dev libharfbuzz-dev libsqlite3-dev libssl-dev libxxhash-dev
    libdeflate-dev libqpdf-dev libqrencode-dev librsvg2-2
    fonts-linuxlibertine fonts-lato fonts-texgyre fonts-liberation fonts-noto-core fonts-noto-cjk"
# To test with: what reads PDFs and codes independently of us.
[ "${1:-}" = "--for-tests" ] && packages="$packages poppler-utils qpdf sqlite3 zbar-tools"

if ! command -v swift >/dev/null 2>&1; then
    echo "Engross needs a Swift 6 toolchain, and there is no \"swift\" on the PATH." >&2
    echo "Install one from https://www.swift.org/install/linux/ and run this again." >&2
    exit 3
fi
version=$(swift --version 2>/dev/null | sed -n 's/.*Swift version \([0-9]*\).*/\1/p' | head -n 1)
if [ "${version:-0}" -lt 6 ]; then
    echo "Engross needs Swift 6 or later; \"swift\" on the PATH is version ${version:-unknown}." >&2
    exit 3
fi

missing=""
for package in $packages; do
    state=$(dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null || true)
    [ "$state" = "installed" ] || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

if ! command -v apt-get >/dev/null 2>&1; then
    echo "Engross needs these packages, and this system has no apt-get to install them:" >&2
    echo " $missing" >&2
    exit 3
fi
as_root=""
if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null 2>&1; then
        as_root="sudo"
    else
        echo "Engross needs some Debian packages, and you may not install any. Ask someone who may:" >&2
        echo "    apt-get install$missing" >&2
        exit 3
    fi
fi
echo "Installing$missing"
log=$(mktemp)
if ! { $as_root apt-get update &&
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y --no-install-recommends $missing; } >"$log" 2>&1; then
    tail -n 15 "$log" >&2
    echo "The packages could not be installed; the last lines above say why." >&2
    exit 3
fi
rm -f "$log"
