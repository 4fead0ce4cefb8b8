// The first look through the cells of a sheet: where the names stand, what
// kinds of cells are below each, and so what a frame of them will be.
#ifndef VN_SURVEY_H
#define VN_SURVEY_H

#include "data/csv/infer.h"
#include "data/notes.h"
#include "data/xlsx/sheet.h"

#define VN_SAMPLE_TEXT 48

typedef struct {
  size_t n;
  VnAddress first;
  char sample[VN_SAMPLE_TEXT];  // how the first one reads
} VnSeen;

typedef struct {
  char *name;  // NULL: nothing stands in the row of names
  VnSeen seen[VN_CELL_KINDS];
  VnSeen na;  // cells that say NA: missing unless the column is text
  VnType type;
  size_t place;  // among the columns of the frame
  size_t n_put;  // how many of its cells the frame has
} VnSurveyColumn;

typedef struct {
  VnRange window;             // where cells count
  const VnInferRules *rules;  // the words for missing
  int32_t header;             // the row of the names; 0: not yet seen
  int32_t last;               // the last row that holds something
  size_t n_cols;              // from window.first.col on
  VnSurveyColumn *columns;
} VnSurvey;

void vn_survey_free(VnSurvey *survey);

// Whether the cell is missing in a column of that type.
bool vn_survey_missing(const VnSurvey *survey, const VnCell *cell, VnType type);

// The column a cell below the names belongs to, or NULL.
VnSurveyColumn *vn_survey_column(VnSurvey *survey, const VnCell *cell);

bool vn_survey_look(VnSurvey *survey, const VnCell *cell, VnErr *err);

// After the last cell: numbers the columns that hold something and gives
// their names; finds the type of one whose type is not told.
VnNames *vn_survey_names(VnSurvey *survey, VnErr *err);
void vn_survey_decide(VnSurveyColumn *column, VnNotes *notes);

// A cell as a text, which lives as long as the cell and `room`.
#define VN_CELL_ROOM 40
const char *vn_cell_text(const VnCell *cell, char room[VN_CELL_ROOM]);

#endif
