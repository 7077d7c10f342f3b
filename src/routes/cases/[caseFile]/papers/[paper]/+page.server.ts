import { error, redirect, type RequestEvent } from '@sveltejs/kit';
import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import type { CaseScope } from '#domain/access/scope.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { today } from '#domain/calendar/today.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import { usedByBoard } from '#domain/board/telling/used-by-board.server.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { holdsOwnAddress } from '#domain/evidence/guard/hidden-from.server.ts';
import { hiddenInWords } from '#domain/evidence/guard/hidden-places.server.ts';
import { answerComment } from '#domain/evidence/comments/comments-answer.server.ts';
import {
  removeComment,
  sayOfPage,
  shareComment,
  type NewComment,
} from '#domain/evidence/comments/comments-commands.server.ts';
import { openPaperAt } from '#domain/evidence/open-paper.server.ts';
import { copiedInWords } from '#domain/evidence/reader/copied.ts';
import type { Paper } from '#domain/evidence/paper.ts';
import { sayUsedFor } from '#domain/evidence/list/used-for.server.ts';
import { mayWithdraw, withdrawPaper } from '#domain/evidence/withdraw.server.ts';
import { now } from '#server/clock.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import { roomToJoin } from '../../shared-page.ts';
import { aroundPage, sayingIn } from './reading.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const asked = Number.parseInt(event.url.searchParams.get('page') ?? '1', 10) || 1;
  const open = await openPaperAt(scope, event.params.paper, asked);
  if (!open) error(404, 'Not found');
  event.locals.pictureFirst = open.mayRead;
  const { paper, mayRead, inPack, page, paragraphs, wordsFrom, widthPt, heightPt, cite } = open;
  const { askedAs, origin, ...around } = await aroundPage(scope, paper, mayRead, page);
  const { title, fileName, pages, state, stateSentence } = paper;
  const used = mayRead
    ? await underScope(scope, (tx) => usedByBoard(tx, scope, today(now)))
    : new Map<string, string[]>();
  return {
    paper: {
      evidenceItemId: paper.evidenceItemId,
      title,
      fileName,
      pages,
      state,
      sentence: stateSentence || (mayRead && copiedInWords(paper, paragraphs)) || '',
      asSent: paper.redactedSha256 === null,
      isPdf: paper.mediaType === 'application/pdf',
    },
    mayGuard: mayAlso(scope, 'paper:guard'),
    facts: [factsOf(paper, askedAs), ...origin, ...(used.get(paper.evidenceItemId) ?? [])].join(' '),
    ...around,
    saying: around.maySay && sayingIn(event.url.searchParams, paragraphs.length),
    mayRead,
    page,
    paragraphs,
    wordsFrom,
    size: { width: widthPt, height: heightPt },
    cite,
    hidden: mayRead ? await underScope(scope, (tx) => hiddenInWords(tx, scope, paper.evidenceItemId, page)) : [],
    ownAddress: await underScope(scope, (tx) => holdsOwnAddress(tx, scope, paper)),
    mayHide: mayRead && mayAlso(scope, 'paper:redact'),
    inPack: inPack !== null,
    mayWithdraw: mayAlso(scope, 'paper:add') && mayWithdraw(scope, paper),
    room: await roomToJoin(scope),
    justAdded: event.url.searchParams.has('added'),
  };
};

/** Who wrote it, when, what it was asked for as and who added it, in one breath. */
function factsOf({ author, writtenOn, addedByName, addedAt, title }: Paper, askedAs: string | undefined): string {
  const written = [
    author && `Written by ${author}`,
    writtenOn && (author ? inWords(writtenOn) : `Written ${inWords(writtenOn)}`),
  ];
  const asked = askedAs && askedAs !== title ? `Asked for as “${askedAs}”` : '';
  return [
    written.filter(Boolean).join(', ') || 'We do not know who wrote it',
    asked,
    `Added by ${addedByName}, ${momentInWords(addedAt)}`,
  ]
    .filter(Boolean)
    .map((sentence) => `${sentence}.`)
    .join(' ');
}

const said = (most: number) =>
  v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(most, `Use ${most} characters or fewer`));
const form = v.object({ reason: said(500) });
const useForm = v.object({ usedFor: said(300) });
const nowhere = 'Open the page again';
const page = v.pipe(v.string(nowhere), v.regex(/^\d{1,4}$/, nowhere), v.transform(Number));
const paragraph = v.pipe(
  v.optional(v.string(), ''),
  v.regex(/^\d{0,4}$/, nowhere),
  v.transform((given) => (given === '' ? null : Number(given))),
);
const place = { page, paragraph, words: said(2_000), shouldSay: said(2_000) };
const sayForm = v.object({ ...place, kind: v.picklist(['comment', 'dont_understand', 'correction'], 'Choose one') });
const oneComment = v.object({ paperCommentId: v.pipe(v.string(nowhere), v.uuid(nowhere)) });
const answerForm = v.object({
  ...oneComment.entries,
  words: said(2_000),
  outcome: v.optional(v.picklist(['corrected', 'sent_to_author', 'stays'], 'Say what becomes of it')),
});

const asTyped = (given: object): Record<string, string> =>
  Object.fromEntries(Object.entries(given).map(([name, value]) => [name, String(value ?? '')]));

/** Back to the page of the paper one was on, at what was said. */
function backTo({ url }: RequestEvent, id?: string): never {
  const at = Number.parseInt(url.searchParams.get('page') ?? '1', 10) || 1;
  redirect(303, `${url.pathname}?page=${at}${id ? `#said-${id}` : ''}`);
}

async function say(event: RequestEvent, scope: CaseScope, given: Omit<NewComment, 'evidenceItemId'>) {
  const evidenceItemId = event.params.paper ?? '';
  const done = await underScope(scope, (tx) => sayOfPage(tx, scope, { evidenceItemId, ...given }));
  if (done === null) error(404, 'Not found');
  return isRefused(done) ? refuseForm(asTyped(given), { [done.field]: done.refused }) : backTo(event, done);
}

export const actions = actionsFor('/cases/[caseFile]/papers/[paper]', {
  withdraw: async ({ request, params }, scope) => {
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => withdrawPaper(tx, scope, params.paper ?? '', read.ok.reason));
    if (done === null) error(404, 'Not found');
    return isRefused(done) ? refuseForm(read.ok, { [done.field]: done.refused }) : { saved: true };
  },
  say: async (event, scope) => {
    const read = await readForm(event.request, sayForm);
    return 'refused' in read ? read.refused : say(event, scope, read.ok);
  },
  important: async (event, scope) => {
    const read = await readForm(event.request, v.object(place));
    return 'refused' in read ? read.refused : say(event, scope, { ...read.ok, kind: 'important' });
  },
  share: async (event, scope) => {
    const read = await readForm(event.request, oneComment);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => shareComment(tx, scope, read.ok.paperCommentId));
    return done === null ? error(404, 'Not found') : backTo(event, read.ok.paperCommentId);
  },
  remove: async (event, scope) => {
    const read = await readForm(event.request, oneComment);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => removeComment(tx, scope, read.ok.paperCommentId));
    if (done === null) error(404, 'Not found');
    return isRefused(done) ? refuseForm(read.ok, { [done.field]: done.refused }) : backTo(event);
  },
  answer: async (event, scope) => {
    const read = await readForm(event.request, answerForm);
    if ('refused' in read) return read.refused;
    const { outcome = null, ...given } = read.ok;
    const done = await underScope(scope, (tx) => answerComment(tx, scope, { ...given, outcome }));
    if (done === null) error(404, 'Not found');
    if (isRefused(done)) return refuseForm(asTyped({ ...given, outcome }), { [done.field]: done.refused });
    return backTo(event, given.paperCommentId);
  },
  used: async (event, scope) => {
    const read = await readForm(event.request, useForm);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => sayUsedFor(tx, scope, event.params.paper ?? '', read.ok.usedFor));
    return done === null ? error(404, 'Not found') : backTo(event);
  },
});
