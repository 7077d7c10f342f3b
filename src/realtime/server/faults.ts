/** Moments at which a test may stop, delay or kill. In production nothing happens at any of them. */
export type FaultPoint = 'before-commit' | 'after-commit' | 'before-relay' | 'before-snapshot' | 'in-handler';

export interface Faults {
  hit(point: FaultPoint): void | Promise<void>;
}

export const noFaults: Faults = { hit: () => {} };
