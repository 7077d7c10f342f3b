import { error } from '@sveltejs/kit';
import { mayAlso } from '#domain/access/offer.ts';
import { underScope } from '#domain/access/scoped.server.ts';
import { recordLook } from '#domain/evidence/looked.server.ts';
import { changesSince } from '#domain/evidence/pack/pack-changes.ts';
import { packContentOf } from '#domain/evidence/pack/pack-content.server.ts';
import { frozenView } from '#domain/evidence/pack/pack-view.ts';
import { packOf } from '#domain/evidence/pack/packs.server.ts';
import { caseScopeOf } from '../../../../act.ts';
import { packPartsOf } from '../parts.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = async (event) => {
  const scope = caseScopeOf(event);
  event.depends(`case:${scope.caseFileId}`);
  const { parts, seen } = await packPartsOf(scope);
  return underScope(scope, async (tx) => {
    const pack = await packOf(tx, scope, event.params.pack);
    if (!pack) error(404, 'Not found');
    await recordLook(tx, scope, 'pack.opened', pack.packId);
    const content = await packContentOf(tx, scope, parts, seen);
    return {
      packId: pack.packId,
      maySend: mayAlso(scope, 'paper:send'),
      mayBind: mayAlso(scope, 'pack:bind'),
      view: frozenView(pack.manifest, pack.sha256),
      changes: changesSince(pack.manifest, content),
    };
  });
};
