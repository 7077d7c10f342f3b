import { and, count, eq, max } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor, underScope } from '#domain/access/scoped.server.ts';
import { command, type Command } from '#domain/spaces/command.server.ts';
import { openSpace } from '#domain/spaces/open.server.ts';
import { parties } from '#domain/spaces/point.ts';
import type { PointForm } from '#domain/spaces/point-commands.server.ts';
import { Refused } from '#domain/spaces/refusal.ts';
import { point, proposal } from '#domain/spaces/schema.server.ts';
import { documentsOf, findSpace, holdPoint, holdSpace } from '#domain/spaces/store.server.ts';
import { ensureTextsOf, saveWords, sha256Of, wordsOf } from '#domain/spaces/words.server.ts';
import type { Tx } from '#server/db.ts';
import { changeAppeal } from '../begin.server.ts';
import { holdAppeal, workingDocument } from './place.server.ts';
import { isSection, paragraphsOf, workingLimits, type PlanSection } from './sections.ts';

interface SectionForm extends Command {
  section: string;
  words: string;
}

/**
 * Puts a section of the plan into the working document, one paragraph a point, after what is there of it. The first one
 * starts the document. Throws `Refused` for a letter no plan has, for no words, and for more than a document holds.
 */
export async function addSection(scope: CaseScope, form: SectionForm): Promise<{ added: number }> {
  const { section } = form;
  if (!isSection(section)) throw new Refused('section-needed', 'letter');
  if (form.words.length > workingLimits.sectionMaxCharacters) throw new Refused('too-long', 'plan');
  const paragraphs = paragraphsOf(form.words);
  if (paragraphs.length === 0) throw new Refused('section-empty', 'plan');
  if (paragraphs.some((one) => one.length > workingLimits.paragraphMaxCharacters))
    throw new Refused('too-long', 'plan');
  const pointIds = await command(scope, form, async (tx) => {
    await openSpace(tx, scope, form.place);
    const { spaceId } = await holdSpace(tx, scope, form.place, 'update');
    const made = await addParagraphs(tx, scope, spaceId, section, paragraphs);
    const detail = { section, paragraphs: made.length };
    await form.place.record(tx, scope, { action: 'working.section_added', spaceId, pointId: null, detail });
    return made;
  });
  await ensureTextsOf(scope, form.place, ...pointIds);
  return { added: pointIds.length };
}

async function addParagraphs(
  tx: Tx,
  scope: CaseScope,
  spaceId: string,
  planSection: PlanSection,
  paragraphs: string[],
): Promise<string[]> {
  const owner = { councilId: scope.councilId, caseFileId: scope.caseFileId, spaceId };
  const here = and(
    eq(point.councilId, owner.councilId),
    eq(point.caseFileId, owner.caseFileId),
    eq(point.spaceId, spaceId),
  );
  const [last] = await tx
    .select({ number: max(point.number), points: count() })
    .from(point)
    .where(here);
  const [inSection] = await tx
    .select({ position: max(point.position) })
    .from(point)
    .where(and(here, eq(point.planSection, planSection)));
  if (last!.points + paragraphs.length > workingLimits.paragraphsMax) throw new Refused('too-many-points', 'plan');
  const [number, position] = [last?.number ?? 0, inSection?.position ?? 0];
  const rows = paragraphs.map((original, index) => ({
    ...owner,
    ...{ planSection, original, number: number + index + 1, position: position + index + 1, addedBy: scope.personId },
    title: `Section ${planSection}, paragraph ${position + index + 1}`,
  }));
  const made = await tx.insert(point).values(rows).returning({ pointId: point.pointId });
  return made.map(({ pointId }) => pointId);
}

/** Takes away a paragraph that was pasted wrongly, while neither side has written anything about it. */
export const removeParagraph = (scope: CaseScope, form: PointForm): Promise<null> =>
  command(scope, form, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, form.place, 'update');
    const held = await holdPoint(tx, scope, spaceId, form.pointId);
    const own = and(eq(proposal.councilId, scope.councilId), eq(proposal.pointId, held.pointId));
    const [forward] = await tx.select({ proposals: count() }).from(proposal).where(own);
    const documents = await documentsOf(tx, scope, spaceId);
    const typed = await Promise.all(parties.map((side) => wordsOf(scope, documents, side, held.pointId)));
    if (held.state !== 'draft' || forward!.proposals > 0 || typed.some((words) => words !== ''))
      throw new Refused('not-from-here');
    const here = and(
      eq(point.councilId, scope.councilId),
      eq(point.caseFileId, scope.caseFileId),
      eq(point.pointId, held.pointId),
    );
    await tx.delete(point).where(here);
    const detail = { section: held.planSection, original: held.original };
    await form.place.record(tx, scope, { action: 'working.paragraph_removed', spaceId, pointId: null, detail });
    return null;
  });

/** Begins this side's words with the plan's own, where nothing is written yet: most proposals change a few words of it. */
export async function beginFromPlan(scope: CaseScope, form: PointForm): Promise<void> {
  const { place } = form;
  const original = await underScope(scope, async (tx) => {
    const { spaceId } = await holdSpace(tx, scope, place);
    return (await holdPoint(tx, scope, spaceId, form.pointId)).original ?? '';
  });
  await saveWords(scope, { place, name: form.pointId, words: original, shownSha256: sha256Of('') });
}

/** The family's side takes part from now on (WD5). Saying it twice changes nothing. */
export const joinWorkingDocument = (scope: CaseScope, appealId: string, now: Date): Promise<void> =>
  underScope(scope, async (tx) => {
    const held = await holdAppeal(tx, scope, appealId);
    if (held.stage === 'closed') throw new Refused('closed');
    if (held.familyJoinedAt) return;
    const space = await findSpace(tx, scope, workingDocument(appealId));
    if (!space) throw new Refused('not-found');
    await changeAppeal(tx, held, { familyJoinedAt: now });
    await recordFor(tx, scope, { action: 'working.joined', target: space.spaceId, detail: { side: 'family' } });
  });
