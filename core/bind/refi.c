// vane.core.refi: exchange files of programs for qualitative analysis, as
// lua/vane/data/refi.lua reads and writes them.
#include "data/refi.h"

#include "bind/bind.h"
#include "bind/modules.h"
#include "data/guid.h"
#include "data/zip_write.h"

#define NOUN "refi"

static VnRefi *check_refi(lua_State *L, int arg) {
  return vn_check(L, arg, NOUN);
}

static int refi_free(lua_State *L) {
  void **box = lua_touserdata(L, 1);
  vn_refi_free(*box);
  *box = NULL;
  return 0;
}

// open(path)
static int refi_open(lua_State *L) {
  VnErr err;
  const char *path = vn_check_text(L, 1, "the path");
  VnRefi **refi = (VnRefi **)vn_box(L, NOUN);
  *refi = vn_refi_open(path, &err);
  return *refi ? 1 : vn_raise_while(L, &err, path);
}

// size(refi) -> how many bytes of XML it holds, 0 when nobody knows
static int refi_size(lua_State *L) {
  lua_pushinteger(L, (lua_Integer)vn_refi_size(check_refi(L, 1)));
  return 1;
}

// next(refi) -> "opens", name; "closes", name; "says", text; "tells", text,
// name; nothing
static int refi_next(lua_State *L) {
  VnErr err;
  VnRefi *refi = check_refi(L, 1);
  VnXml *xml = vn_refi_xml(refi);
  switch (vn_xml_next(xml, &err)) {
    case VN_XML_OPENS:
      lua_pushliteral(L, "opens");
      lua_pushstring(L, vn_xml_name(xml));
      return 2;
    case VN_XML_CLOSES:
      lua_pushliteral(L, "closes");
      lua_pushstring(L, vn_xml_name(xml));
      return 2;
    case VN_XML_SAYS:
      lua_pushliteral(L, "says");
      lua_pushstring(L, vn_xml_text(xml));
      return 2;
    case VN_XML_TELLS:
      lua_pushliteral(L, "tells");
      lua_pushstring(L, vn_xml_text(xml));
      lua_pushstring(L, vn_xml_name(xml));
      return 3;
    case VN_XML_ENDS: return 0;
    default: return vn_raise_while(L, &err, vn_refi_path(refi));
  }
}

// attribute(refi, name) -> text or nil
static int refi_attribute(lua_State *L) {
  VnXml *xml = vn_refi_xml(check_refi(L, 1));
  if (!vn_xml_name(xml)) return 0;
  lua_pushstring(L, vn_xml_attribute(xml, vn_check_text(L, 2, "the name")));
  return 1;
}

// element(refi) -> { is = its name, name, value, name, value, ... }: its
// attributes in their order
static int refi_element(lua_State *L) {
  VnXml *xml = vn_refi_xml(check_refi(L, 1));
  const char *name, *value;
  size_t at = 0;
  lua_createtable(L, 8, 8);
  lua_pushstring(L, vn_xml_name(xml));
  lua_setfield(L, -2, "is");
  for (lua_Integer i = 1; vn_xml_each(xml, &at, &name, &value); i += 2) {
    lua_pushstring(L, name);
    lua_rawseti(L, -2, i);
    lua_pushstring(L, value);
    lua_rawseti(L, -2, i + 1);
  }
  return 1;
}

// namespace(refi) -> text
static int refi_namespace(lua_State *L) {
  lua_pushstring(L, vn_xml_namespace(vn_refi_xml(check_refi(L, 1))));
  return 1;
}

static int give_file(lua_State *L, bool (*read)(VnRefi *, const char *,
                                                VnBytes *, bool *, VnErr *)) {
  VnErr err;
  bool found;
  VnRefi *refi = check_refi(L, 1);
  const char *name = vn_check_text(L, 2, "the name");
  VnBytes *bytes = vn_hold_bytes(L);
  if (!read(refi, name, bytes, &found, &err))
    return vn_raise_while(L, &err, vn_refi_path(refi));
  if (!found) return 0;
  lua_pushlstring(L, (const char *)bytes->at, bytes->n);
  return 1;
}

// text(refi, name) -> text or nil
static int refi_text(lua_State *L) {
  return give_file(L, vn_refi_text);
}

// file(refi, name) -> its bytes or nil
static int refi_file(lua_State *L) {
  return give_file(L, vn_refi_file);
}

// has(refi, name) -> whether the archive has a file of that name
static int refi_has(lua_State *L) {
  VnRefi *refi = check_refi(L, 1);
  lua_pushboolean(L, vn_refi_has(refi, vn_check_text(L, 2, "the name")));
  return 1;
}

// pack(path, names, texts)
static int refi_pack(lua_State *L) {
  VnErr err;
  size_t n;
  const char *path = vn_check_text(L, 1, "the path");
  const char **names = vn_check_texts(L, 2, "file", &n);
  vn_check_list(L, 3, "the texts");
  VnZipFile *files = lua_newuserdatauv(L, (n + 1) * sizeof *files, 0);
  for (size_t k = 0; k < n; k++) {
    lua_rawgeti(L, 3, (lua_Integer)k + 1);
    files[k].name = names[k];
    files[k].bytes = luaL_checklstring(L, -1, &files[k].n);
    lua_pop(L, 1);  // the table at 3 holds it
  }
  if (vn_zip_write(path, files, n, &err)) return 0;
  return vn_raise_while(L, &err, path);
}

// guid(kind, name) -> text
static int refi_guid(lua_State *L) {
  size_t n;
  char guid[VN_GUID_ROOM];
  const char *kind = vn_check_text(L, 1, "the kind");
  const char *name = luaL_checklstring(L, 2, &n);
  vn_guid(kind, name, n, guid);
  lua_pushstring(L, guid);
  return 1;
}

static const VnEntry functions[] = {
    {"open",      refi_open,      NULL},
    {"size",      refi_size,      NULL},
    {"next",      refi_next,      NULL},
    {"attribute", refi_attribute, NULL},
    {"element",   refi_element,   NULL},
    {"namespace", refi_namespace, NULL},
    {"text",      refi_text,      NULL},
    {"file",      refi_file,      NULL},
    {"has",       refi_has,       NULL},
    {"pack",      refi_pack,      NULL},
    {"guid",      refi_guid,      NULL},
    {NULL,        NULL,           NULL},
};

int luaopen_vane_core_refi(lua_State *L) {
  return vn_open_noun(L, &(VnNoun){NOUN, functions, NULL, NULL, refi_free});
}
