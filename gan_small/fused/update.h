/* How a gradient g moves parameters x, as torch.optim has it; t = 1, 2, ... counts the updates.

   0  Adam      m = b1 m + (1 - b1) g,  v = b2 v + (1 - b2) g^2,  x -= lr (m/(1 - b1^t)) / (sqrt(v/(1 - b2^t)) + eps)
   1  RMSprop   v = b2 v + (1 - b2) g^2,  x -= lr g/(sqrt(v) + eps)
   2  SGD       m = b1 m + g,  x -= lr m                                                        b1 is the momentum */
#pragma once
#include "losses.h"

/* Parameters and moments, and the room where their next values are written before anyone knows if they are finite. */
typedef struct {
    float *x, *m, *v;
} player;

/* from -> to, n numbers in whole vectors; 0 if a parameter did not stay finite. */
static int move(const settings *s, long n, const float *g, player from, player to, double rate, double t, double clip) {
    double one = 1 - pow(s->beta1, t), two = 1 - pow(s->beta2, t);
    v step = all(s->optimiser == 0 ? rate / one : rate), scale = all(s->optimiser == 0 ? 1 / sqrt(two) : 1);
    v b1 = all(s->beta1), rest1 = all(s->optimiser == 0 ? 1 - s->beta1 : 1);
    v b2 = all(s->beta2), rest2 = all(1 - s->beta2);
    v eps = all(s->eps), bound = all(clip > 0 ? clip : INFINITY);
    vi worst = {0};
    for (long i = 0; i < n; i += VL) {
        v d = at(g + i), m = at(from.m + i), square = at(from.v + i);
        if (s->optimiser != 1) m = b1 * m + rest1 * d, d = m;
        if (s->optimiser != 2) {
            square = b2 * square + rest2 * (at(g + i) * at(g + i));
            d *= inverse(root(square) * scale + eps);
        }
        v x = at(from.x + i) - step * d;
        put(to.m + i, m), put(to.v + i, square);
        vi bits = (vi)magnitude(x);
        worst = (vi)pick(bits > worst, (v)bits, (v)worst);
        x = above(x, bound, bound, x), x = above(-bound, x, -bound, x);
        put(to.x + i, x);
    }
    for (int l = 0; l < VL; l++)
        if (worst[l] >= 0x7f800000) return 0; /* an infinite number's bits, and more are those of NaN */
    return 1;
}
