import { redirect } from '@sveltejs/kit';
import * as v from 'valibot';
import type { CaseScope } from '#domain/access/scope.ts';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { isRefused } from '#domain/evidence/begin.server.ts';
import { sha256Of } from '#domain/evidence/fingerprint.server.ts';
import { bookView } from '#domain/evidence/book/book-view.ts';
import { newestBook } from '#domain/evidence/book/books.server.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { contentText } from '#domain/evidence/pack/manifest.ts';
import { changesSince } from '#domain/evidence/pack/pack-changes.ts';
import { packContentOf } from '#domain/evidence/pack/pack-content.server.ts';
import { frozenView, previewView } from '#domain/evidence/pack/pack-view.ts';
import { freezePack, packsOf } from '#domain/evidence/pack/packs.server.ts';
import type { Tx } from '#server/db.ts';
import { actionsFor, caseScopeOf } from '../../../act.ts';
import { readForm, refuseForm } from '../../../form.ts';
import { roomToJoin } from '../shared-page.ts';
import { packPartsOf } from './parts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const { parts, seen } = await packPartsOf(scope);
  const room = await roomToJoin(scope);
  return underScope(scope, async (tx) => {
    const packs = await packsOf(tx, scope);
    const content = await packContentOf(tx, scope, parts, seen);
    const newest = packs[0];
    const mayBind = mayAlso(scope, 'pack:bind');
    if (newest) await recordLook(tx, scope, 'pack.opened', newest.packId);
    return {
      room,
      view: newest ? frozenView(newest.manifest, newest.sha256) : previewView(content),
      frozen: newest ? { packId: newest.packId, changes: changesSince(newest.manifest, content) } : null,
      packs: packs.map(({ packId, manifest, sha256 }) => ({
        packId,
        number: manifest.frozen.number,
        sentence: frozenView(manifest, sha256).frozen,
      })),
      shownSha256: sha256Of(contentText(content)),
      book: newest && mayBind ? await bookOf(tx, scope, newest.packId) : null,
      mayBind,
      mayFreeze: mayAlso(scope, 'pack:freeze'),
    };
  });
};

async function bookOf(tx: Tx, scope: CaseScope, packId: string) {
  const book = await newestBook(tx, scope, packId);
  return book && bookView(book);
}

const form = v.object({ shownSha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/, 'Open the page again')) });

export const actions = actionsFor('/cases/[caseFile]/pack', {
  freeze: async ({ request }, scope) => {
    const read = await readForm(request, form);
    if ('refused' in read) return read.refused;
    const { parts, seen } = await packPartsOf(scope);
    const done = await underScope(scope, (tx) => freezePack(tx, scope, read.ok.shownSha256, parts, seen));
    if (isRefused(done)) return refuseForm(read.ok, { [done.field]: done.refused });
    redirect(303, `/cases/${scope.caseFileId}/pack/${done.packId}`);
  },
});
