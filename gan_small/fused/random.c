/* Philox4x32-10 (Salmon, Moraes, Dror and Shaw 2011): random numbers as a pure function of where they are used.

   key = (low, high word of the seed), counter = (index / 4, step, member, stream); the four words of a block serve the
   indices 4 i .. 4 i + 3.  uniform = ((word >> 9) + 1/2) 2^-23.  Normals by Box and Muller on the words (0, 1), (2, 3):
   r = sqrt(-2 log u1), then r cos(2 pi u2), r sin(2 pi u2).  Each lane of a vector computes a block. */
#include "vectors.h"

typedef uint32_t words __attribute__((vector_size(4 * VL)));
typedef uint64_t wide __attribute__((vector_size(4 * VL)));

#ifdef __AVX512F__
#define PRODUCT(a, m) (wide) _mm512_mul_epu32((__m512i)(a), _mm512_set1_epi64(m))
#else
#define PRODUCT(a, m) (((a) & 0xffffffffu) * (uint64_t)(m))
#endif

/* The high and low words of a times m: products of the even lanes, then of the odd ones. */
INLINE void multiply_words(words a, uint32_t m, words *high, words *low) {
    const wide lower = 0xffffffffu - (wide){0};
    wide even = PRODUCT((wide)a, m), odd = PRODUCT((wide)a >> 32, m);
    *low = (words)((even & lower) | (odd << 32));
    *high = (words)((even >> 32) | (odd & ~lower));
}

/* Two groups of blocks at once: one alone would wait for its own products most of the time. */
INLINE void philox(words w[2][4], uint32_t low, uint32_t high) {
    UNROLL for (int round = 0; round < 10; round++) {
        UNROLL for (int g = 0; g < 2; g++) {
            words a, b, c, d;
            multiply_words(w[g][0], 0xD2511F53u, &c, &d);
            multiply_words(w[g][2], 0xCD9E8D57u, &a, &b);
            w[g][0] = a ^ w[g][1] ^ low, w[g][1] = b, w[g][2] = c ^ w[g][3] ^ high, w[g][3] = d;
        }
        low += 0x9E3779B9u, high += 0xBB67AE85u;
    }
}

INLINE v unit(words w) { return (__builtin_convertvector((vi)(w >> 9), v) + 0.5f) * 0x1p-23f; }

/* r cos(2 pi u2) and r sin(2 pi u2).  4 u2 = quarter + f with |f| <= 1/2, exactly: no large angle is ever rounded. */
INLINE void normal_pair(v u1, v u2, v *x, v *y) {
    v turns = 4 * u2;
    vi quarter = __builtin_convertvector(turns + 0.5f, vi);
    v f = (turns - __builtin_convertvector(quarter, v)) * 1.57079633f, z = f * f;
    v sine = ((-1.9515295891e-4f * z + 8.3321608736e-3f) * z - 1.6666654611e-1f) * z * f + f;
    v cosine = ((2.443315712e-5f * z - 1.388731625e-3f) * z + 4.166664568e-2f) * (z * z) - 0.5f * z + 1;
    v r = root(-2 * logarithm(u1));
    vi odd = -(quarter & 1);
    v c = pick(odd, sine, cosine), s = pick(odd, cosine, sine);
    *x = r * (v)((vi)c ^ (((quarter + 1) & 2) << 30));
    *y = r * (v)((vi)s ^ ((quarter & 2) << 30));
}

/* out[4 l + j] = x[j][l]: lanes of two vectors in turn, then pairs of lanes in turn. */
#define ZIP(l, h) (((l) & 1) * VL + ((l) >> 1) + (h))
#define ZIP_PAIRS(l, h) ((((l) >> 1) & 1) * VL + 2 * (((l) >> 2) + (h)) + ((l) & 1))
INLINE void put_in_turn(float *out, const v x[4]) {
    v first[2] = {SHUFFLE(x[0], x[1], ZIP, 0), SHUFFLE(x[0], x[1], ZIP, VL / 2)};
    v second[2] = {SHUFFLE(x[2], x[3], ZIP, 0), SHUFFLE(x[2], x[3], ZIP, VL / 2)};
    UNROLL for (int i = 0; i < 2; i++) {
        *(loose *)(out + 2 * i * VL) = SHUFFLE(first[i], second[i], ZIP_PAIRS, 0);
        *(loose *)(out + (2 * i + 1) * VL) = SHUFFLE(first[i], second[i], ZIP_PAIRS, VL / 4);
    }
}

INLINE void fill(float *out, uint64_t seed, uint32_t stream, int64_t first, int64_t steps, const int64_t *members,
                 int64_t count_members, int64_t count, int normal) {
    words lanes, zero = {0};
    for (int l = 0; l < VL; l++) lanes[l] = l;
    for (int64_t m = 0; m < count_members; m++)
        for (int64_t s = 0; s < steps; s++, out += count)
            for (int64_t i = 0; i < count; i += 8 * VL) {
                words w[2][4];
                UNROLL for (int g = 0; g < 2; g++) {
                    w[g][0] = lanes + (uint32_t)(i / 4 + g * VL), w[g][1] = zero + (uint32_t)(first + s);
                    w[g][2] = zero + (uint32_t)members[m], w[g][3] = zero + stream;
                }
                philox(w, (uint32_t)seed, (uint32_t)(seed >> 32));
                float last[8 * VL], *to = count - i < 8 * VL ? last : out + i;
                UNROLL for (int g = 0; g < 2; g++) {
                    v u[4] = {unit(w[g][0]), unit(w[g][1]), unit(w[g][2]), unit(w[g][3])};
                    if (normal) normal_pair(u[0], u[1], u, u + 1), normal_pair(u[2], u[3], u + 2, u + 3);
                    put_in_turn(to + g * 4 * VL, u);
                }
                if (to == last) memcpy(out + i, last, (count - i) * sizeof(float));
            }
}

void fill_uniforms(float *out, uint64_t seed, uint32_t stream, int64_t first, int64_t steps, const int64_t *members,
                   int64_t count_members, int64_t count) {
    fill(out, seed, stream, first, steps, members, count_members, count, 0);
}
void fill_normals(float *out, uint64_t seed, uint32_t stream, int64_t first, int64_t steps, const int64_t *members,
                  int64_t count_members, int64_t count) {
    fill(out, seed, stream, first, steps, members, count_members, count, 1);
}
/* One block, for the known answers of the authors. */
void philox_block(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]) {
    words w[2][4];
    for (int j = 0; j < 4; j++) w[0][j] = w[1][j] = counter[j] - (words){0};
    philox(w, key[0], key[1]);
    for (int j = 0; j < 4; j++) out[j] = w[0][j][0];
}
