import * as v from 'valibot';

const text = v.optional(v.pipe(v.string(), v.trim(), v.maxLength(64)), '');

/** What a form about signing carries: which agreement its page showed, and the fingerprint of what it said. */
export const shown = { agreementId: text, sha256: text };
