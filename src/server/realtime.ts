import type { Server } from 'node:http';

/** The engine, listening beside the pages on one http server. */
export interface Attached {
  /** Tells browsers to come back, stores what has arrived, closes every socket. */
  close(): Promise<void>;
}

/** Puts the engine on an http server. Called once for each server. */
export type Attach = (http: Server) => Attached;

const slot = Symbol.for('common-ground.realtime');
const holder = globalThis as { [slot]?: { attach: Attach } };

/**
 * Hands the engine to whoever owns the http server. The engine lives in the built bundle and the server outside it:
 * importing the engine a second time would make a second one, with documents of its own.
 */
export const offerRealtime = (attach: Attach): void => void (holder[slot] = { attach });

/** The engine that was offered, or null when none was. */
export const offeredRealtime = (): { attach: Attach } | null => holder[slot] ?? null;
