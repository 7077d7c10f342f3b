import { error, redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import { underScope } from '#domain/access/scoped.server.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { bookView } from '#domain/evidence/book/book-view.ts';
import { askForBook, cancelBook, newestBook, whyNotKeep } from '#domain/evidence/book/books.server.ts';
import { buildNext } from '#domain/evidence/book/building.server.ts';
import { sizeInWords } from '#domain/evidence/pack/pack.ts';
import { packOf } from '#domain/evidence/pack/packs.server.ts';
import { faultFields, log } from '#server/log.ts';
import { actionsFor, caseScopeOf } from '../../../../../act.ts';
import { readForm, refuseForm } from '../../../../../form.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`, 'book:making');
  return underScope(scope, async (tx) => {
    const pack = await packOf(tx, scope, event.params.pack);
    if (!pack) error(404, 'Not found');
    const book = await newestBook(tx, scope, pack.packId);
    return {
      packId: pack.packId,
      number: pack.number,
      size: sizeInWords(pack.manifest.contents),
      book: book && bookView(book),
      whyNotKeep: await whyNotKeep(tx, scope),
    };
  });
};

const cancelling = v.object({ book: v.string() });

export const actions = actionsFor('/cases/[caseFile]/pack/[pack]/book', {
  make: async ({ params }, scope) => {
    const packId = params['pack'] ?? '';
    const asked = await underScope(scope, (tx) => askForBook(tx, scope, packId));
    if (!asked) error(404, 'Not found');
    if (isRefused(asked)) return refuseForm({}, { [asked.field]: asked.refused });
    // Nobody waits for it: a round takes it up when this process cannot.
    void buildNext(scope.councilId).catch((fault: unknown) => log.error('book.not-started', faultFields(fault)));
    redirect(303, `/cases/${scope.caseFileId}/pack/${packId}/book`);
  },
  cancel: async ({ params, request }, scope) => {
    const read = await readForm(request, cancelling);
    if ('refused' in read) return read.refused;
    const packId = params['pack'] ?? '';
    const done = await underScope(scope, (tx) => cancelBook(tx, scope, packId, read.ok.book));
    if (!done) error(404, 'Not found');
    if (done === 'too-late') return refuseForm({}, { cancel: 'It was made before you pressed. You can download it.' });
    redirect(303, `/cases/${scope.caseFileId}/pack/${packId}/book`);
  },
});
