// A line from the analyst: edited with history and completion on a terminal,
// else as it comes.
#ifndef VN_EDIT_H
#define VN_EDIT_H

#include <lua.h>

typedef enum { VN_LINE, VN_LINE_END, VN_LINE_DROPPED } VnLine;

// Pushes the line without its end, or nothing when the input has ended or
// Ctrl-C dropped what was typed.
VnLine vn_edit_read(lua_State *L, const char *prompt);

// The function at `arg` answers complete(line, start, word, quote): a list of
// what may stand in place of `word`, or nil for file names.
void vn_edit_complete_with(lua_State *L, int arg);

// History: read from a file, at most so many entries, an entry whole even if
// it has several lines. Each new one is put at the end of the file at once.
void vn_edit_open_history(const char *path, int most);
void vn_edit_remember(const char *entry);

#endif
