/* Products of tall, narrow matrices whose rows are samples: blocks of MR rows and one or two vectors of columns,
   whose sums stay in registers. */
#pragma once
#include "layout.h"

/* sum[r][n] += sum over k < depth of a[r * row + k * step] b[k * WP + n]; nv vectors in a row of the block. */
INLINE void block(int nv, int depth, const float *a, int row, int step, const float *b, v *sum) {
    for (int k = 0; k < depth; k++) {
        v right[2];
        UNROLL for (int n = 0; n < nv; n++) right[n] = at(b + k * WP + n * VL);
        UNROLL for (int r = 0; r < MR; r++) {
            v left = all(a[r * row + k * step]);
            UNROLL for (int n = 0; n < nv; n++) sum[r * nv + n] += left * right[n];
        }
    }
}

/* z = in[i] w + f_i bias, then y[i] = leaky(z), or, given the layer's own activations h, y[i] = leaky'(h) * z.
   bias NULL is zero, f NULL is one.  leaky(z) and z have one sign, so h says which side of the kink a unit is on. */
INLINE void layer_columns(int nv, int rows, int depth, const float *in, int width, const float *w, const float *bias,
                          const float *f, const float *h, float *y, float slope) {
    for (int i = 0; i < rows; i += MR) {
        v sum[MR * 2];
        UNROLL for (int r = 0; r < MR; r++) UNROLL for (int n = 0; n < nv; n++) {
            sum[r * nv + n] = bias ? at(bias + n * VL) : all(0);
            if (f) sum[r * nv + n] *= f[i + r];
        }
        block(nv, depth, in + i * width, width, 1, w, sum);
        UNROLL for (int r = 0; r < MR; r++) UNROLL for (int n = 0; n < nv; n++) {
            v z = sum[r * nv + n];
            int place = (i + r) * WP + n * VL;
            if (h) z *= leak(at(h + place), all(slope));
            else z = leaky(z, all(slope));
            put(y + place, z);
        }
    }
}

INLINE void layer(int rows, int depth, const float *in, int width, const float *w, const float *bias, const float *f,
                  const float *h, float *y, float slope) {
    int n = 0;
    for (; n + 2 <= NV; n += 2)
        layer_columns(2, rows, depth, in, width, w + n * VL, bias ? bias + n * VL : NULL, f, h ? h + n * VL : NULL,
                      y + n * VL, slope);
    if (n < NV)
        layer_columns(1, rows, depth, in, width, w + n * VL, bias ? bias + n * VL : NULL, f, h ? h + n * VL : NULL,
                      y + n * VL, slope);
}

/* y[i * count + o] = h[i] . w[o] + bias[o]; rows is a multiple of VL. */
INLINE void dots(int rows, int count, const float *h, const float *w, const float *bias, float *y) {
    for (int i = 0; i < rows; i += VL)
        for (int o = 0; o < count; o++) {
            v row[VL];
            UNROLL for (int r = 0; r < VL; r++) {
                row[r] = at(h + (i + r) * WP) * at(w + o * WP);
                for (int n = 1; n < NV; n++) row[r] += at(h + (i + r) * WP + n * VL) * at(w + o * WP + n * VL);
            }
            v found = sums(row) + (bias ? bias[o] : 0);
            if (count == 1) *(loose *)(y + i) = found;
            else for (int r = 0; r < VL; r++) y[(i + r) * count + o] = found[r];
        }
}

/* out += sum over i of f[i * step] a[i]; f NULL is one. */
INLINE void add_rows(int rows, const float *f, int step, const float *a, float *out) {
    for (int n = 0; n < NV; n++) {
        v even = at(out + n * VL), odd = all(0); /* two chains: half the wait */
        for (int i = 0; i < rows; i += 2) {
            even += at(a + i * WP + n * VL) * (f ? f[i * step] : 1);
            odd += at(a + (i + 1) * WP + n * VL) * (f ? f[(i + 1) * step] : 1);
        }
        put(out + n * VL, even + odd);
    }
}

INLINE void add_products_columns(int nv, int rows, const float *u, const float *a, float *out) {
    for (int k = 0; k < WP; k += MR) {
        v sum[MR * 2];
        UNROLL for (int r = 0; r < MR; r++) UNROLL for (int n = 0; n < nv; n++)
            sum[r * nv + n] = at(out + (k + r) * WP + n * VL);
        block(nv, rows, u + k, 1, WP, a, sum);
        UNROLL for (int r = 0; r < MR; r++) UNROLL for (int n = 0; n < nv; n++)
            put(out + (k + r) * WP + n * VL, sum[r * nv + n]);
    }
}

/* out[k][n] += sum over samples i of u[i][k] a[i][n]. */
INLINE void add_products(int rows, const float *u, const float *a, float *out) {
    int n = 0;
    for (; n + 2 <= NV; n += 2) add_products_columns(2, rows, u, a + n * VL, out + n * VL);
    if (n < NV) add_products_columns(1, rows, u, a + n * VL, out + n * VL);
}

static void transpose(float *to, const float *from) {
    for (int k = 0; k < WP; k++)
        for (int j = 0; j < WP; j++) to[k * WP + j] = from[j * WP + k];
}
