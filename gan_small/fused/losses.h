/* What the players minimise, sample by sample, and its derivative by the logit C, where D = sigmoid(C).

   0  minimax          D: -log D or -log(1 - D), mixed by the label    G: log(1 - D)
   1  non-saturating   D: the same                                     G: -log D
   2  least squares    D: (C - b)^2/2 real, (C - a)^2/2 fake           G: (C - c)^2/2
   3  hinge            D: max(0, 1 - C) real, max(0, 1 + C) fake       G: -C
   4  Wasserstein      D: -C real, C fake                              G: -C
   5  pairing          D: softplus(C(y) - C(x)) of the pairs (x, y)    G: softplus(C(x) - C(y))
   10 + row            f-GAN: D: -g(v) real, f*(g(v)) fake             G: -f*(g(v));   20 + row: G: -g(v)

   with v the logit and the rows of theory's table: kl, reverse-kl, pearson, neyman, squared-hellinger, jensen-shannon,
   gan. */
#pragma once
#include "vectors.h"

typedef struct {
    int64_t objective, optimiser, simultaneous, one_sided;
    double slope, r1, r2, gp, clip, real_label, fake_label, a, b, c, beta1, beta2, eps, average;
} settings;

typedef struct {
    v value, slope;
} term;

/* softplus(C) = log(1 + exp(C)) and softplus(-C), with their derivatives by C: sigmoid(C) and -sigmoid(-C).
   Small ones to full relative accuracy: nothing is a difference. */
typedef struct {
    term up, down;
} both;
INLINE both softplus(v c) {
    v e = exponential(-magnitude(c)), big = inverse(1 + e), small = e * big, rest = log_one_plus(e), zero = all(0);
    return (both){{larger(c, zero) + rest, above(c, zero, big, small)},
                  {larger(-c, zero) + rest, above(c, zero, -small, -big)}};
}
INLINE term negative(term t) { return (term){-t.value, -t.slope}; }
INLINE term plus(term t, float constant) { return (term){t.value + constant, t.slope}; }
INLINE term label(v c, float one) { /* -one log D - (1 - one) log(1 - D) */
    both t = softplus(c);
    return (term){one * t.down.value + (1 - one) * t.up.value, one * t.down.slope + (1 - one) * t.up.slope};
}
INLINE term squared(v c, float target) {
    v gap = c - target;
    return (term){0.5f * gap * gap, gap};
}
INLINE term linear(v c) { return (term){c, all(1)}; }
INLINE term hinge(v c, float side) { /* max(0, 1 + side C); at the kink the slope is 0, as torch's relu has it */
    v z = 1 + side * c;
    return (term){above(all(0), z, all(0), z), above(z, all(0), all(side), all(0))};
}

/* g(v), the slope of f that the logit stands for. */
static term f_gan_real(int64_t row, v c) {
    v e;
    switch (row) {
        case 0: case 2: return linear(c);
        case 1: e = exponential(-c); return (term){-e, e};
        case 3: case 4: e = exponential(-c); return (term){1 - e, e};
        default: return plus(negative(softplus(c).down), row == 5 ? 0.69314718f : 0);
    }
}
/* f*(g(v)) */
static term f_gan_fake(int64_t row, v c) {
    v e;
    switch (row) {
        case 0: e = exponential(c - 1); return (term){e, e};
        case 1: return plus(linear(c), -1);
        case 2: return (term){0.25f * c * c + c, 0.5f * c + 1};
        case 3: e = exponential(-0.5f * c); return (term){2 - 2 * e, e};
        case 4: e = exponential(c); return (term){e - 1, e};
        default: return plus(softplus(c).up, row == 5 ? -0.69314718f : 0);
    }
}

static term of_real(int64_t kind, const settings *s, v c) {
    switch (kind) {
        case 0: case 1: return label(c, s->real_label);
        case 2: return squared(c, s->b);
        case 3: return hinge(c, -1);
        case 4: return negative(linear(c));
        default: return negative(f_gan_real(kind % 10, c));
    }
}
static term of_fake(int64_t kind, const settings *s, v c) {
    switch (kind) {
        case 0: case 1: return label(c, s->fake_label);
        case 2: return squared(c, s->a);
        case 3: return hinge(c, 1);
        case 4: return linear(c);
        default: return f_gan_fake(kind % 10, c);
    }
}
static term of_generator(int64_t kind, const settings *s, v c) {
    switch (kind) {
        case 0: return negative(softplus(c).up);
        case 1: return softplus(c).down;
        case 2: return squared(c, s->c);
        case 3: case 4: return negative(linear(c));
        default: return negative(kind < 20 ? f_gan_fake(kind % 10, c) : f_gan_real(kind % 10, c));
    }
}

/* The first n lanes times scale, 0 in the padding behind them, whatever stands there. */
INLINE v inside(int n, float scale, v x) {
    return pick((vi){LANES(LANE, 0)} < n, scale * x, all(0));
}

/* The mean loss of D over a batch of 1/scale pairs, n of which are here, and its derivatives by their logits. */
static float loss_of_d(const settings *s, int n, float scale, const float *real, const float *fake, float *d_real,
                       float *d_fake) {
    v total = all(0);
    for (int i = 0; i < n; i += VL) {
        term x, y;
        if (s->objective == 5) {
            y = softplus(at(fake + i) - at(real + i)).up;
            x = (term){all(0), -y.slope};
        } else {
            x = of_real(s->objective, s, at(real + i));
            y = of_fake(s->objective, s, at(fake + i));
        }
        total += inside(n - i, scale, x.value + y.value);
        put(d_real + i, inside(n - i, scale, x.slope));
        put(d_fake + i, inside(n - i, scale, y.slope));
    }
    return sum(total);
}

/* The same for G; real is used by pairing only. */
static float loss_of_g(const settings *s, int n, float scale, const float *real, const float *fake, float *d_fake) {
    v total = all(0);
    for (int i = 0; i < n; i += VL) {
        term y = s->objective == 5 ? softplus(at(fake + i) - at(real + i)).down
                                   : of_generator(s->objective, s, at(fake + i));
        total += inside(n - i, scale, y.value);
        put(d_fake + i, inside(n - i, scale, y.slope));
    }
    return sum(total);
}
