import { v7 } from 'uuid';
import { underScope } from '#domain/access/scoped.server.ts';
import { now } from '#server/clock.ts';
import type { Party } from '#domain/spaces/point.ts';
import { agree, propose } from '#domain/spaces/point-commands.server.ts';
import { standingProposals } from '#domain/spaces/proposals.server.ts';
import { findSpace } from '#domain/spaces/store.server.ts';
import { saveWords, sha256Of } from '#domain/spaces/words.server.ts';
import { paragraphsIn } from '#domain/tribunal/working/paragraphs.server.ts';
import { workingDocument } from '#domain/tribunal/working/place.server.ts';
import { addSection, joinWorkingDocument } from '#domain/tribunal/working/working-commands.server.ts';
import type { DemoAppeal } from './appeals.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

const plan = {
  B: [
    'Freya uses short sentences. People who do not know her find her hard to follow.',
    'Freya gives up when she is asked to repeat herself, and may walk away.',
    'Freya’s writing is slower than that of other children of her age.',
  ],
  F: [
    'Freya will have regular speech and language therapy.',
    'An adult will support Freya to practise her talking.',
    'Freya will have help with writing as needed.',
  ],
} as const;

/** What each side wrote on two paragraphs: the first is agreed, the other the family's, put forward and not answered yet. */
const therapy = {
  title: 'Section F, paragraph 1',
  council:
    'Freya will have speech and language therapy for 30 minutes each week of term, one to one, from a speech and language therapist.',
  family:
    'Freya will have speech and language therapy for 30 minutes each week of term, from a therapist, in a quiet room.',
};
const writing = {
  title: 'Section B, paragraph 3',
  family: 'Freya’s hands tire after about five minutes, and her writing is slower than that of other children.',
  council: 'Freya’s writing is slower than that of other children of her age. We are asking about her hands.',
};

/** The plan as both sides work on it: Sections B and F, words of each on two paragraphs, one agreed and one put forward. */
export async function workOnThePlan({ caseFileId, appealId }: DemoAppeal, { tess, niamh }: People): Promise<void> {
  const place = workingDocument(appealId);
  const once = () => ({ commandId: v7(), place });
  const leads = await scopeOn(tess, caseFileId, 'appeal:lead');
  for (const [section, words] of Object.entries(plan))
    await addSection(leads, { ...once(), section, words: words.join('\n\n') });
  await joinWorkingDocument(await scopeOn(niamh, caseFileId, 'appeal:join'), appealId, now());

  const paragraphs = await underScope(leads, async (tx) =>
    paragraphsIn(tx, leads, (await findSpace(tx, leads, place))!.spaceId),
  );
  const idOf = ({ title }: { title: string }) => paragraphs.find((one) => one.title === title)!.pointId;
  const side = {
    council: await scopeOn(tess, caseFileId, 'appeal:decide'),
    family: await scopeOn(niamh, caseFileId, 'appeal:decide'),
  };
  for (const point of [therapy, writing])
    for (const party of ['council', 'family'] as const) {
      const write = await scopeOn(party === 'council' ? tess : niamh, caseFileId, 'appeal:write');
      await saveWords(write, { place, name: idOf(point), words: point[party], shownSha256: sha256Of('') });
    }
  const forward = (party: Party, pointId: string) => propose(side[party], { ...once(), pointId, version: 1 });
  await forward('council', idOf(therapy));
  const theirs = (await underScope(side.family, (tx) => standingProposals(tx, side.family, idOf(therapy)))).council!;
  const { proposalId, sha256 } = theirs;
  await agree(side.family, { ...once(), pointId: idOf(therapy), version: 2, proposalId, sha256 });
  await forward('family', idOf(writing));
}
