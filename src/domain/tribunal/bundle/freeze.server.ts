import { and, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { isRefused, refuse, type Refused } from '#domain/access/refused.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import type { CalendarDate } from '#domain/calendar/date.ts';
import { dateOf, today } from '#domain/calendar/today.ts';
import { beginOnPapers } from '#domain/evidence/begin.server.ts';
import { caseFactsOf } from '#domain/evidence/case-facts.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { council, person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { assertOpen, beginInAppeal, recordOnAppeal, type AppealRow } from '../begin.server.ts';
import { doneOf } from '../dates/directions.server.ts';
import { checksOn, lookedAt } from './bundle-checks.server.ts';
import { bundleText, type BundleBody, type BundleEntry } from './bundle-content.ts';
import { bundleCounts } from './bundle-counts.ts';
import { bundle, bundleFinding } from './bundle-schema.server.ts';
import { entriesOf, newestBundle, putIn } from './bundle.server.ts';

const NOT_GATHERING = 'No bundle is being gathered now.';

/** What would be frozen now. */
export async function bodyOf(
  tx: Tx,
  scope: CaseScope,
  appeal: AppealRow,
  entries: readonly BundleEntry[],
): Promise<BundleBody> {
  const [named] = await tx.select({ name: council.name }).from(council).where(eq(council.councilId, scope.councilId));
  return {
    version: 1,
    councilName: named?.name ?? '',
    reference: appeal.number ?? (await caseFactsOf(tx, scope)).reference,
    hearingOn: appeal.hearingOn,
    entries,
    pages: entries.reduce((sum, { pages }) => sum + pages, 0),
    counts: bundleCounts(entries, appeal).map(({ words }) => words),
  };
}

const thisBundle = ({ councilId, caseFileId }: CaseScope, bundleId: string) =>
  and(eq(bundle.councilId, councilId), eq(bundle.caseFileId, caseFileId), eq(bundle.bundleId, bundleId));

/** Writes down that somebody looked at a finding and why it may stay. Only of what the check finds now. */
export async function lookAtFinding(
  tx: Tx,
  scope: CaseScope,
  appealId: string,
  { key, reason }: { key: string; reason: string },
): Promise<Refused | null> {
  const appeal = await beginInAppeal(tx, scope, appealId);
  assertOpen(appeal);
  const found = await newestBundle(tx, scope, appealId);
  if (found?.state !== 'gathering') return refuse('reason', NOT_GATHERING);
  const { bundleId } = found;
  const { findings } = await checksOn(tx, scope, appeal, entriesOf(await putIn(tx, scope, bundleId)));
  if (!findings.some((finding) => finding.key === key))
    return refuse('reason', 'This was put right, or has changed. Look again.');
  const { councilId, caseFileId, personId: lookedBy } = scope;
  const said = { lookedBy, lookedAt: new Date(), reason };
  await tx
    .insert(bundleFinding)
    .values({ councilId, caseFileId, bundleId, findingId: v7(), key, ...said })
    .onConflictDoUpdate({ target: [bundleFinding.councilId, bundleFinding.bundleId, bundleFinding.key], set: said });
  await recordOnAppeal(tx, scope, appeal, { action: 'bundle.finding_looked_at', detail: { bundleId } });
  return null;
}

/**
 * BUN7: freezes a bundle. Only what the officer had in front of them, told by its fingerprint; only when every finding was
 * put right or looked at, and every paper in it can be read. From then on no page of it moves.
 */
export async function freezeBundle(
  tx: Tx,
  scope: CaseScope,
  appealId: string,
  shownSha256: string,
): Promise<Refused | null> {
  await beginOnPapers(tx, scope);
  const appeal = await beginInAppeal(tx, scope, appealId);
  assertOpen(appeal);
  const found = await newestBundle(tx, scope, appealId);
  if (found?.state !== 'gathering') return refuse('freeze', NOT_GATHERING);
  const { bundleId } = found;
  const papers = await putIn(tx, scope, bundleId);
  const entries = entriesOf(papers);
  if (entries.length === 0) return refuse('freeze', 'There is nothing in it yet.');
  if (entries.length < papers.length)
    return refuse('freeze', 'A paper in it cannot be read now. Take it out, or wait.');
  const body = await bodyOf(tx, scope, appeal, entries);
  if (sha256Of(bundleText(body)) !== shownSha256)
    return refuse('freeze', 'Something changed while you were reading. Look again, then freeze it.');
  const looked = await lookedAt(tx, scope, bundleId);
  const open = (await checksOn(tx, scope, appeal, entries)).findings.filter(({ key }) => !looked.has(key));
  if (open.length > 0) return refuse('freeze', 'Put right what was found, or say why it may stay.');
  const frozenAt = new Date();
  const content = { ...body, frozen: { at: frozenAt.toISOString(), byName: await nameOf(tx, scope) } };
  const sha256 = sha256Of(bundleText(content));
  const frozen = { state: 'frozen' as const, content, sha256, frozenBy: scope.personId, frozenAt };
  await tx.update(bundle).set(frozen).where(thisBundle(scope, bundleId));
  const detail = { bundleId, sha256, pages: body.pages };
  await recordOnAppeal(tx, scope, appeal, { action: 'bundle.frozen', detail });
  return null;
}

async function nameOf(tx: Tx, { councilId, personId }: CaseScope): Promise<string> {
  const [found] = await tx
    .select({ name: person.fullName })
    .from(person)
    .where(and(eq(person.councilId, councilId), eq(person.personId, personId)));
  return found?.name ?? '';
}

/** Writes down the day the frozen bundle went to the family and the tribunal; the appeal's own date is done with it. */
export async function bundleSent(
  tx: Tx,
  scope: CaseScope,
  appealId: string,
  sentOn: CalendarDate,
): Promise<Refused | null> {
  const appeal = await beginInAppeal(tx, scope, appealId);
  assertOpen(appeal);
  const found = await newestBundle(tx, scope, appealId);
  if (found?.state !== 'frozen' || !found.frozenAt) return refuse('sentOn', 'Freeze the bundle first.');
  if (sentOn > today(now)) return refuse('sentOn', 'The day it was sent must be today or earlier');
  if (sentOn < dateOf(found.frozenAt)) return refuse('sentOn', 'It was frozen after that day');
  const done = await doneOf(tx, scope, appeal, { doneKind: 'bundle', doneOn: sentOn }, today(now));
  if (isRefused(done)) return refuse('sentOn', done.refused);
  await tx.update(bundle).set({ state: 'sent', sentOn }).where(thisBundle(scope, found.bundleId));
  await recordOnAppeal(tx, scope, appeal, { action: 'bundle.sent', detail: { bundleId: found.bundleId, sentOn } });
  return null;
}
