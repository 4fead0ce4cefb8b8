// What the files that look for boxes share.
#ifndef VN_PRIM_SEARCH_H
#define VN_PRIM_SEARCH_H

#include "calc/run/prim.h"

bool vn_prim_copy(const VnPrim *prim, const VnPrimBox *from, VnPrimBox *to,
                  VnErr *err);
void vn_prim_free_box(VnPrimBox *box);

// Adds a copy of the box to those that were met.
bool vn_prim_note(VnPrim *prim, const VnPrimBox *box, VnErr *err);

// 1 for each case within the bounds, whatever boxes came before.
void vn_prim_mark(const VnPrim *prim, const VnPrimBox *box, uint8_t *inside);

// Notes the open box, then each smaller one, of the cases that are left.
bool vn_prim_peel(VnPrim *prim, const VnPrimOptions *how, VnPrimBox *box,
                  const uint8_t *left, VnErr *err);

// Of all outcomes.
typedef struct {
  double mean, variance;
} VnPrimSpread;

// Whether the box's mean is two standard errors of such a mean above all.
bool vn_prim_stands_out(const VnPrimBox *box, VnPrimSpread all);

// Of the boxes noted from `first` on, the one to keep.
size_t vn_prim_choose(const VnPrim *prim, const VnPrimOptions *how,
                      size_t first, VnPrimSpread all);

// Widens that box while the mean stays; gives the number of the last one.
bool vn_prim_paste(VnPrim *prim, const VnPrimOptions *how, size_t *chosen,
                   const uint8_t *left, VnErr *err);

#endif
