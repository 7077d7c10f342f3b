import { and, desc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { roleInWords } from '#domain/access/standing.ts';
import { person } from '#domain/people/schema.server.ts';
import type { Tx } from '#server/db.ts';
import { isId } from '#server/ids.ts';
import { beginOnPapers, refuse, type Refused } from '../begin.server.ts';
import { sha256Of } from '../fingerprint.server.ts';
import { breach } from '../guard/guard-schema.server.ts';
import { contentText, manifestText, readManifest, type Manifest } from './manifest.ts';
import { nameShown } from '../names.server.ts';
import type { PackParts } from './pack-parts.ts';
import { withoutRecalled } from './pack-recalled.ts';
import { packContentOf } from './pack-content.server.ts';
import { evidenceItem, pack } from '../schema.server.ts';
import type { SeenPoint } from '../list/seen.ts';

export interface FrozenPack {
  packId: string;
  number: number;
  sha256: string;
  pages: number;
  frozenAt: Date;
  /** The exact text of the fingerprint, as it was frozen. */
  manifestText: string;
  /** The same read, without what a recalled paper was called. */
  manifest: Manifest;
}

const ofThisCase = (scope: CaseScope) =>
  and(eq(pack.councilId, scope.councilId), eq(pack.caseFileId, scope.caseFileId));
/** The papers of this case that were recalled, and when: no pack shows what they were called. */
async function recalledOf(tx: Tx, { councilId, caseFileId }: CaseScope): Promise<Map<string, Date>> {
  const rows = await tx
    .select({ id: breach.evidenceItemId, at: breach.openedAt })
    .from(breach)
    .where(and(eq(breach.councilId, councilId), eq(breach.caseFileId, caseFileId)));
  return new Map(rows.map(({ id, at }) => [id, at]));
}

const frozen = ({ manifest, ...row }: typeof pack.$inferSelect, recalled: ReadonlyMap<string, Date>): FrozenPack => {
  const read = readManifest(manifest);
  return { ...row, manifestText: manifest, manifest: { ...read, contents: withoutRecalled(read.contents, recalled) } };
};

/** The packs of the case file, the newest first. */
export async function packsOf(tx: Tx, scope: CaseScope): Promise<FrozenPack[]> {
  const recalled = await recalledOf(tx, scope);
  const rows = await tx.select().from(pack).where(ofThisCase(scope)).orderBy(desc(pack.number));
  return rows.map((row) => frozen(row, recalled));
}

/** One pack, found by both ids (A14, A23). */
export async function packOf(tx: Tx, scope: CaseScope, packId: string): Promise<FrozenPack | null> {
  if (!isId(packId)) return null;
  const [row] = await tx
    .select()
    .from(pack)
    .where(and(ofThisCase(scope), eq(pack.packId, packId)));
  return row ? frozen(row, await recalledOf(tx, scope)) : null;
}

/**
 * Freezes what the Board will see. PACK5: only what the officer had in front of them, told by its fingerprint, and only
 * when every paper has been read. Returns the new pack's id.
 */
export async function freezePack(
  tx: Tx,
  scope: CaseScope,
  shownSha256: string,
  parts: PackParts,
  points: readonly SeenPoint[],
): Promise<Refused | { packId: string }> {
  await beginOnPapers(tx, scope);
  if (await someAreBeingRead(tx, scope))
    return refuse('freeze', 'A paper is still being read. Wait a moment, then look again.');
  const content = await packContentOf(tx, scope, parts, points);
  if (sha256Of(contentText(content)) !== shownSha256)
    return refuse('freeze', 'Something changed while you were reading. Look again, then freeze it.');
  const number = ((await packsOf(tx, scope))[0]?.number ?? 0) + 1;
  const frozenAt = new Date();
  const manifest = manifestText(content, { number, frozenAt: frozenAt.toISOString(), ...(await whoIs(tx, scope)) });
  const { councilId, caseFileId, personId } = scope;
  const sha256 = sha256Of(manifest);
  const pages = readManifest(manifest).pages;
  const [made] = await tx
    .insert(pack)
    .values({ councilId, caseFileId, number, manifest, sha256, pages, frozenBy: personId, frozenAt })
    .returning({ packId: pack.packId });
  await recordFor(tx, scope, { action: 'pack.frozen', target: made!.packId, detail: { number, sha256, pages } });
  return made!;
}

async function someAreBeingRead(tx: Tx, scope: CaseScope): Promise<boolean> {
  const reading = and(
    eq(evidenceItem.councilId, scope.councilId),
    eq(evidenceItem.caseFileId, scope.caseFileId),
    eq(evidenceItem.state, 'reading'),
  );
  return (await tx.select({ id: evidenceItem.evidenceItemId }).from(evidenceItem).where(reading).limit(1)).length > 0;
}

async function whoIs(tx: Tx, { councilId, personId, role }: CaseScope) {
  const [named] = await tx
    .select({ byName: nameShown })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId)));
  return { byName: named?.byName ?? '', roleInWords: role ? roleInWords[role] : '' };
}
