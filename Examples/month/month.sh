#!/bin/sh
# A month from the export to a corrected invoice, for one matter of the example firm: what a billing
# specialist does, command by command. `make month` builds the program and runs this.
set -eu

engross=${1:?give the program, like .build/release/engross}
folder=${2:?give a folder to work in, like Output/month}
here=$(dirname "$0")
firm=$folder/firm
marked=$here/marked.csv

rm -rf "$folder"
mkdir -p "$folder"
cp -R "$here/../whitcombe" "$firm"

step() {
    printf '\n== %s\n\n' "$1"
}
run() {
    printf '$ engross'
    for word in "$@"; do
        case $word in
        *" "*) printf ' "%s"' "$word" ;;
        *) printf ' %s' "$word" ;;
        esac
    done
    printf '\n'
    "$engross" "$@" --firm "$firm"
}

step "The export comes in."
run load "$firm/inbox/2026-08-time.csv"

step "A pro forma of one matter goes to its attorney, Hugh L. Brannigan, with a worksheet beside it."
run proforma --matter 0002-01 --through 2026-08-31 --date 2026-09-02

step "He marked five lines of it. Engross takes what he marked; what was recorded stays."
printf '(the worksheet as it came back: %s)\n' "$marked"
run edit "$marked" --date 2026-09-03 --as Kim

step "He calls: one more thing. And then he would rather not."
run edit --line 2P96 --no-charge --reason "on the telephone" --decided-by HLB --date 2026-09-03 --as Kim
run undo 2 --date 2026-09-03 --as Kim
run history 0002-01

step "Version 2 shows what changed. He approves it."
run proforma --matter 0002-01 --through 2026-08-31 --date 2026-09-03
run proformas --date 2026-09-04
run approve PF-00001 --date 2026-09-04 --as "Hugh L. Brannigan"

step "The invoice."
run bill --matter 0002-01 --through 2026-08-31 --date 2026-09-05 --as Kim

step "The client asks about a line."
run explain 28MX

step "She is right: it was 2.40 hours. The invoice is credited and issued anew, with a page that compares the two."
run correct 10421 --line 28MX --hours 2.40 --reason "as the trustee noted" --date 2026-09-16 --as Kim

step "Whoever looks at the ledger later finds all of it, and each page as it was."
run explain 28MX
run verify --render
run backup "$folder/backup.sqlite"
