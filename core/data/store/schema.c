#include "data/store/parts.h"

#include <string.h>

// `change` and `step` are the journal: every change, and of each row that it
// touched what stood there before and after. Triggers write it, so that
// nothing is changed past it. `field` only grows: it has a column from its first
// value on, with the type that it has for ever. Values of units have the type they came with;
// those of columns that few studies have stand in `detail`.
static const char tables_1[] =
    "CREATE TABLE change(id INTEGER PRIMARY KEY, time TEXT NOT NULL,"
    " who TEXT NOT NULL, what TEXT NOT NULL,"
    " undoes INTEGER REFERENCES change, undone INTEGER REFERENCES change);"
    "CREATE TABLE step(id INTEGER PRIMARY KEY,"
    " change INTEGER NOT NULL REFERENCES change, thing TEXT NOT NULL,"
    " row INTEGER NOT NULL, unit INTEGER, old TEXT, new TEXT);"
    "CREATE INDEX step_change ON step(change);"
    "CREATE INDEX step_row ON step(thing, row);"
    "CREATE INDEX step_unit ON step(unit) WHERE unit IS NOT NULL;"
    "CREATE TABLE source(id INTEGER PRIMARY KEY, name NOT NULL UNIQUE,"
    " text TEXT);"
    "CREATE TABLE unit(id INTEGER PRIMARY KEY, name NOT NULL UNIQUE,"
    " source INTEGER REFERENCES source, date, type, language, actor, text,"
    " start, finish, kind, memo, guid, source_guid);"
    "CREATE INDEX unit_source ON unit(source);"
    "CREATE TABLE code(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " parent INTEGER REFERENCES code, codable, colour, definition, guid);"
    "CREATE INDEX code_parent ON code(parent);"
    "CREATE TABLE coder(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " guid);"
    "CREATE TABLE coding(id INTEGER PRIMARY KEY,"
    " unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,"
    " coder INTEGER NOT NULL REFERENCES coder ON DELETE CASCADE,"
    " code INTEGER REFERENCES code ON DELETE CASCADE,"
    " UNIQUE(unit, coder, code));"
    "CREATE UNIQUE INDEX coding_nothing ON coding(unit, coder)"
    " WHERE code IS NULL;"
    "CREATE INDEX coding_code ON coding(code);"
    "CREATE INDEX coding_coder ON coding(coder);"
    "CREATE TABLE field(id INTEGER PRIMARY KEY, of TEXT NOT NULL,"
    " name TEXT NOT NULL, type TEXT NOT NULL, UNIQUE(of, name));"
    "CREATE TABLE detail(id INTEGER PRIMARY KEY,"
    " field INTEGER NOT NULL REFERENCES field,"
    " unit INTEGER REFERENCES unit ON DELETE CASCADE,"
    " code INTEGER REFERENCES code ON DELETE CASCADE,"
    " coder INTEGER REFERENCES coder ON DELETE CASCADE, value,"
    " UNIQUE(unit, field), UNIQUE(code, field), UNIQUE(coder, field));"
    "CREATE TABLE note(id INTEGER PRIMARY KEY,"
    " unit INTEGER REFERENCES unit ON DELETE CASCADE,"
    " code INTEGER REFERENCES code ON DELETE CASCADE,"
    " text TEXT NOT NULL, who TEXT NOT NULL, time TEXT NOT NULL);"
    "CREATE INDEX note_unit ON note(unit);"
    "CREATE INDEX note_code ON note(code);";

// The registers, and the units that are the evidence for what stands in them.
static const char tables_2[] =
    "CREATE TABLE entry(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " kind TEXT NOT NULL, state TEXT NOT NULL, text, date, strength,"
    " part_of INTEGER REFERENCES entry ON DELETE SET NULL,"
    " descriptor, variant);"
    "CREATE INDEX entry_part_of ON entry(part_of);"
    "CREATE TABLE evidence(id INTEGER PRIMARY KEY,"
    " entry INTEGER NOT NULL REFERENCES entry ON DELETE CASCADE,"
    " unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,"
    " UNIQUE(entry, unit));"
    "CREATE INDEX evidence_unit ON evidence(unit);";

// Under which GUID and when other programs made codings.
static const char tables_3[] =
    "CREATE TABLE stamp(id INTEGER PRIMARY KEY,"
    " unit INTEGER NOT NULL REFERENCES unit ON DELETE CASCADE,"
    " code INTEGER REFERENCES code ON DELETE CASCADE,"
    " coder INTEGER REFERENCES coder ON DELETE CASCADE, guid, created);"
    "CREATE INDEX stamp_unit ON stamp(unit);"
    "CREATE INDEX stamp_code ON stamp(code);"
    "CREATE INDEX stamp_coder ON stamp(coder);";

// What else a project said, and the files it came with, which never change and
// so have no place in the journal.
static const char tables_4[] =
    "CREATE TABLE extra(id INTEGER PRIMARY KEY, element TEXT NOT NULL, guid,"
    " name, unit INTEGER REFERENCES unit ON DELETE CASCADE,"
    " source INTEGER REFERENCES source ON DELETE CASCADE,"
    " within, attributes, inside);"
    "CREATE INDEX extra_guid ON extra(guid);"
    "CREATE INDEX extra_unit ON extra(unit);"
    "CREATE INDEX extra_source ON extra(source);"
    "CREATE TABLE file(id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE,"
    " bytes BLOB NOT NULL);";

static const VnStoreThing things[] = {
    {"source",   "name,text",                                                     NULL  },
    {"unit",
     "name,source,date,type,language,actor,text,start,finish,kind,memo,guid,"
     "source_guid",                                                               "id"  },
    {"code",     "name,parent,codable,colour,definition,guid",                    NULL  },
    {"coder",    "name,guid",                                                     NULL  },
    {"coding",   "unit,coder,code",                                               "unit"},
    {"detail",   "field,unit,code,coder,value",                                   "unit"},
    {"note",     "unit,code,text,who,time",                                       "unit"},
    {"entry",    "name,kind,state,text,date,strength,part_of,descriptor,variant",
     NULL                                                                               },
    {"evidence", "entry,unit",                                                    "unit"},
    {"stamp",    "unit,code,coder,guid,created",                                  NULL  },
    {"extra",    "element,guid,name,unit,source,within,attributes,inside",        NULL  },
};

#define N_THINGS (sizeof things / sizeof *things)

// What each version adds to the one before.
static const struct {
  const char *tables;
  size_t first, last;  // the things whose changes are written down from then on
} versions[VN_STORE_VERSION] = {
    {tables_1, 0,  7       },
    {tables_2, 7,  9       },
    {tables_3, 9,  10      },
    {tables_4, 10, N_THINGS},
};

const VnStoreThing *vn_store_things(size_t *n) {
  *n = N_THINGS;
  return things;
}

const VnStoreThing *vn_store_thing(const char *name) {
  for (size_t i = 0; i < N_THINGS; i++) {
    if (strcmp(things[i].name, name) == 0) return &things[i];
  }
  return NULL;
}


// ---- triggers ----

// A number with a fraction is written with all its digits, which JSON of
// SQLite's own making has not.
static void put_cell(sqlite3_str *text, const char *row, int n,
                     const char *name) {
  sqlite3_str_appendf(text,
                      ",'%.*s',iif(typeof(%s%.*s)='real',"
                      "json(printf('%%!.17g',%s%.*s)),%s%.*s)",
                      n, name, row, n, name, row, n, name, row, n, name);
}

void vn_store_put_json(sqlite3_str *text, const VnStoreThing *thing,
                       const char *row) {
  sqlite3_str_appendf(text, "json_object('id',%sid", row);
  for (const char *at = thing->columns; at; at = strchr(at, ',')) {
    if (*at == ',') at++;
    put_cell(text, row, (int)strcspn(at, ","), at);
  }
  sqlite3_str_appendall(text, ")");
}

static void put_row(sqlite3_str *text, const VnStoreThing *thing,
                    const char *row) {
  if (row) vn_store_put_json(text, thing, row);
  else sqlite3_str_appendall(text, "NULL");
}

// After "INSERT" there is only NEW, after "DELETE" only OLD.
static void put_trigger(sqlite3_str *text, const VnStoreThing *thing,
                        const char *verb, const char *old, const char *new) {
  const char *row = new ? new : old;
  sqlite3_str_appendf(text,
                      "CREATE TRIGGER %s_%s AFTER %s ON %s BEGIN "
                      "INSERT INTO step(change,thing,row,unit,old,new) "
                      "SELECT (SELECT max(id) FROM change),'%s',%sid,%s%s,o,n "
                      "FROM (SELECT ",
                      thing->name, verb, verb, thing->name, thing->name, row,
                      thing->unit ? row : "",
                      thing->unit ? thing->unit : "NULL");
  put_row(text, thing, old);
  sqlite3_str_appendall(text, " AS o,");
  put_row(text, thing, new);
  sqlite3_str_appendall(text, " AS n) WHERE o IS NOT n; END;");
}

static void put_triggers(sqlite3_str *text, const VnStoreThing *thing) {
  put_trigger(text, thing, "INSERT", NULL, "NEW.");
  put_trigger(text, thing, "UPDATE", "OLD.", "NEW.");
  put_trigger(text, thing, "DELETE", "OLD.", NULL);
}

static bool add_version(VnStore *store, int64_t version, VnErr *err) {
  sqlite3_str *text = sqlite3_str_new(store->db);
  sqlite3_str_appendall(text, versions[version].tables);
  for (size_t i = versions[version].first; i < versions[version].last; i++) {
    put_triggers(text, &things[i]);
  }
  sqlite3_str_appendf(text, "PRAGMA user_version=%d", (int)version + 1);
  char *statements = sqlite3_str_finish(text);
  bool done = statements ? vn_store_say(store, statements, err)
                         : vn_fail_memory(err, "store");
  sqlite3_free(statements);
  return done;
}

bool vn_store_migrate(VnStore *store, int64_t version, VnErr *err) {
  for (int64_t v = version; v < VN_STORE_VERSION; v++) {
    if (!add_version(store, v, err)) return false;
  }
  return true;
}
