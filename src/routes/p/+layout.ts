/** A practitioner's link ships no script at all: it opens in a clinic's old browser too. */
export const csr = false;
