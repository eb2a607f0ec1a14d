/* One player of sizes IN, WIDTH, ..., WIDTH, OUT with HIDDEN hidden layers: where its numbers stand.

   The caller's order is W_1 [in][out], b_1, W_2, b_2, ...  Here every row is padded with zeros to WP numbers, whole
   vectors, and the last weights stand transposed, [OUT][WP]:

       W_1 [IN][WP], b_1 [WP], W_2 [WP][WP], b_2 [WP], ..., W_last [OUT][WP], b_last [OUT, padded]

   The padding has gradient zero, hence stays zero under all optimisers: they run over the whole block. */
#pragma once
#include "vectors.h"

#define PADDED(n) (((n) + VL - 1) / VL * VL)
#define WP PADDED(WIDTH)
#define NV (WP / VL)           /* vectors in a row */
#define TILE 32                /* samples that go through the networks together, so that all of it stays in cache */
#define PARTS 3 /* of a batch of D: real, fake, between.  The gradients of biases are summed part by part:
                   where real and fake cancel they do so exactly, and Adam does not blow up a rest */
#define SIZE(in, out) ((in)*WP + WP + (HIDDEN - 1) * (WP * WP + WP) + (out)*WP + PADDED(out))
#define COUNT(in, out) ((in)*WIDTH + WIDTH + (HIDDEN - 1) * (WIDTH * WIDTH + WIDTH) + (out)*WIDTH + (out))
#define WEIGHT(layer, in) ((layer) == 1 ? 0 : (in)*WP + WP + ((layer)-2) * (WP * WP + WP)) /* layer 1, 2, ... */
#define BIAS(layer, in) ((layer) == 1 ? (in)*WP : WEIGHT(layer, in) + WP * WP)
#define LAST(in) ((in)*WP + WP + (HIDDEN - 1) * (WP * WP + WP))

/* From the caller's order to the padded one (into != 0), or back. */
static void reorder(float *flat, float *padded, int in, int out, int into) {
    if (into) memset(padded, 0, SIZE(in, out) * sizeof(float));
#define MOVE(place)                                                                                                    \
    do {                                                                                                               \
        float *here = &(place);                                                                                        \
        if (into) *here = *flat++;                                                                                     \
        else *flat++ = *here;                                                                                          \
    } while (0)
    for (int layer = 1; layer <= HIDDEN; layer++) {
        for (int k = 0; k < (layer == 1 ? in : WIDTH); k++)
            for (int j = 0; j < WIDTH; j++) MOVE(padded[WEIGHT(layer, in) + k * WP + j]);
        for (int j = 0; j < WIDTH; j++) MOVE(padded[BIAS(layer, in) + j]);
    }
    for (int k = 0; k < WIDTH; k++)
        for (int o = 0; o < out; o++) MOVE(padded[LAST(in) + o * WP + k]);
    for (int o = 0; o < out; o++) MOVE(padded[LAST(in) + out * WP + o]);
#undef MOVE
}
