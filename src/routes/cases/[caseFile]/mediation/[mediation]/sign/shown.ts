import * as v from 'valibot';

const LOAD_AGAIN = 'That is not there any more. Load the page again.';

/** What a form about signing carries: which agreement its page showed, and the fingerprint of what it said. */
export const shown = {
  agreementId: v.pipe(v.string(LOAD_AGAIN), v.uuid(LOAD_AGAIN)),
  sha256: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(64)), ''),
};
