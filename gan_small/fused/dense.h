/* A player as matrix products, for any sizes.  Included once for D and once for G, with IN, OUT, ROWS, NAME defined.

   For rows x [rows][IN] (padding rows of a tile included):
       forward    h_1 = leaky(x W_1 + b_1), h_l = leaky(h_{l-1} W_l + b_l), out = h_H W_last + b_last
       adjoint    a_H = m_H * (seed W_last^T), a_{l-1} = m_{l-1} * (a_l W_l^T), dx = a_1 W_1^T;   m_l = leaky'(.)
       weights    dW_l += u_{l-1}^T a_l, db_l += f a_l, dW_last += u_H^T seed, db_last += f seed

   where, without penalty, u = h (u_0 = x) and f = 1.  A penalty P(s) on the input gradient s = dx at seed 1, added to
   a loss whose derivative by the logit is c, takes seed = 1, f = c, u_0 = c x + dP/ds and

       u_l = m_l * (u_{l-1} W_l + f b_l)

   for both at once: c h obeys this recursion, as the network is homogeneous between kinks, and so does the tangent of
   the penalty, with f = 0.  There are no second derivatives: m is constant almost everywhere. */

typedef struct {
    float gradient[SIZE(IN, OUT)];
    float transposed[HIDDEN][WP * WP]; /* [layer - 2] */
    float biases[PARTS][HIDDEN][WP], bias_last[PARTS][PADDED(OUT)]; /* gradients, by parts of a batch: see layout.h */
    float h[HIDDEN][ROWS * WP], a[HIDDEN][ROWS * WP], u[HIDDEN][ROWS * WP], seed[ROWS * OUT];
    const float *p;
} __attribute__((aligned(64))) NAME(net);

/* After every change of the parameters. */
static void NAME(prepare)(NAME(net) * net, const float *p, float slope) {
    (void)slope;
    net->p = p;
    for (int layer = 2; layer <= HIDDEN; layer++) transpose(net->transposed[layer - 2], p + WEIGHT(layer, IN));
}

static void NAME(clear)(NAME(net) * net) {
    memset(net->gradient, 0, sizeof net->gradient);
    memset(net->biases, 0, sizeof net->biases);
    memset(net->bias_last, 0, sizeof net->bias_last);
}

static void NAME(forward)(NAME(net) * net, int rows, const float *x, float *out, float slope, int backward) {
    (void)backward;
    layer(rows, IN, x, IN, net->p + WEIGHT(1, IN), net->p + BIAS(1, IN), NULL, NULL, net->h[0], slope);
    for (int l = 1; l < HIDDEN; l++)
        layer(rows, WIDTH, net->h[l - 1], WP, net->p + WEIGHT(l + 1, IN), net->p + BIAS(l + 1, IN), NULL, NULL,
              net->h[l], slope);
    dots(rows, OUT, net->h[HIDDEN - 1], net->p + LAST(IN), net->p + LAST(IN) + OUT * WP, out);
}

/* dx may be NULL where nobody asks for it. */
static void NAME(adjoint)(NAME(net) * net, int rows, const float *seed, float *dx, float slope) {
    memcpy(net->seed, seed, rows * OUT * sizeof(float));
    layer(rows, OUT, seed, OUT, net->p + LAST(IN), NULL, NULL, net->h[HIDDEN - 1], net->a[HIDDEN - 1], slope);
    for (int l = HIDDEN - 1; l > 0; l--)
        layer(rows, WIDTH, net->a[l], WP, net->transposed[l - 1], NULL, NULL, net->h[l - 1], net->a[l - 1], slope);
    if (dx) dots(rows, IN, net->a[0], net->p + WEIGHT(1, IN), NULL, dx);
}

/* Of the rows from `from` on; f NULL says that there is no penalty on them. */
static void NAME(weights)(NAME(net) * net, int from, int rows, const float *u0, const float *f, float slope) {
    const float *seed = net->seed + from * OUT;
    float *g = net->gradient, *u[HIDDEN], *a[HIDDEN];
    const int part = from / TILE;
    for (int l = 0; l < HIDDEN; l++) {
        a[l] = net->a[l] + from * WP, u[l] = (f ? net->u[l] : net->h[l]) + from * WP;
        if (f)
            layer(rows, l ? WIDTH : IN, l ? u[l - 1] : u0, l ? WP : IN, net->p + WEIGHT(l + 1, IN),
                  net->p + BIAS(l + 1, IN), f, net->h[l] + from * WP, u[l], slope);
    }
    for (int k = 0; k < IN; k++) add_rows(rows, u0 + k, IN, a[0], g + WEIGHT(1, IN) + k * WP);
    for (int l = 0; l < HIDDEN; l++) {
        add_rows(rows, f, 1, a[l], net->biases[part][l]);
        if (l) add_products(rows, u[l - 1], a[l], g + WEIGHT(l + 1, IN));
    }
    for (int o = 0; o < OUT; o++) {
        add_rows(rows, seed + o, OUT, u[HIDDEN - 1], g + LAST(IN) + o * WP);
        for (int i = 0; i < rows; i++) net->bias_last[part][o] += seed[i * OUT + o] * (f ? f[i] : 1);
    }
}

static void NAME(finish)(NAME(net) * net, float slope) {
    (void)slope;
    float *g = net->gradient;
    for (int part = 0; part < PARTS; part++) {
        for (int l = 0; l < HIDDEN; l++)
            for (int j = 0; j < WP; j++) g[BIAS(l + 1, IN) + j] += net->biases[part][l][j];
        for (int o = 0; o < OUT; o++) g[LAST(IN) + OUT * WP + o] += net->bias_last[part][o];
    }
}
