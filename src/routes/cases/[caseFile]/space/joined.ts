import type { Told } from '#domain/spaces/happened.server.ts';
import type { Party, PointState } from '#domain/spaces/point.ts';
import type { DocumentKind } from '#domain/spaces/texts.ts';

/** What the parts that every kind of live place shows need to know of it. */
export interface LivePlace {
  caseFileId: string;
  /** Every form's command id follows from it. */
  seed: string;
  quiet: boolean;
  you: { party: Party | null };
  may: { write: boolean; decide: boolean; takePart: boolean };
  space: {
    spaceId: string;
    documents: Record<DocumentKind, string>;
    closed: unknown;
    told: Told[];
    points: { pointId: string; state: PointState }[];
  };
}

/** Which part of a page somebody was at: kept in the address of every form, so that they come back to it. */
const PARTS = ['tab', 'section'] as const;

/** The address of a form's action, from the page's own. */
export const actionAt = ({ searchParams }: URL, act: string): string =>
  `?/${act}${PARTS.flatMap((part) => (searchParams.get(part) ? [`&${part}=${searchParams.get(part)}`] : [])).join('')}`;
