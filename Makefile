# vane: `make` builds build/vane, `make help` lists the targets.

PREFIX  ?= /usr/local
DESTDIR ?=
TO       = $(DESTDIR)$(PREFIX)
CC       = gcc
BUILD    = build

# One package per line of need: Debian's name, and what pkg-config calls it
# (a dash: no such file, dpkg knows; @name: any program of that name will do).
PACKAGES = gcc:- libc6-dev:- pkg-config:- \
  liblua5.4-dev:lua5.4 libigraph-dev:igraph libcsv-dev:- libblas-dev:blas \
  libsqlite3-dev:sqlite3 libzip-dev:libzip libxml2-dev:libxml-2.0 libcjson-dev:libcjson \
  zlib1g-dev:zlib libutf8proc-dev:libutf8proc libreadline-dev:readline \
  libpcre2-dev:libpcre2-8 libstemmer-dev:- npm:@npm
LINT_PACKAGES = clang-format:- clang-tidy:- lua-check:-

LIBRARIES = lua5.4 blas sqlite3 zlib libutf8proc readline
LIBS     := $(shell pkg-config --libs $(LIBRARIES) 2>/dev/null) -lcsv -lm

# What needs libraries that take milliseconds to load stands in vane.so, which
# the program opens when one of its modules is first required.
LATE_LIBRARIES = igraph libzip libxml-2.0 libcjson libpcre2-8
LATE_LIBS := $(shell pkg-config --libs $(LATE_LIBRARIES) 2>/dev/null) -lstemmer
LATE = bind/bundle bind/coding_rule bind/community bind/geometry bind/graphml \
  bind/measure bind/refi bind/xlsx calc/graph/centre_between calc/graph/centre_walk \
  calc/coding/rule calc/coding/rule_frame calc/coding/rule_parts \
  calc/coding/rule_scan calc/space/community calc/graph/layout calc/coding/lexicon calc/coding/pattern \
  data/archive data/bundle data/xlsx/celltext data/geometry data/graph/igraph \
  data/graph/graphml data/refi data/xlsx/sheet data/xlsx/sheet_write data/xlsx/workbook \
  data/xlsx data/xml data/zip_write

# What pages carry, fetched by npm as its lock file says (see .ci/bundle).
BUNDLE = build/web/bundle.js

INCLUDES := $(patsubst -I%,-isystem %,$(shell pkg-config --cflags-only-I \
  $(LIBRARIES) $(LATE_LIBRARIES) 2>/dev/null))

WARNINGS = -Wall -Wextra -Wshadow -Wconversion -Wno-sign-conversion \
  -Wmissing-prototypes -Wstrict-prototypes -Wvla -Wundef -Wformat=2 \
  -Wno-format-nonliteral -Wno-psabi
OPTIMISE = -O2 -g
CFLAGS   = -std=c11 -D_GNU_SOURCE -Icore $(INCLUDES) $(WARNINGS) $(OPTIMISE) \
  -ffp-contract=off -fPIE -DVN_BUNDLE='"$(BUNDLE)"'
LDFLAGS  = -pie -rdynamic -Wl,--as-needed

# make SAN=1 ...: its own tree, with the sanitizers and refusable memory.
ifdef SAN
BUILD    = build/san
OPTIMISE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined \
  -fno-omit-frame-pointer -DVN_FAULT
endif

SOURCES := $(wildcard core/*.c core/*/*.c core/*/*/*.c)
OBJECTS := $(SOURCES:core/%.c=$(BUILD)/obj/%.o)
LATE_OBJECTS := $(LATE:%=$(BUILD)/obj/%.o)
BENCH_PROGRAMS = $(addprefix $(BUILD)/bench/,compare igraph impact patents inventors \
  codings ratings)
TEST_PROGRAMS := $(BUILD)/tests/typist $(BUILD)/tests/kernels \
  $(patsubst tests/data/%.c,$(BUILD)/tests/%,$(wildcard tests/data/*.c))

# What tests/calc/kernels.c runs, here and, where there are Debian's packages
# gcc-aarch64-linux-gnu and qemu-user-static, as on another machine.
KERNELS = calc/space/anneal calc/radix calc/chance/random calc/chance/times_drawn \
  calc/chance/weighted_counts data/dict data/digest data/err data/lanes data/memory \
  data/natural data/number data/progress data/csv/scan data/sort_texts data/stop data/utf8
ARM64_CC := $(shell command -v aarch64-linux-gnu-gcc)
ifneq ($(ARM64_CC),)
TEST_PROGRAMS += $(BUILD)/tests/kernels-arm64
endif

.PHONY: all help deps lint-deps run scripts gallery test lint format bench \
  bench-full reference install clean

all: deps  ## build the program: build/vane
	@mkdir -p build/gallery
	@$(MAKE) --no-print-directory -j$(shell nproc) $(BUILD)/vane $(BUILD)/vane.so

help:  ## list the targets
	@sed -n 's/^\([a-z-]*\):.*  ## /\1\t/p' $(MAKEFILE_LIST) | expand -t 12

deps:  ## install what is missing, by Debian's names
	@sh .ci/deps $(PACKAGES)

lint-deps:
	@sh .ci/deps $(LINT_PACKAGES)

run: all  ## the mega-trend study on the report's own data
	$(BUILD)/vane scripts/megatrends.lua

scripts: all  ## every script, one after the other
	@for script in scripts/*.lua; do \
	  printf '\n==> %s\n\n' $$script; $(BUILD)/vane $$script || exit 1; \
	done

gallery: scripts  ## the scripts' pages, and build/gallery/index.html that leads to them
	@$(BUILD)/vane tests/gallery.lua build/gallery

test: all  ## every test; the last line is `N passed, N failed`
	@$(MAKE) --no-print-directory $(TEST_PROGRAMS)
	$(BUILD)/vane tests/run.lua

bench: all $(BENCH_PROGRAMS)  ## speed and memory on 1e6 rows, beside others if installed
	$(BUILD)/vane tests/bench/trust.lua
	$(BUILD)/vane tests/bench/runs.lua
	$(BUILD)/vane tests/bench/store.lua
	$(BUILD)/vane tests/bench/texts.lua
	$(BUILD)/bench/compare $(BUILD)/vane $(BUILD)/bench 1000000
	bash tests/bench/codes.sh $(BUILD)/vane $(BUILD)/bench
	bash tests/bench/networks.sh $(BUILD)/vane $(BUILD)/bench
	bash tests/bench/igraph.sh $(BUILD)/vane $(BUILD)/bench
	$(BUILD)/vane tests/bench/impact.lua $(BUILD)/bench

bench-full: all $(BENCH_PROGRAMS)  ## the same on 1e7 rows
	$(BUILD)/bench/compare $(BUILD)/vane $(BUILD)/bench 10000000

reference: all  ## manual page, reference.md and editor definitions, from the help
	$(BUILD)/vane -e 'require "vane.host.reference".write "$(BUILD)"'

install: reference  ## the program, its Lua files, manual page and completion
	install -d $(TO)/bin $(TO)/lib/vane $(TO)/share/vane $(TO)/share/man/man1 $(TO)/share/bash-completion/completions
	install -m 755 $(BUILD)/vane $(TO)/bin/vane
	install -m 644 $(BUILD)/vane.so $(TO)/lib/vane/vane.so
	cp -R lua $(TO)/share/vane/
	install -d $(TO)/share/vane/datasets
	cp -R datasets/regions $(TO)/share/vane/datasets/
	install -m 644 $(BUILD)/vane.d.lua $(TO)/share/vane/vane.d.lua
	install -m 644 $(BUILD)/vane.1 $(TO)/share/man/man1/vane.1
	install -m 644 $(BUILD)/vane.bash $(TO)/share/bash-completion/completions/vane

$(BUILD)/vane: $(filter-out $(LATE_OBJECTS),$(OBJECTS))
	@echo "  link $@"
	@$(CC) $(OPTIMISE) $(LDFLAGS) -o $@ $^ $(LIBS)

$(BUILD)/vane.so: $(LATE_OBJECTS)
	@echo "  link $@"
	@$(CC) $(OPTIMISE) -shared -Wl,--as-needed,-z,nodelete -o $@ $^ $(LATE_LIBS)

$(LATE_OBJECTS): CFLAGS += -fPIC
$(LATE_OBJECTS): Makefile

$(BUILD)/obj/data/bundle.o: $(BUNDLE)

$(BUNDLE): $(addprefix lua/vane/show/web/,package.json package-lock.json .npmrc)
	@sh .ci/bundle $@

$(BUILD)/obj/%.o: core/%.c
	@mkdir -p $(@D)
	@echo "  cc $<"
	@$(CC) $(CFLAGS) -MMD -MP -c -o $@ $<

$(BUILD)/bench/%: tests/bench/%.c tests/bench/draw.h
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) -o $@ $< -Wl,--as-needed $(LATE_LIBS) -lm

$(BUILD)/tests/%: tests/data/%.c tests/data/fact.h $(filter $(BUILD)/obj/data/%,$(OBJECTS))
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $(filter-out %.h,$^) $(LATE_LIBS) $(LIBS)

$(BUILD)/tests/kernels: tests/calc/kernels.c $(KERNELS:%=$(BUILD)/obj/%.o)
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lm

$(BUILD)/tests/kernels-arm64: tests/calc/kernels.c $(KERNELS:%=core/%.c)
	@mkdir -p $(@D)
	$(ARM64_CC) -static -std=c11 -D_GNU_SOURCE -Icore $(WARNINGS) -O2 \
	  -ffp-contract=off -o $@ $^ -lm

$(BUILD)/tests/typist: tests/sessions/typist.c
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -o $@ $<

-include $(OBJECTS:.o=.d)

lint: deps lint-deps  ## clang-format, clang-tidy and luacheck, nothing changed
	clang-format --dry-run --Werror $$(find core tests -name '*.[ch]')
	printf '%s\n' $(SOURCES) | xargs -P$(shell nproc) -I{} \
	  clang-tidy --quiet {} -- $$($(MAKE) -s print-cflags)
	luacheck --quiet lua scripts tests

format: lint-deps  ## lay out the C sources
	clang-format -i $$(find core tests -name '*.[ch]')

clean:  ## remove what was built
	rm -rf build

print-cflags:
	@echo $(filter-out -g,$(CFLAGS))
