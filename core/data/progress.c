#include "data/progress.h"

VnProgress *vn_progress;
