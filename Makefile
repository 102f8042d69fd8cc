# make demo    build, and do three monthly runs on the example firm
# make month   build, and follow one matter from the export to a corrected invoice
# make gallery build, and bill three months of the examples of fee arrangements
# make pictures
#              build, and make the pictures of Documentation/gallery.md
# make test    build, and pass all tests
# make pdf-checker
#              install what make test holds PDF/A and codes on pages against, from PyPI
# make faults let each call fail in turn that changes the firm's folder, in every way
# make bench   time the whole run, its stages, its pages beside what others make of the same STATEMENTS=1000,
#              and runs of other sizes up to SCALE=10000; writes Benchmarks/RESULTS.md
# make bench-loading
#              time the loading and the rating of ROWS=1000000 entries beside Python
# make bench-ledger
#              time explain, correct and verify in a ledger of ROWS=1000000 entries
# make bench-check
#              hold the instructions of each command against those that are kept
# make fuzz    think up inputs for what reads exports, SECONDS=60 for each of TARGETS
# make install copy the program and its templates to PREFIX

PREFIX ?= /usr/local
DEMO = Output/demo
GALLERY = Output/gallery
ENGROSS = .build/release/engross

FUZZ = .build-fuzz
SECONDS ?= 60
TARGETS ?= reader export values stored

.PHONY: demo month gallery pictures test pdf-checker faults bench bench-loading bench-ledger bench-check fuzz build setup install lint

# $(call bill-three-months,FOLDER): the firm is in FOLDER/firm; exports in FOLDER/later come in with
# the month that their names end in.
define bill-three-months
@for month in 2026-08-31 2026-09-30 2026-10-31; do \
    echo; echo "== The run of $$month"; \
    mv $(1)/later/*-$${month%-*}.csv $(1)/firm/inbox/ 2>/dev/null; \
    $(ENGROSS) run --final --firm $(1)/firm --output $(1) \
        --through $$month --date $$month || exit $$?; \
done
endef

demo: build
	@rm -rf $(DEMO)
	@mkdir -p $(DEMO)
	@cp -R Examples/whitcombe $(DEMO)/firm
	$(call bill-three-months,$(DEMO))
	@echo
	@echo "To begin with, open a pro forma and an invoice below $(DEMO)/2026-10-31/."

month: build
	@Examples/month/month.sh $(ENGROSS) Output/month

gallery: build
	@rm -rf $(GALLERY)
	@mkdir -p $(GALLERY)/later
	@cp -R Examples/arrangements $(GALLERY)/firm
	@mv $(GALLERY)/firm/inbox/*-2026-*.csv $(GALLERY)/later/
	$(call bill-three-months,$(GALLERY))

PICTURES = Output/pictures

pictures: build
	@rm -rf $(PICTURES)
	@mkdir -p $(PICTURES)
	@for template in standard modern compact ledger; do \
	    $(ENGROSS) preview $$template --firm $(PICTURES)/none --to $(PICTURES)/$$template || exit $$?; \
	    for name in invoice pro\ forma; do \
	        python3 Scripts/page_picture.py "$(PICTURES)/$$template/$$name.pdf" \
	            "Documentation/pictures/$$template-$$(echo $$name | tr ' ' -).png" || exit $$?; \
	    done; \
	done

# That no two places change a value at once is checked in the tests, which takes a thirtieth of a run. Types that
# are put together at run time have the program look through all it knows of protocols, once for each: put
# together by the compiler instead, one statement takes a twelfth less. A program that can stand anywhere in
# memory has a hundred thousand addresses to set right each time it starts.
RELEASE = --quiet -c release --static-swift-stdlib -Xswiftc -enforce-exclusivity=unchecked \
    -Xswiftc -Xclang-linker -Xswiftc -no-pie \
    -Xswiftc -Xfrontend -Xswiftc -disable-concrete-type-metadata-mangled-name-accessors

build: setup
	@echo "Building; the first time takes some minutes."
	@swift build $(RELEASE) --product engross

test:
	@Scripts/setup.sh --for-tests
	swift build --build-tests
	swift test --skip-build

# Without it, make test says what was not compared. zxing-cpp reads codes with a cross in them, which
# zbarimg does not.
pdf-checker:
	python3 -m pip install --quiet --no-deps --target .build/code-reader zxing-cpp==3.1.1
	python3 -m pip install --quiet --target .build/page-validation page-validation==0.11.0

# Prints how many points it covers.
faults:
	swift build --build-tests
	ENGROSS_FAULTS=all swift test --skip-build --filter FaultTests

STATEMENTS ?= 1000
SCALE ?= 10000
DATE ?= $(shell date +%F)
RESULTS ?= Benchmarks
PEERS = typst==0.15.2 reportlab[accel]==5.1.0 fpdf2==2.8.9 weasyprint==70.0

# Where firms are billed meanwhile: SCALE=100000 takes some 20 GB.
SCRATCH ?= $(or $(TMPDIR),$(CURDIR)/.build/bench)

# Peers are installed from PyPI, a folder each; the results name those that are missing.
bench: build
	@for peer in $(PEERS); do \
	    folder=.build/peers/$${peer%%[=[]*}; \
	    [ -d $$folder ] || python3 -m pip install --quiet --target $$folder "$$peer" \
	        || { rm -rf $$folder; echo "Going on without $$peer"; }; \
	done
	ENGROSS_BENCH=1 swift build $(RELEASE) --product Benchmark
	@mkdir -p "$(SCRATCH)"
	TMPDIR="$(SCRATCH)" .build/release/Benchmark \
	    $(STATEMENTS) $(SCALE) $(DATE) .build/peers $(RESULTS)

ROWS ?= 1000000

bench-loading: setup
	ENGROSS_BENCH=1 swift build $(RELEASE) --product LoadingBenchmark
	ENGROSS_BENCH=1 swift build $(RELEASE) --product RatingBenchmark
	.build/release/LoadingBenchmark $(ROWS)
	@echo
	.build/release/RatingBenchmark $(ROWS)

bench-ledger: build
	ENGROSS_BENCH=1 swift build $(RELEASE) --product LedgerBenchmark
	.build/release/LedgerBenchmark $(ROWS)

# After a change that is meant: python3 Benchmarks/instructions.py .build/release/engross --write
bench-check: build
	python3 Benchmarks/instructions.py $(ENGROSS)

# Inputs found stay in .build-fuzz/corpus/; one that breaks something is left as .build-fuzz/crash-*.
fuzz:
	ENGROSS_FUZZ=1 swift build -c release --sanitize fuzzer -Xswiftc -enable-testing \
	    --scratch-path $(FUZZ) --product Fuzz
	@for target in $(TARGETS); do \
	    echo; echo "== $$target"; \
	    mkdir -p $(FUZZ)/corpus/$$target $(FUZZ)/scratch; \
	    SWIFT_BACKTRACE=enable=no TARGET=$$target TMPDIR=$(CURDIR)/$(FUZZ)/scratch $(FUZZ)/release/Fuzz \
	        -max_total_time=$(SECONDS) -max_len=4096 -timeout=10 -dict=Fuzz/words.dict \
	        -artifact_prefix=$(FUZZ)/ -print_final_stats=1 -verbosity=0 \
	        $(FUZZ)/corpus/$$target Fuzz/Seeds Tests/HostileTests/Files || exit $$?; \
	done

setup:
	@Scripts/setup.sh

lint:
	swift format lint --strict --recursive Package.swift Sources Tests Fuzz Benchmarks
	python3 Scripts/check_imports.py

install: build
	install -d $(PREFIX)/bin $(PREFIX)/share/engross
	install $(ENGROSS) $(PREFIX)/bin/engross
	cp -R Templates $(PREFIX)/share/engross/
