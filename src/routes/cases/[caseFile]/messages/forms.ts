import * as v from 'valibot';
import { MOST_WORDS } from '#domain/contact/thread/write.server.ts';

export const text = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));

/** When a call or a meeting was, and what was promised in it; both may stay empty. */
export const whenAndPromised = {
  on: v.optional(v.string(), ''),
  at: v.optional(v.string(), ''),
  promise: text(500),
  by: v.optional(v.string(), ''),
};

/** The two forms of the thread. A family writes to the council alone unless it says otherwise. */
export const forms = {
  family: v.object({ to: v.optional(v.picklist(['council', 'all']), 'council'), words: text(MOST_WORDS) }),
  council: v.object({
    to: v.optional(v.string(), ''),
    how: v.optional(v.picklist(['message', 'sms', 'letter'], 'Choose how it goes'), 'message'),
    words: text(MOST_WORDS),
    hard: v.optional(v.string(), ''),
    why: text(1000),
    asked: text(300),
    answersId: v.optional(v.string(), ''),
    last: v.optional(v.string(), ''),
  }),
  ringMe: v.object({ when: text(300) }),
};
