import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import type { Side } from '#domain/access/standing.ts';
import { isCalendarDate } from '#domain/calendar/date.ts';
import { today } from '#domain/calendar/today.ts';
import { usedByBoard } from '#domain/board/telling/used-by-board.server.ts';
import { chasePaper, wishForChase } from '#domain/evidence/asking/asking-again.server.ts';
import { askingsOf } from '#domain/evidence/asking/asking.server.ts';
import { isRefused, type Refused } from '#domain/evidence/begin.server.ts';
import { caseFactsOf } from '#domain/evidence/case-facts.server.ts';
import { answers, consequenceInWords, countsInWords } from '#domain/evidence/list/check.ts';
import { importantPagesOf } from '#domain/evidence/comments/comments.server.ts';
import { confirm, confirmationsOf } from '#domain/evidence/list/confirm.server.ts';
import { confirmedView } from '#domain/evidence/list/confirmed-view.ts';
import { expectReview, hasPlan, reviewMeetingOn } from '#domain/evidence/list/expected.server.ts';
import { seenSha256 } from '#domain/evidence/fingerprint.server.ts';
import { isHere, type Paper } from '#domain/evidence/paper.ts';
import { papersOf } from '#domain/evidence/papers.server.ts';
import { paperPrompts } from '#domain/evidence/list/prompts.ts';
import { rowView } from '#domain/evidence/list/row-view.ts';
import { addRow, answerRow } from '#domain/evidence/list/rows-commands.server.ts';
import { rowsOf } from '#domain/evidence/list/rows.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { roomToJoin, seenPoints, sharedPageOf } from '../shared-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const points = seenPoints(await sharedPageOf(scope));
  const room = await roomToJoin(scope);
  return underScope(scope, async (tx) => {
    const rows = await rowsOf(tx, scope);
    const { boardOn } = await caseFactsOf(tx, scope);
    const day = today(now);
    const contentSha256 = seenSha256(rows, points);
    const said = await confirmationsOf(tx, scope);
    const askings = await askingsOf(tx, scope);
    const mayAsk = mayAlso(scope, 'paper:ask');
    const used = await usedByBoard(tx, scope, day);
    return {
      room,
      rows: rows.map((row) => {
        const view = rowView(row, scope.side, day, askings);
        return { ...view, origin: [...view.origin, ...(used.get(view.paper?.evidenceItemId ?? '') ?? [])] };
      }),
      review: mayAsk && (await hasPlan(tx, scope)) ? { meetingOn: (await reviewMeetingOn(tx, scope)) ?? '' } : null,
      counts: countsInWords(rows),
      unanswered: mayAlso(scope, 'paper:answer') ? withoutAnswer(rows, scope.side) : null,
      consequence: consequenceInWords(rows, boardOn, day),
      notHere: (await papersOf(tx, scope)).filter((paper) => !isHere(paper)).map(notHereView),
      toCheck: mayAlso(scope, 'paper:guard') ? rows.filter(({ paper }) => paper?.state === 'held').length : 0,
      important: (await importantPagesOf(tx, scope)).map(({ at: _, ...mark }) => mark),
      points: points.length,
      contentSha256,
      confirmed: [
        confirmedView('family', said.family, contentSha256),
        confirmedView('council', said.council, contentSha256),
      ].filter((each) => each !== null),
      side: scope.side,
      prompts: scope.side === 'family' ? paperPrompts : [],
      may: {
        add: mayAlso(scope, 'paper:add'),
        ask: mayAsk,
        answer: mayAlso(scope, 'paper:answer'),
        confirm: mayAlso(scope, 'check:confirm'),
      },
    };
  });
};

/** What this side has not said yet, and where the first of it stands: what to do first on a list of ten. */
function withoutAnswer(rows: Awaited<ReturnType<typeof rowsOf>>, side: Side) {
  const left = rows.filter((row) => side !== 'neutral' && row[side] === null);
  return left[0] ? { count: left.length, first: left[0].checkRowId } : null;
}

const notHereView = ({ evidenceItemId, title, withdrawnAt, stateSentence }: Paper) => ({
  evidenceItemId,
  title,
  sentence: withdrawnAt ? 'Taken back.' : stateSentence,
});

const words = (sentence: string) => v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(500, sentence));
const answerForm = v.object({
  checkRowId: v.pipe(v.string(), v.uuid('Open the page again')),
  answer: v.picklist(answers, 'Choose there, missing, not needed or not sure'),
  note: words('Use 500 characters or fewer for the note'),
});
const rowForm = v.object({
  title: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.minLength(1, 'Say what the paper is'),
    v.maxLength(200, 'Use 200 characters or fewer'),
  ),
  who: words('Use 500 characters or fewer to say who wrote it'),
});
const confirmForm = v.object({
  says: v.picklist(['everything', 'missing'], 'Choose one'),
  words: words('Use 500 characters or fewer'),
  contentSha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Open the page again')),
});

const oneRow = v.object({ checkRowId: v.pipe(v.string(), v.uuid('Open the page again')) });
const oneAsking = v.object({ adviceRequestId: v.pipe(v.string(), v.uuid('Open the page again')) });
const reviewForm = v.object({
  meetingOn: v.pipe(v.optional(v.string(), ''), v.check(isCalendarDate, 'Enter the day of the review meeting')),
});

const told = (values: Record<string, string>, { field, refused }: Refused) => refuseForm(values, { [field]: refused });

export const actions = actionsFor('/cases/[caseFile]/papers', {
  answer: async ({ request }, scope) => {
    const read = await readForm(request, answerForm);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => answerRow(tx, scope, read.ok));
    if (done === null) error(404);
    return isRefused(done) ? told(read.ok, done) : { saved: 'Your answer is saved.' };
  },
  row: async ({ request }, scope) => {
    const read = await readForm(request, rowForm);
    if ('refused' in read) return read.refused;
    await underScope(scope, (tx) => addRow(tx, scope, read.ok));
    return { saved: `“${read.ok.title}” is on the list. You can add the paper itself when you have it.` };
  },
  confirm: async ({ request }, scope) => {
    const read = await readForm(request, confirmForm);
    if ('refused' in read) return read.refused;
    const points = seenPoints(await sharedPageOf(scope));
    const done = await underScope(scope, (tx) => confirm(tx, scope, read.ok, points));
    return isRefused(done)
      ? told(read.ok, done)
      : { saved: 'Thank you. We have written down what you said, and what was on the list when you said it.' };
  },
  chase: async ({ request }, scope) => {
    const read = await readForm(request, oneAsking);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => chasePaper(tx, scope, read.ok.adviceRequestId));
    if (done === null) error(404);
    return isRefused(done) ? told({}, done) : { saved: 'A reminder is on its way, with a new link.' };
  },
  wishChase: async ({ request }, scope) => {
    const read = await readForm(request, oneRow);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => wishForChase(tx, scope, read.ok.checkRowId));
    if (done === null) error(404);
    return isRefused(done) ? told({}, done) : { saved: 'The council can see that you asked.' };
  },
  review: async ({ request }, scope) => {
    const read = await readForm(request, reviewForm);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => expectReview(tx, scope, read.ok.meetingOn));
    return isRefused(done) ? told(read.ok, done) : { saved: 'The papers of the review are on the list.' };
  },
});
