/**
 * What a promise came from. A clause or an order is promised to everybody on the case; the others are made in the
 * thread, by a clock (`acknowledge`, `reply`, `call_back`), with an update (`update`), or by somebody who said so (`said`).
 */
export const promiseKinds = ['clause', 'order', 'acknowledge', 'reply', 'call_back', 'update', 'said'] as const;
export type PromiseKind = (typeof promiseKinds)[number];
