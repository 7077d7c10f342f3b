import { canonical, type Canonical } from '../canonical.ts';
import type { PackContent } from './pack-parts.ts';
import { contentsOf, pagesIn, type PackEntry } from './pack.ts';

export interface FrozenBy {
  number: number;
  /** ISO 8601 in UTC, to the millisecond. */
  frozenAt: string;
  byName: string;
  roleInWords: string;
}

type Body = Omit<PackContent, 'papers' | 'arrived'> & { version: 1; contents: PackEntry[]; pages: number };

/** What the Board will see, frozen: its canonical text is kept, and its fingerprint is the SHA-256 of that text. */
export type Manifest = Body & { frozen: FrozenBy };

const byId = <T>(items: readonly T[], id: (item: T) => string | number): T[] =>
  [...items].sort((a, b) => (id(a) < id(b) ? -1 : 1));

function bodyOf({ papers, arrived: _, parts, missing, ...rest }: PackContent): Body {
  const contents = contentsOf({ parts, papers });
  const points = byId(parts.points, ({ number }) => number).map((point) => ({
    ...point,
    pages: byId(point.pages, ({ evidenceItemId, page }) => `${evidenceItemId}:${String(page).padStart(6, '0')}`),
  }));
  return {
    version: 1,
    ...rest,
    parts: { ...parts, points },
    missing: byId(missing, ({ checkRowId }) => checkRowId),
    contents,
    pages: pagesIn(contents),
  };
}

/** The canonical text of what would be frozen now, before anybody freezes it. PACK2: the same content is the same text. */
export const contentText = (content: PackContent): string => canonical(bodyOf(content) as unknown as Canonical);

/** The canonical text to keep, with who froze it and when. */
export const manifestText = (content: PackContent, frozen: FrozenBy): string =>
  canonical({ ...bodyOf(content), frozen } as unknown as Canonical);

/** A kept manifest, as it was. */
export const readManifest = (text: string): Manifest => JSON.parse(text) as Manifest;

/** The content part of a kept manifest, as `contentText` would have written it. */
export function contentTextOf({ frozen: _, ...body }: Manifest): string {
  return canonical(body as unknown as Canonical);
}
