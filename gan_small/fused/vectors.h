/* Vectors of VL floats that fill one register of the machine, and the few functions that the kernels need of them.

   GCC's and clang's vector extensions: plain C operators, no intrinsics but for 1/sqrt and 1/x, whose exact
   instructions take as long as twenty multiplications.  Comparisons give -1 (true) or 0 (false) in each lane. */
#pragma once
#include <math.h>
#include <stdint.h>
#include <string.h>
#ifdef __AVX512F__
#include <immintrin.h>
#define VL 16
#define MR 8 /* rows of a register block: MR * 2 sums stay in registers */
#elif defined(__AVX__)
#define VL 8
#define MR 4
#else
#define VL 4
#define MR 4
#endif
#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("GCC unroll 16")

typedef float v __attribute__((vector_size(4 * VL), may_alias));
typedef float loose __attribute__((vector_size(4 * VL), may_alias, aligned(4))); /* a v anywhere in memory */
typedef int32_t vi __attribute__((vector_size(4 * VL), may_alias));

INLINE v all(float x) { return x - (v){0}; }
INLINE v at(const float *p) { return *(const v *)p; }
INLINE v any(const float *p) { return *(const loose *)p; }
INLINE void put(float *p, v x) { *(v *)p = x; }
INLINE v pick(vi where, v yes, v no) { return (v)(((vi)yes & where) | ((vi)no & ~where)); }

/* x > y ? yes : no, lane by lane; false where x or y is NaN. */
INLINE v above(v x, v y, v yes, v no) {
#ifdef __AVX512F__
    return (v)_mm512_mask_blend_ps(_mm512_cmp_ps_mask((__m512)x, (__m512)y, _CMP_GT_OQ), (__m512)no, (__m512)yes);
#else
    return pick(x > y, yes, no);
#endif
}
INLINE v larger(v x, v y) {
#ifdef __AVX512F__
    return (v)_mm512_max_ps((__m512)x, (__m512)y);
#else
    return above(x, y, x, y);
#endif
}
INLINE vi step_up(v low, v x) { /* 1 where low < x, else 0 */
#ifdef __AVX512F__
    return (vi)_mm512_maskz_set1_epi32(_mm512_cmp_ps_mask((__m512)low, (__m512)x, _CMP_LT_OQ), 1);
#else
    return -(low < x);
#endif
}
INLINE v magnitude(v x) { return (v)((vi)x & 0x7fffffff); }

/* leaky ReLU, 0 <= slope <= 1, and its derivative; at 0 the derivative is the slope, as in torch. */
INLINE v leaky(v z, v slope) { return larger(z, z * slope); }
INLINE v leak(v z, v slope) { return above(z, all(0), all(1), slope); }

/* Lane r of the result is the sum of rows[r]: VL sums for the price of VL - 1 shuffles.  rows is used up.
   A stage of distance h adds the halves of rows r and r + h, so that bit h of a lane tells whose sum it holds. */
#define KEPT(l, h) ((l) & (h) ? (l) + VL : (l))
#define MOVED(l, h) (((l) ^ (h)) + ((l) & (h) ? VL : 0))
#define LANE(l, h) (l)
#define LANES4(F, l, h) F(l, h), F((l) + 1, h), F((l) + 2, h), F((l) + 3, h)
#if VL == 16
#define LANES(F, h) LANES4(F, 0, h), LANES4(F, 4, h), LANES4(F, 8, h), LANES4(F, 12, h)
#elif VL == 8
#define LANES(F, h) LANES4(F, 0, h), LANES4(F, 4, h)
#else
#define LANES(F, h) LANES4(F, 0, h)
#endif
#ifdef __clang__
#define SHUFFLE(a, b, F, h) __builtin_shufflevector(a, b, LANES(F, h))
#else
#define SHUFFLE(a, b, F, h) __builtin_shuffle(a, b, (vi){LANES(F, h)})
#endif
#define STAGE(h)                                                                                                       \
    UNROLL for (int r = 0; r < h; r++) rows[r] =                                                                       \
        SHUFFLE(rows[r], rows[r + h], KEPT, h) + SHUFFLE(rows[r], rows[r + h], MOVED, h);
INLINE v sums(v rows[VL]) {
#if VL == 16
    STAGE(8)
#endif
#if VL >= 8
    STAGE(4)
#endif
    STAGE(2)
    STAGE(1)
    return rows[0];
}
INLINE float sum(v x) {
    float total = 0;
    for (int l = 0; l < VL; l++) total += x[l];
    return total;
}

/* 1/x and sqrt(x) to about one unit in the last place: 14 bits from a table and one step of Newton. */
INLINE v inverse(v x) {
#ifdef __AVX512F__
    v y = (v)_mm512_rcp14_ps((__m512)x);
    return y + y * (1 - x * y);
#else
    return 1 / x;
#endif
}
INLINE v root(v x) {
#ifdef __AVX512F__
    v y = (v)_mm512_rsqrt14_ps((__m512)x), s = x * y;
    return above(x, all(0), s + s * (0.5f - 0.5f * s * y), x);
#else
    v y;
    for (int l = 0; l < VL; l++) y[l] = sqrtf(x[l]);
    return y;
#endif
}

/* exp, relative error below 2e-7; inf beyond the floats, NaN of NaN.  Polynomials of this file: Cephes (Moshier). */
INLINE v exponential(v x) {
    x = above(x, all(89), all(89), x);
    x = above(all(-104), x, all(-104), x);
    v scaled = x * 1.44269504f;
    vi n = __builtin_convertvector(scaled + (above(scaled, all(0), all(0.5f), all(-0.5f))), vi), half = n >> 1;
    v count = __builtin_convertvector(n, v), r = x - count * 0.693359375f + count * 2.12194440e-4f;
    v p = 1.9875691500e-4f * r + 1.3981999507e-3f;
    p = p * r + 8.3334519073e-3f;
    p = p * r + 4.1665795894e-2f;
    p = p * r + 1.6666665459e-1f;
    p = p * r + 5.0000001201e-1f;
    p = p * (r * r) + r + 1;
    return p * (v)((half + 127) << 23) * (v)((n - half + 127) << 23); /* 2^n in two factors: n may be 128 or -150 */
}

/* log(1 + f) for sqrt(1/2) <= 1 + f <= sqrt(2), relative error below 2e-7. */
INLINE v log_near_one(v f) {
    v p = 7.0376836292e-2f * f - 1.1514610310e-1f;
    p = p * f + 1.1676998740e-1f;
    p = p * f - 1.2420140846e-1f;
    p = p * f + 1.4249322787e-1f;
    p = p * f - 1.6668057665e-1f;
    p = p * f + 2.0000714765e-1f;
    p = p * f - 2.4999993993e-1f;
    p = p * f + 3.3333331174e-1f;
    v square = f * f;
    return (p * f - 0.5f) * square + f;
}

/* log(x) for normal x > 0. */
INLINE v logarithm(v x) {
    vi bits = (vi)x - 0x3f3504f3; /* the bits of sqrt(1/2): the mantissa lands between it and sqrt(2) */
    v count = __builtin_convertvector(bits >> 23, v);
    v near = (v)((bits & 0x7fffff) + 0x3f3504f3);
    return log_near_one(near - 1) - count * 2.12194440e-4f + count * 0.693359375f;
}

/* log(1 + e) for 0 <= e <= 1, small e included. */
INLINE v log_one_plus(v e) {
    vi big = e > 0.41421356f;
    v near = log_near_one(pick(big, 0.5f * e - 0.5f, e));
    return pick(big, near + 0.69314718f, near);
}
