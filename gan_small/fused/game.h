/* The gradients of both players at a batch, by tiles of TILE samples; sums are carried from tile to tile. */
#pragma once
#include "matrix.h"
#include "update.h"

#define NAME(x) d_##x
#define IN DIM
#define OUT 1
#define ROWS (3 * TILE)
#if DIM == 1 && HIDDEN == 2
#include "line.h"
#else
#include "dense.h"
#endif
#undef NAME
#undef IN
#undef OUT
#undef ROWS
#define NAME(x) g_##x
#define IN LATENT
#define OUT DIM
#define ROWS TILE
#if LATENT == 1 && DIM == 1 && HIDDEN == 2
#include "line.h"
#else
#include "dense.h"
#endif
#define D_SIZE SIZE(DIM, 1)
#define G_SIZE SIZE(LATENT, DIM)
#define POINTS (TILE * DIM)

typedef struct {
    d_net d;
    g_net g;
    float x[3 * POINTS], u0[3 * POINTS], s[3 * POINTS], c[3 * TILE], logit[3 * TILE], seed[3 * TILE];
    float z[TILE * LATENT], push[POINTS];
    float d_old[3][D_SIZE], d_new[3][D_SIZE], g_old[3][G_SIZE], g_new[3][G_SIZE], average[G_SIZE];
    player d_now, d_next, g_now, g_next; /* next: room for an update until it is seen to be finite */
} __attribute__((aligned(64))) work;

/* n samples of a tile, the rest zero. */
INLINE void load(float *to, const float *from, int n, int width) {
    memcpy(to, from, n * width * sizeof(float));
    memset(to + n * width, 0, (TILE - n) * width * sizeof(float));
}
INLINE void generate(work *w, const settings *s, const float *noise, const float *blur, int n, float *x, int backward) {
    load(w->z, noise, n, LATENT);
    g_forward(&w->g, TILE, w->z, x, s->slope, backward);
    for (int i = 0; blur && i < n * DIM; i++) x[i] += blur[i];
}

/* The derivative of a penalty by the input gradient s at its sample, into push; returns the penalty.
   one_norm: scale (|s| - 1)^2, one-sided or not; else scale |s|^2 / 2.  0 in the padding. */
INLINE float penalty(const settings *s, const float *slope, int n, float scale, int one_norm, float *push) {
    float total = 0;
    memset(push, 0, POINTS * sizeof(float));
    for (int i = 0; i < n; i++) {
        float square = 0, factor = scale, over;
        for (int j = 0; j < DIM; j++) square += slope[i * DIM + j] * slope[i * DIM + j];
        if (one_norm) {
            float norm = sqrtf(square);
            over = s->one_sided && norm < 1 ? 0 : norm - 1;
            factor = norm > 0 ? 2 * scale * over / norm : 0;
            total += scale * over * over;
        } else total += 0.5f * scale * square;
        for (int j = 0; j < DIM; j++) push[i * DIM + j] = factor * slope[i * DIM + j];
    }
    return total;
}

/* One tile's share of D's gradient, x holding n real points and n fake ones. */
static void learn_tile(work *w, const settings *s, int n, float scale, const float *between, float loss[2]) {
    float *x = w->x, *c = w->c;
    const double weight[3] = {s->r1, s->r2, s->gp};
    int parts = between ? 3 : 2, any_penalty = s->r1 > 0 || s->r2 > 0 || between;
    if (between)
        for (int i = 0; i < POINTS; i++) {
            float t = i / DIM < n ? between[i / DIM] : 0;
            x[2 * POINTS + i] = t * x[i] + (1 - t) * x[POINTS + i];
        }
    d_forward(&w->d, parts * TILE, x, w->logit, s->slope, any_penalty);
    memset(c, 0, 3 * TILE * sizeof(float));
    loss[0] += loss_of_d(s, n, scale, w->logit, w->logit + TILE, c, c + TILE);
    for (int part = 0; part < parts; part++)
        for (int i = 0; i < TILE; i++) w->seed[part * TILE + i] = weight[part] > 0 ? 1 : c[part * TILE + i];
    d_adjoint(&w->d, parts * TILE, w->seed, any_penalty ? w->s : NULL, s->slope);
    for (int part = 0; part < parts; part++) {
        float *u0 = x + part * POINTS, *f = NULL;
        if (weight[part] > 0) {
            u0 = w->u0, f = c + part * TILE;
            loss[1] += penalty(s, w->s + part * POINTS, n, scale * weight[part], part == 2, u0);
            for (int i = 0; i < POINTS; i++) u0[i] += f[i / DIM] * x[part * POINTS + i];
        }
        d_weights(&w->d, part * TILE, TILE, u0, f, s->slope);
    }
}

/* D's gradient at a batch; fakes are given, or made from noise. The loss without and of the penalties. */
static void learn(work *w, const settings *s, int64_t batch, const float *real, const float *fake, const float *noise,
                  const float *blur, const float *between, float loss[2]) {
    loss[0] = loss[1] = 0;
    d_clear(&w->d);
    for (int64_t i = 0; i < batch; i += TILE) {
        int n = batch - i < TILE ? batch - i : TILE;
        load(w->x, real + i * DIM, n, DIM);
        if (fake) load(w->x + POINTS, fake + i * DIM, n, DIM);
        else generate(w, s, noise + i * LATENT, blur ? blur + i * DIM : NULL, n, w->x + POINTS, 0);
        learn_tile(w, s, n, 1.0f / batch, between ? between + i : NULL, loss);
    }
    d_finish(&w->d, s->slope);
}

/* G's gradient at a batch, and its loss. */
static float imitate(work *w, const settings *s, int64_t batch, const float *noise, const float *blur,
                     const float *real) {
    float loss = 0;
    g_clear(&w->g);
    for (int64_t i = 0; i < batch; i += TILE) {
        int n = batch - i < TILE ? batch - i : TILE;
        generate(w, s, noise + i * LATENT, blur ? blur + i * DIM : NULL, n, w->x, 0);
        if (real) load(w->x + POINTS, real + i * DIM, n, DIM);
        d_forward(&w->d, real ? 2 * TILE : TILE, w->x, w->logit, s->slope, 1);
        loss += loss_of_g(s, n, 1.0f / batch, w->logit + TILE, w->logit, w->c);
        for (int j = n; j < TILE; j++) w->c[j] = 0;
        d_adjoint(&w->d, TILE, w->c, w->push, s->slope);
        g_adjoint(&w->g, TILE, w->push, NULL, s->slope);
        g_weights(&w->g, 0, TILE, w->z, NULL, s->slope);
    }
    g_finish(&w->g, s->slope);
    return loss;
}

