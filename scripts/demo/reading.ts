import { underScope } from '#domain/access/scoped.server.ts';
import { addWeeks, type CalendarDate } from '#domain/calendar/date.ts';
import { chasePaper } from '#domain/evidence/asking/asking-again.server.ts';
import { askForPaper, askingsOf } from '#domain/evidence/asking/asking.server.ts';
import { answerComment } from '#domain/evidence/comments/comments-answer.server.ts';
import { sayOfPage, shareComment, type NewComment } from '#domain/evidence/comments/comments-commands.server.ts';
import { papersOf } from '#domain/evidence/papers.server.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import { sayUsedFor } from '#domain/evidence/list/used-for.server.ts';
import type { Person } from '#domain/access/standing.ts';
import type { People } from './enter.ts';
import { scopeOn } from './scope.ts';

/** Leaves a paper asked for and chased, and on the papers that are here what both sides say of them. */
export async function readTogether(caseFileId: string, people: People, today: CalendarDate): Promise<void> {
  await askAndChase(caseFileId, people.priya, today);
  const { dana, priya } = people;
  const scope = await scopeOn(priya, caseFileId, 'paper:reply');
  const papers = await underScope(scope, (tx) => papersOf(tx, scope));
  const idOf = (title: RegExp): string => papers.find((paper) => title.test(paper.title))!.evidenceItemId;
  const [school, therapy, psychology] = [idOf(/School advice/), idOf(/therapy report/), idOf(/psychology/)];

  const asked = await say(dana, caseFileId, therapy, 'dont_understand', 'What does “receptive” mean here?');
  await underScope(scope, (tx) =>
    answerComment(tx, scope, {
      paperCommentId: asked,
      words: 'It is how much Maya understands of what others say. “Expressive” is what she says herself.',
      outcome: null,
    }),
  );
  await say(dana, caseFileId, psychology, 'important', 'This is what mornings are like. Please read it first.');
  await share(dana, caseFileId, await say(dana, caseFileId, school, 'comment', 'The gate minute is why she goes in.'));
  const ours = await say(
    priya,
    caseFileId,
    school,
    'comment',
    'I have asked Mr Bright to write this down for the plan.',
  );
  await share(priya, caseFileId, ours);
  const wrong = 'It says Maya began in September. She began in January.';
  await say(dana, caseFileId, school, 'correction', wrong, 'Maya began at Larkfield in January.');
  await underScope(scope, (tx) =>
    sayUsedFor(tx, scope, school, 'Section B of the draft: what is hard for Maya at school'),
  );
}

/** What the family named: a report by an occupational therapist, asked for and reminded of once. */
async function askAndChase(caseFileId: string, priya: Person, today: CalendarDate): Promise<void> {
  const scope = await scopeOn(priya, caseFileId, 'paper:ask');
  await underScope(scope, async (tx) => {
    const row = (await rowsOf(tx, scope)).find(({ kind }) => kind === 'family_request');
    const asked = { askedOf: 'Kim Osei', email: 'kim.osei@therapy.example', wishOf: 'family' as const };
    await askForPaper(tx, scope, { ...asked, checkRowId: row!.checkRowId, dueOn: addWeeks(today, 6) });
    const [asking] = await askingsOf(tx, scope);
    await chasePaper(tx, scope, asking!.adviceRequestId);
  });
}

async function say(
  who: Person,
  caseFileId: string,
  evidenceItemId: string,
  kind: NewComment['kind'],
  words: string,
  shouldSay = '',
): Promise<string> {
  const scope = await scopeOn(who, caseFileId, kind === 'important' ? 'paper:mark-important' : 'paper:comment');
  const paragraph = kind === 'important' ? null : 1;
  const given = { evidenceItemId, page: 1, paragraph, kind, words, shouldSay };
  const said = await underScope(scope, (tx) => sayOfPage(tx, scope, given));
  if (typeof said !== 'string') throw new Error(said?.refused ?? 'There is no such page to say something of.');
  return said;
}

async function share(who: Person, caseFileId: string, paperCommentId: string): Promise<void> {
  const scope = await scopeOn(who, caseFileId, 'paper:comment');
  await underScope(scope, (tx) => shareComment(tx, scope, paperCommentId));
}
