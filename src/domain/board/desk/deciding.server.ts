import { and, desc, eq } from 'drizzle-orm';
import type { CaseScope } from '#domain/access/scope.ts';
import { recordFor } from '#domain/access/scoped.server.ts';
import { isRefused, refuse, type Refused } from '#domain/evidence/begin.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { nameShown } from '#domain/evidence/names.server.ts';
import { person } from '#domain/people/schema.server.ts';
import { now } from '#server/clock.ts';
import type { Tx } from '#server/db.ts';
import { needsAllTheSame } from './deciding.ts';
import { decidingContentOf, type DecidingContent } from './deciding-content.server.ts';
import { presentInRecord } from './deciding-present.ts';
import { decisionText, type DecisionContent } from './deciding-record.ts';
import { decision } from './deciding-schema.server.ts';
import { beginAtDesk, whyOver, type AtTheDesk } from './desk-item.server.ts';
import { agendaItem } from '../schema.server.ts';

export type Decision = typeof decision.$inferSelect & { decidedByName: string };

const ofThisCase = ({ councilId, caseFileId }: CaseScope) =>
  and(eq(decision.councilId, councilId), eq(decision.caseFileId, caseFileId));

/** What the Board decided on this case, the newest first. Whoever shows them to a family asks first whether they are released. */
export async function decisionsOf(tx: Tx, scope: CaseScope): Promise<Decision[]> {
  const rows = await tx
    .select({ decision, decidedByName: nameShown })
    .from(decision)
    .innerJoin(person, and(eq(person.councilId, decision.councilId), eq(person.personId, decision.decidedBy)))
    .where(ofThisCase(scope))
    .orderBy(desc(decision.decidedAt), desc(decision.decisionId));
  return rows.map((row) => ({ ...row.decision, decidedByName: row.decidedByName }));
}

/** What whoever saves the decision has in front of them, and says to it. */
export interface Confirming {
  /** Of what the check before saving showed. */
  shownSha256: string;
  /** That they looked at the words a family may stumble over, when there are any. */
  lookedAtWords: boolean;
  /** Why the Board decides though something changed, or is said to be missing; empty when both said that is everything. */
  allTheSame: string;
}

/**
 * Saves what the Board decided; it never changes again. DEC5: everything that stands against it is asked again here,
 * and nothing but what was checked is saved. Saving the same twice is saving it once. Null when the case is not on
 * that agenda.
 */
export async function decide(
  tx: Tx,
  scope: CaseScope,
  agendaItemId: string,
  confirming: Confirming,
): Promise<Refused | null | { decisionId: string }> {
  const desk = await beginAtDesk(tx, scope, agendaItemId);
  if (desk === null || isRefused(desk)) return desk;
  const before = (await decisionsOf(tx, scope)).find((each) => each.agendaItemId === agendaItemId);
  const content = await decidingContentOf(tx, scope, desk.item);
  if (before && content.shownSha256 === confirming.shownSha256) return { decisionId: before.decisionId };
  const refused = whyOver(desk.item) ?? whyNotNow(content, confirming);
  return refused ?? save(tx, scope, desk, content, confirming.allTheSame);
}

function whyNotNow(content: DecidingContent, { shownSha256, lookedAtWords, allTheSame }: Confirming): Refused | null {
  if (content.shownSha256 !== shownSha256)
    return refuse('decide', 'Somebody changed something while you were checking. Look at it again, then save.');
  const [first] = content.faults;
  if (first) return refuse(first.field, first.sentence);
  if (needsAllTheSame(content.check.state) && !allTheSame.trim())
    return refuse('allTheSame', `${content.check.sentence} Write why the Board decides all the same, or wait.`);
  if (content.hard.length > 0 && !lookedAtWords)
    return refuse('lookedAtWords', 'Look at the words a family may stumble over, then say that you have.');
  return null;
}

async function save(tx: Tx, scope: CaseScope, { item }: AtTheDesk, content: DecidingContent, allTheSame: string) {
  const { councilId, caseFileId, personId } = scope;
  const said = contentToKeep(item.question, content, allTheSame);
  const earlier = (await decisionsOf(tx, scope)).find(({ question }) => question === item.question);
  const sha256 = sha256Of(decisionText(said));
  const [made] = await tx
    .insert(decision)
    .values({
      ...{ councilId, caseFileId, agendaItemId: item.agendaItemId, packId: content.pack!.packId, ...said, sha256 },
      hadImportantPages: said.record.important.length > 0,
      looksAgainAt: earlier?.decisionId ?? null,
      ...{ decidedBy: personId, decidedAt: now() },
    })
    .returning({ decisionId: decision.decisionId });
  await tx
    .update(agendaItem)
    .set({ state: 'decided' })
    .where(
      and(
        eq(agendaItem.councilId, councilId),
        eq(agendaItem.caseFileId, caseFileId),
        eq(agendaItem.agendaItemId, item.agendaItemId),
      ),
    );
  // The case's step moves when the decision is released, not now: the family would read the answer in the bar first.
  await recordFor(tx, scope, { action: 'decision.saved', target: made!.decisionId, detail: { sha256 } });
  return made!;
}

function contentToKeep(
  question: DecisionContent['question'],
  content: DecidingContent,
  allTheSame: string,
): DecisionContent {
  const { draft, reasons, important, pack, present } = content;
  const { outcome, sentence, thisWeek, nextStep } = draft;
  if (!outcome || !pack) throw new Error('A decision without an outcome or a pack passed its checks.');
  return {
    ...{ question, outcome },
    sentence: sentence.trim(),
    thisWeek: thisWeek.trim(),
    nextStep: nextStep.trim(),
    record: {
      check: { inWords: content.check.sentence, allTheSame: whyAhead(content, allTheSame) },
      reasons: reasons.map(({ words, restsOn, pages }) => ({ words, restsOn, pages })),
      important: important.map(({ cite, title, familyWords, answer }) => ({
        ...{ cite, title, familyWords, answer: answer!.words },
      })),
      present: presentInRecord(present),
      packSha256: pack.sha256,
      papersRead: pack.manifest.contents.filter(({ kind }) => kind === 'paper').length,
      pagesRead: pack.pages,
    },
  };
}

/** Nobody was asked: a senior manager wrote why it goes ahead when the case was put on the agenda. */
const whyAhead = (content: DecidingContent, allTheSame: string): string =>
  content.check.state === 'not_asked'
    ? content.notAskedWhy
    : needsAllTheSame(content.check.state)
      ? allTheSame.trim()
      : '';
