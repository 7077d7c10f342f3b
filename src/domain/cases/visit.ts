/** A visit is over after this long without a page (CAS9). */
const VISIT_ENDS_AFTER_MS = 30 * 60_000;
/** A visit under way is written down again at most this often: a page load is seldom a write. */
const STILL_HERE_EVERY_MS = 60_000;

/** What a page load means for a visit last seen at `lastSeenAt`: the start of a new one, the same one, or not worth a write. */
export function visitAt(lastSeenAt: Date, now: Date): 'new' | 'still-here' | 'just-seen' {
  const ago = now.getTime() - lastSeenAt.getTime();
  if (ago >= VISIT_ENDS_AFTER_MS) return 'new';
  return ago >= STILL_HERE_EVERY_MS ? 'still-here' : 'just-seen';
}
