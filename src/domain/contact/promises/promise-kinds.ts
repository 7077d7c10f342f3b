/**
 * What a promise came from. A clause or an order is promised to everybody on the case; the others are made in the
 * thread, by a clock (`acknowledge`, `reply`, `call_back`), with an update (`update`), or by somebody who said so (`said`).
 */
export const promiseKinds = ['clause', 'order', 'acknowledge', 'reply', 'call_back', 'update', 'said'] as const;
export type PromiseKind = (typeof promiseKinds)[number];

/** Kept by what is said in the thread, and by nothing else: nobody writes down that they answered (J07). */
const clockKinds: ReadonlySet<PromiseKind> = new Set<PromiseKind>(['acknowledge', 'reply', 'call_back', 'update']);
export const isClock = (kind: PromiseKind): boolean => clockKinds.has(kind);

/** Made in the thread, and so read beside it. */
export const isOfThread = (kind: PromiseKind): boolean => kind === 'said' || isClock(kind);
