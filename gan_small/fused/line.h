/* A player of sizes 1, WIDTH, WIDTH, 1 by what it is: a piecewise linear function of one number.

   The first layer has at most WIDTH kinks, at t_k = -b_k / w_k.  Between two neighbouring kinks every unit of it is on
   one side, so that the second layer's inputs are affine in x:  z(x) = x P[r] + Q[r]  where x lies in interval r =
   #{k: t_k < x}.  The two tables have WIDTH + 1 rows and cost O(WIDTH^2) once; then a sample costs O(WIDTH) and not
   O(WIDTH^2), forward and backward:

       out = q . z + b_last,   dout/dx = q . P[r],   q = m * w_last,   m = leaky'(z)

   With a sample's seed, f and u_0 as in dense.h, the gradients need of all samples only the sums over each interval

       A[r] = sum of seed u_0 m,   B[r] = sum of seed f m

   For unit k of the first layer, which leaks on one side of t_k and is on on the other, A and B over the intervals
   weighted by its m_k are GA and GB, and with M = w_k GA + b_k GB and W the second layer's weights

       dW[k] = w_last * M,   dw_last = sum_k W[k] * M + b_2 * sum B,   dw_k = sum(w_last W[k] GA), db_k likewise with GB

   Intervals are summed from the left for units that are on there and from the right for the others, never as a total
   less a part: what is zero (units that are off, slope 0) comes out as zero, which Adam would blow up otherwise. */

typedef struct {
    float gradient[SIZE(1, 1)];
    float table[WIDTH + 1][2][WP], total[WIDTH + 1][2][WP]; /* P, Q and A, B */
    float biases[PARTS][WP]; /* sums of seed f m, by parts of a batch: see layout.h */
    float m[ROWS * WP], slopes[ROWS];
    int interval[ROWS]; /* vectors stand up to here, each at a multiple of its length */
    float seed[ROWS], at_kink[WIDTH], bias_last[PARTS];
    int order[WIDTH];
    const float *p;
} __attribute__((aligned(64))) NAME(net);

static void NAME(clear)(NAME(net) * net) {
    memset(net->total, 0, sizeof net->total);
    memset(net->biases, 0, sizeof net->biases);
    memset(net->bias_last, 0, sizeof net->bias_last);
}

/* Where unit k changes sides: it is on for t < x if w > 0, and for x <= t' otherwise, where t' is the next number below
   t, as at its kink itself a unit leaks. */
INLINE float NAME(kink)(const float *p, int k) {
    if (p[k] == 0) return INFINITY;
    float t = -p[BIAS(1, 1) + k] / p[k];
    if (p[k] > 0 || isinf(t)) return t;
    if (t == 0) return -0x1p-126f;
    int32_t bits;
    memcpy(&bits, &t, 4);
    bits += t > 0 ? -1 : 1;
    memcpy(&t, &bits, 4);
    return t;
}

/* The kinks in order: they move little from step to step, so the last order is nearly right. */
static void NAME(sort)(NAME(net) * net, const float *p) {
    int started = net->p != NULL;
    for (int i = 0; i < WIDTH; i++) {
        int k = started ? net->order[i] : i, j = i;
        float t = NAME(kink)(p, k);
        for (; j > 0 && net->at_kink[j - 1] > t; j--)
            net->at_kink[j] = net->at_kink[j - 1], net->order[j] = net->order[j - 1];
        net->at_kink[j] = t, net->order[j] = k;
    }
}

/* After every change of the parameters: the tables.  A unit with w_k = 0 has no kink and is on if b_k > 0. */
static void NAME(prepare)(NAME(net) * net, const float *p, float slope) {
    const float *w = p, *b = p + BIAS(1, 1), *second = p + WEIGHT(2, 1);
    NAME(sort)(net, p);
    net->p = p;
    for (int n = 0; n < WP; n += VL) {
        v x = all(0), y = at(p + BIAS(2, 1) + n);
        for (int k = 0; k < WIDTH; k++) { /* what leaks everywhere */
            float share = w[k] == 0 && b[k] > 0 ? 1 : slope;
            x += share * w[k] * at(second + k * WP + n), y += share * b[k] * at(second + k * WP + n);
        }
        for (int i = 0; i <= WIDTH; i++) { /* from the left: units that turn on */
            put(net->table[i][0] + n, x), put(net->table[i][1] + n, y);
            int k = i < WIDTH ? net->order[i] : 0;
            float share = i < WIDTH && w[k] > 0 ? 1 - slope : 0;
            x += share * w[k] * at(second + k * WP + n), y += share * b[k] * at(second + k * WP + n);
        }
        x = y = all(0);
        for (int i = WIDTH - 1; i >= 0; i--) { /* from the right: those that turn off */
            int k = net->order[i];
            float share = w[k] < 0 ? 1 - slope : 0;
            x += share * w[k] * at(second + k * WP + n), y += share * b[k] * at(second + k * WP + n);
            put(net->table[i][0] + n, at(net->table[i][0] + n) + x);
            put(net->table[i][1] + n, at(net->table[i][1] + n) + y);
        }
    }
}

/* interval[i] = #{k: t_k < x_i} */
INLINE void NAME(locate)(NAME(net) * net, int rows, const float *x) {
    for (int i = 0; i < rows; i += 2 * VL) {
        v first = any(x + i), second = any(x + i + VL);
        vi left = {0}, right = {0};
        UNROLL for (int k = 0; k < WIDTH; k++) {
            v t = all(net->at_kink[k]);
            left += step_up(t, first), right += step_up(t, second);
        }
        *(vi *)(net->interval + i) = left, *(vi *)(net->interval + i + VL) = right;
    }
}

/* backward: whether the slopes dout/dx are wanted. */
INLINE void NAME(forward)(NAME(net) * net, int rows, const float *x, float *out, float slope, int backward) {
    const float *last = net->p + LAST(1);
    NAME(locate)(net, rows, x);
    for (int i = 0; i < rows; i += VL) {
        v value[VL], rise[VL];
        for (int r = 0; r < VL; r++) {
            float(*table)[WP] = net->table[net->interval[i + r]];
            UNROLL for (int n = 0; n < WP; n += VL) {
                v p = at(table[0] + n), z = p * x[i + r] + at(table[1] + n);
                v m = leak(z, all(slope)), q = m * at(last + n);
                put(net->m + (i + r) * WP + n, m);
                value[r] = n ? value[r] + q * z : q * z;
                if (backward) rise[r] = n ? rise[r] + q * p : q * p;
            }
        }
        *(loose *)(out + i) = sums(value) + last[WP];
        if (backward) put(net->slopes + i, sums(rise));
    }
}

static void NAME(adjoint)(NAME(net) * net, int rows, const float *seed, float *dx, float slope) {
    (void)slope;
    memcpy(net->seed, seed, rows * sizeof(float));
    for (int i = 0; dx && i < rows; i++) dx[i] = seed[i] * net->slopes[i];
}

static void NAME(weights)(NAME(net) * net, int from, int rows, const float *u0, const float *f, float slope) {
    (void)slope;
    const int part = from / TILE;
    v biases[NV];
    UNROLL for (int n = 0; n < NV; n++) biases[n] = at(net->biases[part] + n * VL);
    for (int i = 0; i < rows; i++) {
        float(*total)[WP] = net->total[net->interval[from + i]];
        float seed = net->seed[from + i], a = seed * u0[i], b = f ? seed * f[i] : seed;
        net->bias_last[part] += b;
        UNROLL for (int n = 0; n < NV; n++) {
            v m = at(net->m + (from + i) * WP + n * VL);
            put(total[0] + n * VL, at(total[0] + n * VL) + a * m);
            put(total[1] + n * VL, at(total[1] + n * VL) + b * m);
            biases[n] += b * m;
        }
    }
    UNROLL for (int n = 0; n < NV; n++) put(net->biases[part] + n * VL, biases[n]);
}

/* The gradient from the sums over the intervals. */
static void NAME(finish)(NAME(net) * net, float slope) {
    const float *p = net->p, *second = p + WEIGHT(2, 1), *last = p + LAST(1);
    float *g = net->gradient;
    float GA[WIDTH][WP] __attribute__((aligned(64))), GB[WIDTH][WP] __attribute__((aligned(64)));
    v slopes_w[WP], slopes_b[WP];
    for (int k = 0; k < WP; k++) slopes_w[k] = slopes_b[k] = all(0);
    for (int n = 0; n < WP; n += VL) {
        v a = all(0), b = all(0), d_last = all(0);
        for (int i = 0; i < WIDTH; i++) { /* the side left of the kink */
            int k = net->order[i];
            float share = p[k] < 0 || (p[k] == 0 && p[BIAS(1, 1) + k] > 0) ? 1 : slope;
            a += at(net->total[i][0] + n), b += at(net->total[i][1] + n);
            put(GA[k] + n, share * a), put(GB[k] + n, share * b);
        }
        v w_last = at(last + n), total_b = all(0);
        for (int part = 0; part < PARTS; part++) total_b += at(net->biases[part] + n);
        a = b = all(0);
        for (int i = WIDTH - 1; i >= 0; i--) { /* the side right of it, and the gradients */
            int k = net->order[i];
            float share = p[k] > 0 || (p[k] == 0 && p[BIAS(1, 1) + k] > 0) ? 1 : slope;
            a += at(net->total[i + 1][0] + n), b += at(net->total[i + 1][1] + n);
            v w = at(second + k * WP + n), ga = at(GA[k] + n) + share * a, gb = at(GB[k] + n) + share * b;
            v m = p[k] * ga + p[BIAS(1, 1) + k] * gb;
            put(g + WEIGHT(2, 1) + k * WP + n, w_last * m);
            d_last += w * m, w *= w_last;
            slopes_w[k] += w * ga, slopes_b[k] += w * gb;
        }
        put(g + BIAS(2, 1) + n, w_last * total_b);
        put(g + LAST(1) + n, d_last + at(p + BIAS(2, 1) + n) * total_b);
    }
    for (int k = 0; k < WP; k += VL) put(g + k, sums(slopes_w + k)), put(g + BIAS(1, 1) + k, sums(slopes_b + k));
    g[LAST(1) + WP] = net->bias_last[0] + net->bias_last[1] + net->bias_last[2];
}
