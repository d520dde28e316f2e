/* What stage 1 makes of translation tables and addresses picked at random: a line for each case with what AT reports,
   what loads, stores and fetches do, and what the descriptor is in the end. Two processors that both follow the
   architecture, and have the same features, print the same.

   The tables under test are those of TTBR1_EL1. The program itself lives below, in TTBR0_EL1. */

typedef unsigned long u64;

#define READ(name) ({ u64 value; asm volatile("mrs %0, " #name : "=r"(value)); value; })
#define WRITE(name, value) asm volatile("msr " #name ", %0" :: "r"((u64) (value)) : "memory")
#define AT(operation, address) asm volatile("at " #operation ", %0; isb" :: "r"(address) : "memory")
#define BITS(value, high, low) ((value) >> (low) & ((2ul << ((high) - (low))) - 1))

#define UART_DATA (*(volatile unsigned *) 0x09000000)
#define UART_FLAGS (*(volatile unsigned *) 0x09000018)
#define UART_FULL 0x20

#define TABLES 0x44000000ul
#define TABLE_PLACE 0x10000ul
#define MEMORY 0x48000000ul
#define MEMORY_BYTES 0x04000000ul
#define NO_MEMORY 0x0c000000ul

#define VALID 1ul
#define TABLE_OR_PAGE 2ul
#define NON_SECURE (1ul << 5)
#define READ_ONLY (1ul << 7)
#define ACCESS_FLAG (1ul << 10)
#define DIRTY_BIT_MODIFIER (1ul << 51)

extern u64 load(u64 address), store(u64 address, u64 value), execute(u64 address);
extern u64 load_unprivileged(u64 address), store_unprivileged(u64 address, u64 value);

volatile struct { u64 esr, far; } fault;

static u64 first_gigabytes[512] __attribute__((aligned(4096)));
static u64 own_memory[512] __attribute__((aligned(4096)));
static u64 state = SEED * 0x9e3779b97f4a7c15ul;

static void print(char c)
{
    while (UART_FLAGS & UART_FULL)
        ;
    UART_DATA = c;
}

static void print_hex(u64 value)
{
    int shift = 60;
    while (shift > 0 && value >> shift == 0)
        shift -= 4;
    for (; shift >= 0; shift -= 4)
        print("0123456789abcdef"[value >> shift & 15]);
    print(' ');
}

static u64 random_bits(void)
{
    state ^= state << 13;
    state ^= state >> 7;
    state ^= state << 17;
    return state * 0x2545f4914f6cdd1dul >> 3;
}

static unsigned below(unsigned limit)
{
    return (random_bits() >> 8) % limit;
}

static u64 one_in(unsigned n, u64 value)
{
    return below(n) == 0 ? value : 0;
}

struct Case {
    int granule_bits, size, level_bits, first_level;
    int top_byte_ignored, disabled, output_size, never_writable, pan, flags;
    u64 address, root;
    volatile u64 *last;
    u64 descriptor;
};

static int shift_of(const struct Case *c, int level)
{
    return c->granule_bits + c->level_bits * (3 - level);
}

static volatile u64 *entry(const struct Case *c, u64 table, int level)
{
    int bits = level == c->first_level ? c->size - shift_of(c, level) : c->level_bits;
    return (volatile u64 *) table + (c->address >> shift_of(c, level) & ((1ul << bits) - 1));
}

/* A block or page somewhere, with any attributes. */
static u64 leaf(u64 bytes)
{
    u64 output = bytes > MEMORY_BYTES ? 0x40000000 : below(6) ? MEMORY + ((u64) below(0x400) << 16)
            : NO_MEMORY + ((u64) below(0x40) << 16);
    u64 attributes = (random_bits() & 0xbfc & ~NON_SECURE) | (below(8) ? ACCESS_FLAG : 0);
    if (below(2))
        attributes &= ~READ_ONLY;
    attributes |= one_in(2, DIRTY_BIT_MODIFIER) | one_in(6, 1ul << 52) | one_in(3, 1ul << 53) | one_in(3, 1ul << 54);
    return ((output & -bytes) | one_in(12, 1ul << (36 + below(12)))) & -bytes | attributes | VALID;
}

/* Tables down to a leaf, to nothing, or to a table beyond the physical addresses. */
static void make_tables(struct Case *c)
{
    u64 table = c->root;
    c->last = 0;
    for (int level = c->first_level; level <= 3; level++) {
        int choice = below(16);
        volatile u64 *place = entry(c, table, level);
        u64 bytes = 1ul << shift_of(c, level);
        c->last = place;
        if (level < 3 && choice < 13) {
            table = TABLES + 0x200000 + ((u64) level << 20) + below(4) * TABLE_PLACE;
            u64 beyond = one_in(40, 1ul << (40 + below(7)));
            u64 hierarchical = one_in(2, (random_bits() & 0xf) << 59);
            *place = table | beyond | hierarchical | TABLE_OR_PAGE | VALID;
            if (beyond)
                return;
            continue;
        }
        /* QEMU 7.2 takes blocks at levels that have none. */
        int may_be_block = level == 2 || (level == 1 && c->granule_bits == 12);
        if (level == 3)
            *place = choice < 14 ? leaf(bytes) | TABLE_OR_PAGE : choice == 14 ? leaf(bytes) : 0;
        else
            *place = choice < 15 && may_be_block ? leaf(bytes) : 0;
        return;
    }
}

static void forget_tables(const struct Case *c)
{
    u64 table = c->root;
    for (int level = c->first_level; level <= 3; level++) {
        volatile u64 *place = entry(c, table, level);
        u64 descriptor = *place;
        *place = 0;
        if (place == c->last)
            return;
        table = descriptor & 0xffffffff0000ul;
    }
}

static void pick(struct Case *c)
{
    c->granule_bits = 12 + 2 * below(3);
    c->level_bits = c->granule_bits - 3;
    c->size = 48 - below(24);
    int levels = (c->size - c->granule_bits + c->level_bits - 1) / c->level_bits;
    c->first_level = 4 - levels;
    c->top_byte_ignored = below(4) == 0;
    c->disabled = below(24) == 0;
    c->output_size = below(3);
    c->never_writable = below(4) == 0;
    c->pan = below(3) == 0;
    c->flags = below(3) == 0 ? 1 + below(2) * 2 : 0;
    c->address = (random_bits() & ((1ul << c->size) - 1)) | -1ul << c->size;
    if (c->top_byte_ignored)
        c->address = (c->address & ~(0xfful << 56)) | random_bits() << 56;
    /* Now and then in no range at all. */
    c->address ^= one_in(16, 1ul << (c->size + below(64 - c->size)));
    c->address |= 1ul << 55;
    c->root = TABLES + ((u64) below(2) << 20);
    make_tables(c);
    c->descriptor = *c->last;
}

static void set_pan(int on)
{
    if (on)
        asm volatile("msr pan, #1; isb");
    else
        asm volatile("msr pan, #0; isb");
}

static u64 reported(int operation, u64 address)
{
    switch (operation) {
    case 0: AT(s1e1r, address); break;
    case 1: AT(s1e1w, address); break;
    case 2: AT(s1e0r, address); break;
    case 3: AT(s1e0w, address); break;
    case 4: AT(s1e1rp, address); break;
    case 5: AT(s1e1wp, address); break;
    }
    u64 par = READ(par_el1);
    if (par & 1)
        return par;
    /* NS is UNKNOWN here. SH is the descriptor's in QEMU 7.2 where the architecture says Outer Shareable: Device, and
       Normal Non-cacheable. */
    u64 attributes = par >> 56;
    return par & ~(1ul << 9) & (attributes < 16 || attributes == 0x44 ? ~(3ul << 7) : -1ul);
}

/* Whether an access may be made: it faults, or there is memory of the test. */
static int is_harmless(u64 par)
{
    u64 page = par & 0xfffffffff000ul;
    return (par & 1) || (page >= MEMORY && page < MEMORY + MEMORY_BYTES);
}

static void try(const struct Case *c, const u64 *par)
{
    u64 ret = 0xd65f03c0d65f03c0ul;
    u64 address = c->address & ~7ul;
    int stored = 0;
    for (int kind = 0; kind < 5; kind++) {
        int made = kind < 4 ? is_harmless(par[kind]) : (int) par[0] & 1;
        fault.esr = fault.far = 0;
        if (made)
            switch (kind) {
            case 0: load(address); break;
            case 1: store(address, ret); break;
            case 2: load_unprivileged(address); break;
            case 3: store_unprivileged(address, ret); break;
            case 4: execute(address); break;
            }
        print_hex(made);
        print_hex(fault.esr);
        print_hex(fault.far);
        stored |= made && fault.esr == 0 && (kind & 1);
    }
    /* AT may set the Access flag, and QEMU's clears AP[2] too, which only a store should. */
    u64 unsure = c->flags ? ACCESS_FLAG | (stored ? 0 : READ_ONLY) : 0;
    print_hex(*c->last & ~unsure);
}

void run(void)
{
    first_gigabytes[0] = 0x401 | 3ul << 53;
    first_gigabytes[1] = (u64) own_memory | TABLE_OR_PAGE | VALID;
    for (u64 i = 0; i < 512; i++)
        own_memory[i] = 0x40000000 + (i << 21) | 0x705 | (i == 0 ? READ_ONLY : 1ul << 53);
    WRITE(mair_el1, 0x00ff44bb0c04ff00);
    WRITE(ttbr0_el1, first_gigabytes);
    u64 sctlr = READ(sctlr_el1) & ~(1ul << 19);
    print_hex(BITS(READ(id_aa64mmfr1_el1), 3, 0));
    print_hex(BITS(READ(id_aa64mmfr1_el1), 23, 20));
    print('\n');
    for (int i = 0; i < CASES; i++) {
        struct Case c;
        pick(&c);
        u64 granule = c.granule_bits == 12 ? 2 : c.granule_bits == 14 ? 1 : 3;
        WRITE(tcr_el1, 25ul | 1ul << 8 | 1ul << 10 | 3ul << 12 | (64ul - c.size) << 16 | (u64) c.disabled << 23
                | granule << 30 | (u64) c.output_size << 32 | (u64) c.top_byte_ignored << 38 | (u64) c.flags << 39);
        WRITE(ttbr1_el1, c.root | (random_bits() & 0xffff) << 48);
        asm volatile("dsb ish; tlbi vmalle1; dsb ish; isb" ::: "memory");
        WRITE(sctlr_el1, sctlr | 0x1005 | (u64) c.never_writable << 19 | 1 << 23);
        asm volatile("isb");
        set_pan(c.pan);
        u64 par[6];
        for (int operation = 0; operation < 6; operation++)
            par[operation] = reported(operation, c.address);
        print_hex(i);
        print_hex(c.granule_bits);
        print_hex(c.size);
        print_hex(c.address);
        print_hex(c.top_byte_ignored | c.disabled << 1 | c.output_size << 2 | c.never_writable << 4 | c.pan << 5
                | c.flags << 6);
        print_hex(c.descriptor);
        for (int operation = 0; operation < 6; operation++)
            print_hex(par[operation]);
        try(&c, par);
        print('\n');
        set_pan(0);
        WRITE(sctlr_el1, sctlr);
        asm volatile("isb");
        forget_tables(&c);
    }
}
