/** A councillor's card ships no script at all: it opens on a council's own machine too. */
export const csr = false;
