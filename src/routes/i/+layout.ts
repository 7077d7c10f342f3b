/** The invitation ships no script at all: it opens on any phone, at once, on little data. */
export const csr = false;
