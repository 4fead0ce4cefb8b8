// Europe on paper: Lambert's azimuthal equal-area projection, as ETRS89-LAEA
// (EPSG:3035) has it.
#ifndef VN_LAEA_H
#define VN_LAEA_H

// Degrees to metres east and north, by the formulas of the EPSG Guidance Note
// 7-2 (Lambert Azimuthal Equal Area, ellipsoidal) on the GRS 1980 ellipsoid.
void vn_laea(double longitude, double latitude, double *east, double *north);

#endif
