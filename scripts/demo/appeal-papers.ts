import { underScope } from '#domain/access/scoped.server.ts';
import { addDays, type CalendarDate } from '#domain/calendar/date.ts';
import { inShort } from '#domain/calendar/words.ts';
import { papersOf } from '#domain/evidence/papers.server.ts';
import { putPaper, startBundle } from '#domain/tribunal/bundle/gather.server.ts';
import type { DemoAppeal } from './appeals.ts';
import { did } from './did.ts';
import type { People } from './enter.ts';
import { addPaper } from './maya.ts';
import { freyasHands, freyasTherapy } from './papers/freyas.ts';
import { scopeOn } from './scope.ts';

/** The papers of Freya's case by what they say, as issues and the bundle name them. */
export interface FreyasPapers {
  therapy: string;
  hands: string;
}

/** Two papers: the advice that the plan was written from, and a report of Niamh's that came after the decision. */
export async function addFreyasPapers(
  { caseFileId }: DemoAppeal,
  people: People,
  today: CalendarDate,
): Promise<FreyasPapers> {
  const [before, since] = [addDays(today, -190), addDays(today, -48)];
  const [therapy, hands] = [freyasTherapy(inShort(before)), freyasHands(inShort(since))];
  await addPaper(caseFileId, people, therapy, 'sunil', 'medical', 'speech-therapy.pdf', before);
  await addPaper(caseFileId, people, hands, 'niamh', 'family_request', 'occupational-therapy.pdf', since);
  const scope = await scopeOn(people.tess, caseFileId, 'paper:see');
  const papers = await underScope(scope, (tx) => papersOf(tx, scope));
  const called = (title: string) => papers.find((paper) => paper.title === title)!.evidenceItemId;
  return { therapy: called(therapy.title), hands: called(hands.title) };
}

/** A bundle Tess has begun to gather: the advice the council relies on, and the report Niamh put in herself. */
export async function gatherBundle(
  { caseFileId, appealId }: DemoAppeal,
  { tess, niamh }: People,
  papers: FreyasPapers,
): Promise<void> {
  const leads = await scopeOn(tess, caseFileId, 'appeal:lead');
  did(await underScope(leads, (tx) => startBundle(tx, leads, appealId)));
  const writes = await scopeOn(niamh, caseFileId, 'appeal:write');
  const put = [
    [leads, { evidenceItemId: papers.therapy, part: 'council' }],
    [writes, { evidenceItemId: papers.hands, part: 'family' }],
  ] as const;
  for (const [scope, paper] of put) {
    const refused = await underScope(scope, (tx) => putPaper(tx, scope, appealId, { ...paper, as: 'expert' }));
    if (refused) throw new Error(refused.refused);
  }
}
