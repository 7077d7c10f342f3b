import { error } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { momentInWords } from '#domain/calendar/words.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { findOpen } from '#domain/evidence/open-paper.server.ts';
import { becauseInWords, hides, type HiddenShape, type HidingReason } from '#domain/evidence/redaction/redaction.ts';
import { releaseMarks, toBeHidden, type SaidBesides } from '#domain/evidence/redaction/redaction-release.server.ts';
import {
  markPlaces,
  marksOn,
  pagesToMark,
  paperToMark,
  takeMarkBack,
  type Mark,
} from '#domain/evidence/redaction/redaction.server.ts';
import { renamePaper } from '#domain/evidence/redaction/renaming.server.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const target = event.params.paper;
  const asked = Number.parseInt(event.url.searchParams.get('page') ?? '1', 10) || 1;
  return underScope(scope, async (tx) => {
    const paper = await paperToMark(tx, scope, target);
    if (!paper) error(404, 'Not found');
    await recordLook(tx, scope, 'paper.original_opened', target);
    const page = Math.min(Math.max(1, asked), paper.pages);
    const [shown] = await pagesToMark(tx, scope, target, page);
    const marks = await marksOn(tx, scope, target);
    const here = marks.filter((mark) => mark.page === page);
    return {
      paper: { evidenceItemId: target, title: paper.title, pages: paper.pages },
      page,
      size: { width: shown?.widthPt ?? 0, height: shown?.heightPt ?? 0 },
      lines: (shown?.lines ?? []).map((line, index) => ({
        index,
        text: line.text,
        paragraph: line.paragraph,
        marked: here.some((mark) => hides(mark, line)),
      })),
      boxes: here.map(({ x, y, width, height }) => ({ x, y, width, height })),
      marks: marks.filter(({ releasedAt }) => !releasedAt).map(markView),
      hiddenBefore: marks.filter(({ releasedAt }) => releasedAt).length,
      besides: besidesView(await toBeHidden(tx, scope, target)),
      inPack: (await findOpen(tx, scope, target))?.inPack !== null,
      reasons: Object.entries(becauseInWords).map(([value, because]) => ({ value, label: `Because ${because}` })),
    };
  });
};

/** Where what is marked is said besides, in words for the officer. */
const besidesView = (besides: SaidBesides | null) => ({
  elsewhere: besides?.elsewhere ?? [],
  inName: besides?.inName.join(', ') ?? '',
  comments: (besides?.comments ?? []).map(({ comment: { paperCommentId, page, byName }, quotes }) => ({
    ...{ paperCommentId, page },
    sentence: `${byName}, page ${page}: ${quotes.map((quote) => `“${quote}”`).join(', ')}`,
  })),
});

const shapeInWords: Record<HiddenShape, string> = {
  line: 'A line',
  paragraph: 'A paragraph',
  page: 'The whole page',
  box: 'A box',
};

const markView = ({ redactionId, page, what, reason, byName, at }: Mark) => ({
  redactionId,
  page,
  sentence: `${shapeInWords[what]} on page ${page}, because ${becauseInWords[reason]}. Marked by ${byName}, ${momentInWords(at)}.`,
});

const part = v.pipe(
  v.optional(v.string(), ''),
  v.trim(),
  v.check((given) => given === '' || (Number(given) >= 0 && Number(given) <= 100), 'Use a number from 0 to 100'),
);
const marking = v.object({
  page: v.pipe(v.optional(v.string(), ''), v.transform(Number), v.integer('Choose a page')),
  reason: v.picklist(Object.keys(becauseInWords) as HidingReason[], 'Choose why it is hidden'),
  left: part,
  top: part,
  width: part,
  height: part,
});

const naming = v.object({
  title: v.pipe(
    v.optional(v.string(), ''),
    v.trim(),
    v.minLength(1, 'Say what this paper is'),
    v.maxLength(200, 'Use 200 characters or fewer'),
  ),
});

/** "line:4", "paragraph:1": what a ticked box says. */
const numbersOf = (kind: string, ticked: readonly string[]): number[] =>
  ticked.filter((each) => each.startsWith(`${kind}:`)).map((each) => Number(each.slice(kind.length + 1)));

export const actions = actionsFor('/cases/[caseFile]/papers/[paper]/redact', {
  mark: async ({ request, params }, scope) => {
    const ticked = (await request.clone().formData()).getAll('place').map(String);
    const read = await readForm(request, marking);
    if ('refused' in read) return read.refused;
    const { page, reason, ...given } = read.ok;
    const filled = Object.values(given).filter((each) => each !== '').length;
    const values = { ...given, page: String(page), reason };
    if (filled > 0 && filled < 4)
      return refuseForm(values, { left: 'A box needs all four numbers. Leave all four empty for no box.' });
    const [x, y, width, height] = [given.left, given.top, given.width, given.height].map(Number) as [
      number,
      number,
      number,
      number,
    ];
    const done = await underScope(scope, (tx) =>
      markPlaces(tx, scope, params.paper ?? '', {
        page,
        reason,
        lines: numbersOf('line', ticked),
        paragraphs: numbersOf('paragraph', ticked),
        wholePage: ticked.includes('page'),
        box: filled === 4 ? { x, y, width, height } : null,
      }),
    );
    if (done === null) error(404, 'Not found');
    return isRefused(done)
      ? refuseForm(values, { [done.field]: done.refused })
      : { saved: 'Marked. Nothing is hidden yet.' };
  },
  takeBack: async ({ request, params }, scope) => {
    const read = await readForm(request, v.object({ redactionId: v.optional(v.string(), '') }));
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => takeMarkBack(tx, scope, params.paper ?? '', read.ok.redactionId));
    if (done === null) error(404, 'Not found');
    return isRefused(done) ? refuseForm({}, { [done.field]: done.refused }) : { saved: 'The mark is taken back.' };
  },
  rename: async ({ request, params }, scope) => {
    const read = await readForm(request, naming);
    if ('refused' in read) return read.refused;
    const done = await underScope(scope, (tx) => renamePaper(tx, scope, params.paper ?? '', read.ok.title));
    if (done === null) error(404, 'Not found');
    return { saved: 'It has another name.' };
  },
  release: async ({ params }, scope) => {
    const done = await releaseMarks(scope, params.paper ?? '');
    if (done === null) error(404, 'Not found');
    return isRefused(done)
      ? refuseForm({}, { [done.field]: done.refused })
      : { saved: 'Hidden. We searched the new copy, and nothing of it is left in there.' };
  },
});
