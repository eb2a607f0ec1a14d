/* Training of one GAN after another, each for a block of steps with everything in the processor's cache.

   The reference is gan_small/step.py; the gradients are derived in dense.h and line.h.  Compile with -D of

       DIM, LATENT     dimensions of a point and of G's noise
       WIDTH, HIDDEN   units of a hidden layer and number of hidden layers, of both players

   A member stops at the first step with a loss (penalties included) or a new parameter that is not finite.  The update
   that failed is not made, and nothing of the member changes any more. */
#include "game.h"
#include <stdlib.h>
#ifdef __SSE2__
#include <xmmintrin.h>
#endif

/* What a caller hands over, members first in every array; NULL where the game does not need it. */
typedef struct {
    const float *real, *noise_d, *noise_g, *real_g, *between, *blur_d, *blur_g, *fake;
    const double *rate_d, *rate_g;
    float *d, *d_m, *d_v, *g, *g_m, *g_v, *average, *losses;
    int64_t *stopped;
} arrays;
typedef struct {
    int64_t members, steps, batch, d_steps, first;
} counts;


/* The parts of one player's block of numbers. */
static player parts(float *start, long size) { return (player){start, start + size, start + 2 * size}; }

static void carry(int into, player p, float *x, float *m, float *v, int in, int out) {
    reorder(x, p.x, in, out, into);
    reorder(m, p.m, in, out, into);
    reorder(v, p.v, in, out, into);
}
static void exchange(player *a, player *b) {
    player kept = *a;
    *a = *b, *b = kept;
}

/* Makes the update if it is finite, and says if it was. */
static int move_d(work *w, const settings *s, double rate, int64_t t) {
    if (!move(s, D_SIZE, w->d.gradient, w->d_now, w->d_next, rate, t, s->clip)) return 0;
    exchange(&w->d_now, &w->d_next);
    d_prepare(&w->d, w->d_now.x, s->slope);
    return 1;
}
static int move_g(work *w, const settings *s, double rate, int64_t t) {
    if (!move(s, G_SIZE, w->g.gradient, w->g_now, w->g_next, rate, t, 0)) return 0;
    exchange(&w->g_now, &w->g_next);
    g_prepare(&w->g, w->g_now.x, s->slope);
    v keep = all(s->average), rest = all(1 - s->average);
    for (int i = 0; i < G_SIZE; i += VL) put(w->average + i, keep * at(w->average + i) + rest * at(w->g_now.x + i));
    return 1;
}

/* One step of Algorithm 1; 0 if the member stops in it. */
static int step(work *w, const settings *s, const counts *n, const arrays *a, int64_t t, float *losses) {
    const int64_t points = n->batch * DIM, noises = n->batch * LATENT;
    const float *blur_g = a->blur_g ? a->blur_g + t * points : NULL;
    const float *real_g = a->real_g ? a->real_g + t * points : NULL;
    if (s->simultaneous) losses[1] = imitate(w, s, n->batch, a->noise_g + t * noises, blur_g, real_g);
    for (int64_t j = 0; j < n->d_steps; j++) {
        int64_t i = t * n->d_steps + j;
        float loss[2];
        learn(w, s, n->batch, a->real + i * points, a->fake ? a->fake + i * points : NULL,
              a->fake ? NULL : a->noise_d + i * noises, a->blur_d ? a->blur_d + i * points : NULL,
              a->between ? a->between + i * n->batch : NULL, loss);
        losses[0] = loss[0];
        if (!isfinite(loss[0] + loss[1]) || !move_d(w, s, a->rate_d[t], (n->first + t) * n->d_steps + j + 1)) return 0;
    }
    if (a->fake) return 1;
    if (!s->simultaneous) losses[1] = imitate(w, s, n->batch, a->noise_g + t * noises, blur_g, real_g);
    return isfinite(losses[1]) && move_g(w, s, a->rate_g[t], n->first + t + 1);
}

static void train_member(work *w, const settings *s, const counts *n, const arrays *a) {
    const int with_g = !a->fake;
    w->d_now = parts(w->d_old[0], D_SIZE), w->d_next = parts(w->d_new[0], D_SIZE);
    w->g_now = parts(w->g_old[0], G_SIZE), w->g_next = parts(w->g_new[0], G_SIZE);
    carry(1, w->d_now, a->d, a->d_m, a->d_v, DIM, 1);
    w->d.p = w->g.p = NULL;
    d_prepare(&w->d, w->d_now.x, s->slope);
    if (with_g) {
        carry(1, w->g_now, a->g, a->g_m, a->g_v, LATENT, DIM);
        reorder(a->average, w->average, LATENT, DIM, 1);
        g_prepare(&w->g, w->g_now.x, s->slope);
    }
    for (int64_t t = 0; t < n->steps; t++) {
        float losses[2] = {NAN, NAN};
        if (*a->stopped < 0 && !step(w, s, n, a, t, losses)) *a->stopped = n->first + t;
        if (a->losses) memcpy(a->losses + 2 * t, losses, sizeof losses);
    }
    carry(0, w->d_now, a->d, a->d_m, a->d_v, DIM, 1);
    if (with_g) {
        carry(0, w->g_now, a->g, a->g_m, a->g_v, LATENT, DIM);
        reorder(a->average, w->average, LATENT, DIM, 0);
    }
}

/* Numbers below 1.2e-38 become 0 while the kernel runs: moments of units that are off fall that low and stay there, and
   x86 processors take twice the time for a step with them.  The caller's setting is restored. */
static unsigned flush_small_numbers(void) {
#ifdef __SSE2__
    unsigned before = _mm_getcsr();
    _mm_setcsr(before | 0x8000);
    return before;
#else
    return 0;
#endif
}
static void restore(unsigned before) {
    (void)before;
#ifdef __SSE2__
    _mm_setcsr(before);
#endif
}

/* All members, one after the other; -1 if there is no memory for it.  With a->fake, D alone learns from given fakes. */
int train(const settings *s, const counts *n, const arrays *given) {
    work *w = aligned_alloc(64, (sizeof(work) + 63) / 64 * 64);
    if (!w) return -1;
    memset(w, 0, sizeof *w);
    unsigned before = flush_small_numbers();
    const int64_t each = n->steps * n->batch, all_d = each * n->d_steps;
    const int64_t size_d = COUNT(DIM, 1), size_g = COUNT(LATENT, DIM);
    arrays a = *given;
    for (int64_t m = 0; m < n->members; m++) {
        train_member(w, s, n, &a);
#define NEXT(array, size) a.array = a.array ? a.array + (size) : NULL
        NEXT(real, all_d * DIM), NEXT(fake, all_d * DIM), NEXT(noise_d, all_d * LATENT), NEXT(noise_g, each * LATENT);
        NEXT(real_g, each * DIM), NEXT(between, all_d), NEXT(blur_d, all_d * DIM), NEXT(blur_g, each * DIM);
        NEXT(d, size_d), NEXT(d_m, size_d), NEXT(d_v, size_d), NEXT(losses, 2 * n->steps), NEXT(stopped, 1);
        NEXT(g, size_g), NEXT(g_m, size_g), NEXT(g_v, size_g), NEXT(average, size_g);
    }
    restore(before);
    free(w);
    return 0;
}
