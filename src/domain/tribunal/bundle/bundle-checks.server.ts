import { and, asc, eq, inArray } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { today } from '#domain/calendar/today.ts';
import { whoIsNamed } from '#domain/evidence/guard/guard.server.ts';
import { hiddenWithin } from '#domain/evidence/guard/hidden-from.server.ts';
import { whatTells } from '#domain/evidence/redaction/hidden.ts';
import { evidencePage } from '#domain/evidence/schema.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import type { AppealRow } from '../begin.server.ts';
import type { BundleEntry } from './bundle-content.ts';
import { bundleCounts } from './bundle-counts.ts';
import { findingsOf, type Checked, type Finding } from './bundle-findings.ts';
import { limitsOn } from './bundle-limits.ts';
import { bundleFinding } from './bundle-schema.server.ts';

type Words = Checked['words'];

async function wordsOf(tx: Tx, { councilId, caseFileId }: CaseScope, ids: readonly string[]) {
  const rows = await tx
    .select({ id: evidencePage.evidenceItemId, words: evidencePage.words, wordsFrom: evidencePage.wordsFrom })
    .from(evidencePage)
    .where(
      and(
        eq(evidencePage.councilId, councilId),
        eq(evidencePage.caseFileId, caseFileId),
        inArray(evidencePage.evidenceItemId, [...ids, councilId]),
      ),
    )
    .orderBy(asc(evidencePage.evidenceItemId), asc(evidencePage.page));
  return Map.groupBy(rows, ({ id }) => id) as Map<string, Words>;
}

export interface Checks {
  findings: Finding[];
  /** How many pages have words that were read off a picture: they can be searched, and may be wrong. */
  pagesReadOff: number;
}

/** Looks through every page that would be frozen. Names other children: for the council's side alone. */
export async function checksOn(
  tx: Tx,
  scope: CaseScope,
  appeal: AppealRow,
  entries: readonly BundleEntry[],
): Promise<Checks> {
  const words = await wordsOf(
    tx,
    scope,
    entries.map(({ evidenceItemId }) => evidenceItemId),
  );
  const hidden = await hiddenWithin(tx, scope);
  const papers: Checked[] = [];
  for (const entry of entries) {
    const pages = words.get(entry.evidenceItemId) ?? [];
    const { matches: others } = await whoIsNamed(tx, scope, pages);
    papers.push({ entry, words: pages, others, tells: whatTells(pages, hidden) });
  }
  const counters = bundleCounts(entries, appeal);
  const against = { limits: limitsOn(appeal.hearingOn), counters, hearingOn: appeal.hearingOn, today: today(now) };
  return {
    findings: findingsOf(papers, against),
    pagesReadOff: papers.flatMap((paper) => paper.words).filter(({ wordsFrom }) => wordsFrom === 'ocr').length,
  };
}

export interface Looked {
  readonly reason: string;
  readonly byName: string;
}

/** What was looked at and stays, with whose word, by the finding's key. */
export async function lookedAt(tx: Tx, scope: CaseScope, bundleId: string): Promise<Map<string, Looked>> {
  const rows = await tx
    .select({ key: bundleFinding.key, reason: bundleFinding.reason, byName: person.fullName })
    .from(bundleFinding)
    .innerJoin(person, and(eq(person.councilId, bundleFinding.councilId), eq(person.personId, bundleFinding.lookedBy)))
    .where(
      and(
        eq(bundleFinding.councilId, scope.councilId),
        eq(bundleFinding.caseFileId, scope.caseFileId),
        eq(bundleFinding.bundleId, bundleId),
      ),
    );
  return new Map(rows.map(({ key, ...said }) => [key, said]));
}
