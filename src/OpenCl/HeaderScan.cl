// Double SHA-256 of block headers, a candidate a work item. Only the most significant word of each hash is computed; where
// it is not above the limit, the candidate goes to the host, which hashes it again and decides.
// Constants and functions are those of FIPS 180-4. HITS is defined by the build: the places there are for candidates.

__constant uint K[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
};

#define END_OF_MESSAGE 0x80000000u
#define HEADER_BITS 640u
#define HASH_BITS 256u
#define LAST_INITIAL 0x5be0cd19u

#define ROTATE_RIGHT(x, n) rotate((x), 32u - (n))
#define CHOICE(e, f, g) bitselect((g), (f), (e))
#define MAJORITY(a, b, c) bitselect((a), (b), (a) ^ (c))
#define SUM0(a) (ROTATE_RIGHT(a, 2u) ^ ROTATE_RIGHT(a, 13u) ^ ROTATE_RIGHT(a, 22u))
#define SUM1(e) (ROTATE_RIGHT(e, 6u) ^ ROTATE_RIGHT(e, 11u) ^ ROTATE_RIGHT(e, 25u))
#define SIGMA0(w) (ROTATE_RIGHT(w, 7u) ^ ROTATE_RIGHT(w, 18u) ^ ((w) >> 3))
#define SIGMA1(w) (ROTATE_RIGHT(w, 17u) ^ ROTATE_RIGHT(w, 19u) ^ ((w) >> 10))
#define SWAP_BYTES(x) bitselect(rotate((x), 24u), rotate((x), 8u), 0x00ff00ffu)

// The last 16 words of the schedule stand in w: up to round 15 they are the block.
#define GIVEN(t) w[(t) & 15]
#define EXTENDED(t) (w[(t) & 15] += SIGMA1(w[((t) + 14) & 15]) + w[((t) + 9) & 15] + SIGMA0(w[((t) + 1) & 15]))

// The variables stay where they are, and take each other's parts instead: after 8 rounds each has its own again.
#define ROUND(a, b, c, d, e, f, g, h, t, word) \
    h += SUM1(e) + CHOICE(e, f, g) + K[t] + (word); \
    d += h; \
    h += SUM0(a) + MAJORITY(a, b, c);

#define ROUND_0(t, WORD) ROUND(a, b, c, d, e, f, g, h, t, WORD(t))
#define ROUND_1(t, WORD) ROUND(h, a, b, c, d, e, f, g, t, WORD(t))
#define ROUND_2(t, WORD) ROUND(g, h, a, b, c, d, e, f, t, WORD(t))
#define ROUND_3(t, WORD) ROUND(f, g, h, a, b, c, d, e, t, WORD(t))
#define ROUND_4(t, WORD) ROUND(e, f, g, h, a, b, c, d, t, WORD(t))
#define ROUND_5(t, WORD) ROUND(d, e, f, g, h, a, b, c, t, WORD(t))
#define ROUND_6(t, WORD) ROUND(c, d, e, f, g, h, a, b, t, WORD(t))
#define ROUND_7(t, WORD) ROUND(b, c, d, e, f, g, h, a, t, WORD(t))

#define ROUNDS_0_TO_4(t, WORD) \
    ROUND_0(t, WORD) ROUND_1((t) + 1, WORD) ROUND_2((t) + 2, WORD) ROUND_3((t) + 3, WORD) ROUND_4((t) + 4, WORD)
#define ROUNDS_3_TO_7(t, WORD) \
    ROUND_3(t, WORD) ROUND_4((t) + 1, WORD) ROUND_5((t) + 2, WORD) ROUND_6((t) + 3, WORD) ROUND_7((t) + 4, WORD)
#define EIGHT_ROUNDS(t, WORD) \
    ROUNDS_0_TO_4(t, WORD) ROUND_5((t) + 5, WORD) ROUND_6((t) + 6, WORD) ROUND_7((t) + 7, WORD)

// header: the three words of the second block before the nonce; then, for each version, the state after the first block
// and the variables after three rounds of the second.
// Candidate n is nonce n >> version_bits with version n mod 2^version_bits.
// hits: how many candidates there were, and the first of them that came, as distances from the first.
__kernel void scan_headers(
    __global const uint *header, const uint version_bits, const ulong first, const uint count, const uint limit,
    volatile __global uint *hits)
{
    const uint item = get_global_id(0);
    if (item >= count)
        return;
    const ulong candidate = first + item;
    const uint version = (uint)candidate & ((1u << version_bits) - 1);
    __global const uint *midstate = header + 3 + 16 * version;
    __global const uint *before = midstate + 8;

    uint w[16] = {
        header[0], header[1], header[2], SWAP_BYTES((uint)(candidate >> version_bits)), END_OF_MESSAGE, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, HEADER_BITS,
    };
    // Round 3 knows variable a by the name f, and so on.
    uint f = before[0], g = before[1], h = before[2], a = before[3], b = before[4], c = before[5], d = before[6], e = before[7];
    ROUNDS_3_TO_7(3, GIVEN)
    EIGHT_ROUNDS(8, GIVEN)
    EIGHT_ROUNDS(16, EXTENDED)
    EIGHT_ROUNDS(24, EXTENDED)
    EIGHT_ROUNDS(32, EXTENDED)
    EIGHT_ROUNDS(40, EXTENDED)
    EIGHT_ROUNDS(48, EXTENDED)
    EIGHT_ROUNDS(56, EXTENDED)

    w[0] = a + midstate[0];
    w[1] = b + midstate[1];
    w[2] = c + midstate[2];
    w[3] = d + midstate[3];
    w[4] = e + midstate[4];
    w[5] = f + midstate[5];
    w[6] = g + midstate[6];
    w[7] = h + midstate[7];
    w[8] = END_OF_MESSAGE;
    for (int i = 9; i < 15; i++)
        w[i] = 0;
    w[15] = HASH_BITS;

    a = 0x6a09e667;
    b = 0xbb67ae85;
    c = 0x3c6ef372;
    d = 0xa54ff53a;
    e = 0x510e527f;
    f = 0x9b05688c;
    g = 0x1f83d9ab;
    h = LAST_INITIAL;
    EIGHT_ROUNDS(0, GIVEN)
    EIGHT_ROUNDS(8, GIVEN)
    EIGHT_ROUNDS(16, EXTENDED)
    EIGHT_ROUNDS(24, EXTENDED)
    EIGHT_ROUNDS(32, EXTENDED)
    EIGHT_ROUNDS(40, EXTENDED)
    EIGHT_ROUNDS(48, EXTENDED)
    // After round 60 the variable e, h by its name there, is what the last round leaves in h.
    ROUNDS_0_TO_4(56, EXTENDED)
    if (SWAP_BYTES(h + LAST_INITIAL) > limit)
        return;

    const uint place = atomic_inc(hits);
    if (place < HITS)
        hits[1 + place] = item;
}
