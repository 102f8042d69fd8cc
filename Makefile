# make demo    build, and do three monthly runs on the example firm
# make test    build, and pass all tests
# make install copy the program and its templates to PREFIX

PREFIX ?= /usr/local
DEMO = Output/demo
ENGROSS = .build/release/engross

.PHONY: demo test build setup install lint

demo: build
	@rm -rf $(DEMO)
	@mkdir -p $(DEMO)
	@cp -R Examples/whitcombe $(DEMO)/firm
	@for month in 2026-08-31 2026-09-30 2026-10-31; do \
	    echo; echo "== The run of $$month"; \
	    $(ENGROSS) run --final --firm $(DEMO)/firm --output $(DEMO) \
	        --through $$month --date $$month || exit $$?; \
	done
	@echo
	@echo "To begin with, open a pro forma and an invoice below $(DEMO)/2026-10-31/."

build: setup
	@echo "Building; the first time takes some minutes."
	@swift build --quiet -c release --product engross

test:
	@Scripts/setup.sh --for-tests
	swift build --build-tests
	swift test --skip-build

setup:
	@Scripts/setup.sh

lint:
	swift format lint --strict --recursive Package.swift Sources Tests

install: build
	install -d $(PREFIX)/bin $(PREFIX)/share/engross
	install $(ENGROSS) $(PREFIX)/bin/engross
	cp -R Templates $(PREFIX)/share/engross/
