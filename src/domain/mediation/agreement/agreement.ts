import type { CalendarDate } from '#domain/calendar/date.ts';
import type { ClauseKind, LegalClass } from '../clauses/clause.ts';

/** One clause as it is signed. */
export interface AgreedClause {
  number: number;
  title: string;
  words: string;
  body: string;
  officer: string;
  officerId: string | null;
  planSection: string;
  newWording: string;
  legalClass: LegalClass;
  kind: ClauseKind | null;
  agreedDate: CalendarDate | null;
  howKnown: string;
}

/** Something that was not agreed, in each side's own words. */
export interface LeftOver {
  title: string;
  family: string;
  council: string;
  wouldSettle: string;
  /** Who was to do that, and by when. */
  settleWho: string;
  settleBy: CalendarDate | null;
}

/** Everything an agreement says: what both sides read, sign and get. */
export interface AgreementText {
  reference: string;
  kind: 'early_resolution' | 'mediation';
  child: string;
  council: string;
  provider: string;
  ledBy: string;
  metOn: CalendarDate | null;
  clauses: AgreedClause[];
  leftOver: LeftOver[];
  /** Who signs, by side. */
  signers: { partyId: string; name: string; side: 'family' | 'council' | 'neutral'; body: string }[];
}

/** The files a signed agreement is kept as. */
export const copyFormats = ['pdf', 'docx'] as const;
export type CopyFormat = (typeof copyFormats)[number];
