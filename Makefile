# The rest of what a developer types. `scripts/run` and `scripts/test` are the two commands that need nothing else.
PREFIX ?= /usr/local
SWIFT_FILES = $(shell git ls-files '*.swift')

.PHONY: build bench soak faults fuzz format check example install

build:
	swift build -c release --product sounding

# Speed, as ratios against peers in the same run.
bench: build
	Benchmarks/run

# The full campaigns: simulation, brute force, damage and power loss.
soak: build
	SOUNDING_SOAK=1 swift test -c release --scratch-path .build/soak -Xswiftc -enable-testing

faults:
	swift build --product sounding
	Benchmarks/faults/run
	Benchmarks/faults/merge
	Benchmarks/faults/program

fuzz:
	Benchmarks/fuzz/run

format:
	swift format format --in-place --parallel --configuration .swift-format $(SWIFT_FILES)

check: build
	.build/release/sounding check --strict Playbooks/*.yaml

# The example engagement, and its reports in docs/; the start screen shows the first.
EXAMPLE ?= /tmp/sounding-riverside
example: build
	rm -rf $(EXAMPLE)
	Examples/riverside/make $(EXAMPLE) .build/release/sounding
	.build/release/sounding report 01-quick-assessment --audience shared --engagement $(EXAMPLE) --force -o docs/example-report.md
	.build/release/sounding report 19-roadmap --audience shared --engagement $(EXAMPLE) --force -o docs/example-roadmap.md

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/man/man5
	install -m 755 .build/release/sounding $(DESTDIR)$(PREFIX)/bin/sounding
	.build/release/sounding manual sounding > $(DESTDIR)$(PREFIX)/share/man/man1/sounding.1
	.build/release/sounding manual playbook > $(DESTDIR)$(PREFIX)/share/man/man5/sounding-playbook.5
	install -d $(DESTDIR)$(PREFIX)/share/bash-completion/completions $(DESTDIR)$(PREFIX)/share/zsh/site-functions $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d
	.build/release/sounding --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/sounding
	.build/release/sounding --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_sounding
	.build/release/sounding --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/sounding.fish
