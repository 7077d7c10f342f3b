import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { inWords, momentInWords } from '#domain/calendar/words.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { hiddenInWords } from '#domain/evidence/hidden-places.server.ts';
import { openPaperAt } from '#domain/evidence/open-paper.server.ts';
import { copiedInWords } from '#domain/evidence/reader/copied.ts';
import { rowsOf } from '#domain/evidence/rows.server.ts';
import type { Paper } from '#domain/evidence/paper.ts';
import { mayWithdraw, withdrawPaper } from '#domain/evidence/withdraw.server.ts';
import { actionsFor, caseScopeOf } from '../../../../act.ts';
import { readForm, refuseForm } from '../../../../form.ts';
import { roomToJoin } from '../../shared-page.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const asked = Number.parseInt(event.url.searchParams.get('page') ?? '1', 10) || 1;
  const open = await openPaperAt(scope, event.params.paper, asked);
  if (!open) error(404, 'Not found');
  const { paper, mayRead, inPack, page, paragraphs, widthPt, heightPt, cite } = open;
  const row = (await underScope(scope, (tx) => rowsOf(tx, scope))).find(
    (each) => each.paper?.evidenceItemId === paper.evidenceItemId,
  );
  const { title, fileName, pages, state, stateSentence } = paper;
  return {
    paper: {
      evidenceItemId: paper.evidenceItemId,
      title,
      fileName,
      pages,
      state,
      sentence: stateSentence || (mayRead && copiedInWords(paper, paragraphs)) || '',
      isPdf: paper.mediaType === 'application/pdf',
    },
    mayGuard: mayAlso(scope, 'paper:guard'),
    facts: factsOf(paper, row?.title),
    mayRead,
    page,
    paragraphs,
    size: { width: widthPt, height: heightPt },
    cite,
    hidden: mayRead ? await underScope(scope, (tx) => hiddenInWords(tx, scope, paper.evidenceItemId, page)) : [],
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

const form = v.object({
  reason: v.pipe(v.optional(v.string(), ''), v.trim(), v.maxLength(500, 'Use 500 characters or fewer')),
});

export const actions = actionsFor('/cases/[caseFile]/papers/[paper]', {
  withdraw: async ({ request, params }, scope) => {
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => withdrawPaper(tx, scope, params.paper ?? '', read.ok.reason));
    if (done === null) error(404, 'Not found');
    return isRefused(done) ? refuseForm(read.ok, { [done.field]: done.refused }) : { saved: true };
  },
});
