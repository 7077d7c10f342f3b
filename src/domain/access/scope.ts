import type { Permission } from './permission.ts';
import type { Role, Side } from './standing.ts';

/** Confidentiality classes. Every stored thing has one; builders of packs and exports take an allow-list of them. */
export const confidentialityClasses = [
  'case',
  'joint',
  'private:family',
  'private:council',
  'mediator',
  'legal',
  'safeguarding',
] as const;
export type ConfidentialityClass = (typeof confidentialityClasses)[number];

declare const minted: unique symbol;

/**
 * Proof, minted only by the gate (`decide.ts`), that this person may do this. Stores take it and filter by it.
 * `caseFileId`, `standingId` and `role` are null in a scope that concerns no single case file.
 */
export interface Scope<P extends Permission = Permission> {
  readonly [minted]: true;
  readonly permission: P;
  readonly councilId: string;
  readonly personId: string;
  readonly caseFileId: string | null;
  readonly standingId: string | null;
  readonly epoch: number;
  readonly role: Role | null;
  readonly side: Side;
}

/** A scope that concerns one case file: what every store of case content asks for. */
export interface CaseScope<P extends Permission = Permission> extends Scope<P> {
  readonly caseFileId: string;
}
