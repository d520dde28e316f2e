typedef unsigned char u8; typedef unsigned short u16; typedef unsigned u32; typedef unsigned long u64;
#include <arm_neon.h>
float dot(const float *a, const float *b, int n) { float s = 0; for (int i = 0; i < n; i++) s += a[i] * b[i]; return s; }
double horner(const double *c, int n, double x) { double r = c[n]; for (int i = n - 1; i >= 0; i--) r = r * x + c[i]; return r; }
void saxpy(float *restrict y, const float *restrict x, float a, int n) { for (int i = 0; i < n; i++) y[i] += a * x[i]; }
u32 sum8(const u8 *p, u64 n) { u32 s = 0; for (u64 i = 0; i < n; i++) s += p[i]; return s; }
void blend(u8 *restrict d, const u8 *restrict a, const u8 *restrict b, int n) { for (int i = 0; i < n; i++) d[i] = (a[i] * 3 + b[i] * 5 + 4) >> 3; }
int maximum(const int *p, int n) { int m = p[0]; for (int i = 1; i < n; i++) if (p[i] > m) m = p[i]; return m; }
void widen(int *restrict d, const short *restrict s, int n) { for (int i = 0; i < n; i++) d[i] = s[i] * s[i]; }
void convert(double *restrict d, const int *restrict s, int n) { for (int i = 0; i < n; i++) d[i] = s[i] * 0.5; }
void truncate(int *restrict d, const float *restrict s, int n) { for (int i = 0; i < n; i++) d[i] = (int) s[i]; }
void swap3(u8 *p, int n) { for (int i = 0; i < n; i++) { uint8x16x3_t v = vld3q_u8(p + 48 * i); uint8x16_t t = v.val[0]; v.val[0] = v.val[2]; v.val[2] = t; vst3q_u8(p + 48 * i, v); } }
uint8x16_t shuffle(uint8x16_t t, uint8x16_t i) { return veorq_u8(vqtbl1q_u8(t, i), vextq_u8(t, i, 5)); }
int16x8_t lanes(int16x8_t a, int16x4_t b) { return vmlaq_lane_s16(vqrdmulhq_lane_s16(a, b, 3), a, b, 1); }
uint32x4_t bits(uint32x4_t a) { return vorrq_u32(vshrq_n_u32(a, 7), vsliq_n_u32(a, a, 9)); }
u32 popcount(u64 x) { return __builtin_popcountl(x); }
float rounds(float x) { return __builtin_floorf(x) + __builtin_ceilf(x) + __builtin_truncf(x) + __builtin_sqrtf(x); }
long compare(double a, double b) { return a < b ? 1 : a > b ? -1 : a == b ? 0 : 2; }
struct four { float x, y, z, w; };
struct four add(struct four a, struct four b) { return (struct four) {a.x + b.x, a.y + b.y, a.z + b.z, a.w + b.w}; }
double constants(int i) { static const double t[] = {1.5, 3.14159265358979, 1e300, -0.0, 1e-310}; return t[i] + 0.1; }
float choose(int c, float a, float b) { return c ? a : -b; }
u64 fixed(double x) { return (u64) (x * 65536.0); }
__int128 product(long a, long b) { return (__int128) a * b; }
int sw(int i) { switch (i) { case 0: return 5; case 1: return 9; case 2: return 77; case 3: return -4; case 4: return 12; case 5: return 99; default: return 0; } }
_Atomic long counter; long bump(long n) { return __atomic_add_fetch(&counter, n, __ATOMIC_ACQ_REL); }
int hf(__fp16 *p, int n) { float s = 0; for (int i = 0; i < n; i++) s += p[i]; return s; }
